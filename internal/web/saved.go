package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"synoptic/internal/query"
	"synoptic/internal/web/guard"
)

// Searches keeps searches that people follow.
type Searches interface {
	Save(ctx context.Context, s query.SavedSearch) (id string, err error)
	Remove(ctx context.Context, id string) error
	All(ctx context.Context) ([]query.SavedSearch, error)
}

type savedLine struct {
	query.SavedSearch
	Href, Atom, RSS string
}

// savedSearches lists the saved searches, the newest first.
func (s *Site) savedSearches(r *http.Request) (answer, error) {
	if s.Searches == nil {
		return nil, errNoPage
	}
	all, err := s.Searches.All(r.Context())
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b query.SavedSearch) int { return b.Made.Compare(a.Made) })
	lines := make([]savedLine, len(all))
	for i := range all {
		href := addressOf(&all[i])
		lines[i] = savedLine{all[i], href, feedAddress(href, "atom"), feedAddress(href, "rss")}
	}
	return view{name: "searches", title: s.pages.say("searches.title"), data: lines}, nil
}

// feedAddress is the feed of a search, given the address of its page.
func feedAddress(href, kind string) string {
	return strings.Replace(href, "/search?", "/search."+kind+"?", 1)
}

// saveSearch keeps the search of the page that the form was on.
func (s *Site) saveSearch(r *http.Request) (answer, error) {
	if err := s.mayFollow(r); err != nil {
		return nil, err
	}
	if err := r.ParseForm(); err != nil {
		return nil, badRequest("that form could not be read: %v", err)
	}
	q, err := url.ParseQuery(r.PostForm.Get("search"))
	if err != nil {
		return nil, badRequest("that form could not be read: %v", err)
	}
	saved, err := searchOf(q)
	if err != nil {
		return nil, err
	}
	saved.Name, saved.Hook, saved.Owner = strings.TrimSpace(r.PostForm.Get("name")), strings.TrimSpace(r.PostForm.Get("hook")), guard.UserOf(r.Context()).Name
	if _, err := s.Searches.Save(r.Context(), saved); err != nil {
		return nil, err
	}
	return redirect("/searches"), nil
}

// mayFollow refuses what readers may not do, and where nothing is kept.
func (s *Site) mayFollow(r *http.Request) error {
	if s.Searches == nil {
		return errNoPage
	}
	return s.may(r)
}

func (s *Site) removeSearch(r *http.Request) (answer, error) {
	if err := s.mayFollow(r); err != nil {
		return nil, err
	}
	if err := r.ParseForm(); err != nil {
		return nil, badRequest("that form could not be read: %v", err)
	}
	if err := s.Searches.Remove(r.Context(), r.PostForm.Get("id")); err != nil {
		return nil, err
	}
	return redirect("/searches"), nil
}
