package web

import (
	"fmt"
	"net/url"

	"synoptic/text"
)

// The addresses of things. They last: an id that was merged away is found.

func eventURL(id string) string     { return "/event/" + url.PathEscape(id) }
func storylineURL(id string) string { return "/storyline/" + url.PathEscape(id) }
func actorURL(id string) string     { return "/actor/" + url.PathEscape(id) }
func outletURL(name string) string  { return "/outlet/" + url.PathEscape(name) }
func articleURL(id string) string   { return "/article/" + url.PathEscape(id) }

// passageURL leads to a stretch of an article.
func passageURL(id string, s text.Span) string {
	return fmt.Sprintf("%s?at=%d-%d#at", articleURL(id), s.Start, s.End)
}

// with is an address with some parameters of its query set anew; "" takes one
// out.
func with(q url.Values, path string, pairs ...string) string {
	next := url.Values{}
	for k, v := range q {
		next[k] = v
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			next.Del(pairs[i])
		} else {
			next.Set(pairs[i], pairs[i+1])
		}
	}
	if len(next) == 0 {
		return path
	}
	return path + "?" + next.Encode()
}
