package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

// After RFC 9309: at least 500 KiB of robots.txt are read, what it says is kept
// for a day; a host whose robots.txt cannot be had because it is broken is left
// alone, and asked again sooner.
const (
	maxRobots     = 500 << 10
	robotsAge     = 24 * time.Hour
	robotsFailAge = 10 * time.Minute
)

// rules are what one host's robots.txt says to us.
type rules struct {
	group *robotstxt.Group // nil: everything is allowed
	deny  bool             // nothing is allowed: robots.txt could not be had
	delay time.Duration
	until time.Time
}

type robots struct {
	mu sync.Mutex
	m  map[string]*rules
}

// allows reports whether an address may be fetched.
func (r *rules) allows(u *url.URL) bool {
	if r.deny {
		return false
	}
	if r.group == nil || u.Path == "/robots.txt" {
		return true
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	return r.group.Test(normalise(path))
}

// rules returns what the host's robots.txt says, from memory or from the host.
func (c *Client) rules(ctx context.Context, u *url.URL) (*rules, error) {
	origin := u.Scheme + "://" + u.Host
	c.robots.mu.Lock()
	if r := c.robots.m[origin]; r != nil && time.Now().Before(r.until) {
		c.robots.mu.Unlock()
		return r, nil
	}
	c.robots.mu.Unlock()
	r, err := c.askRobots(ctx, origin)
	if err != nil {
		return nil, err
	}
	c.robots.mu.Lock()
	defer c.robots.mu.Unlock()
	if c.robots.m == nil || len(c.robots.m) >= maxHosts {
		c.robots.m = map[string]*rules{}
	}
	c.robots.m[origin] = r
	return r, nil
}

// askRobots fetches robots.txt. A host that cannot be reached is the error of
// the address itself and is not remembered.
func (c *Client) askRobots(ctx context.Context, origin string) (*rules, error) {
	res, err := c.follow(ctx, origin+"/robots.txt", Validators{}, false)
	switch {
	case errors.Is(err, ErrTooLarge):
		return &rules{deny: true, until: time.Now().Add(robotsFailAge)}, nil
	case errors.Is(err, ErrRedirects):
		return &rules{until: time.Now().Add(robotsAge)}, nil
	case err != nil:
		return nil, fmt.Errorf("robots.txt: %w", err)
	case res.Status >= 500 || res.Status == http.StatusTooManyRequests:
		return &rules{deny: true, until: time.Now().Add(robotsFailAge)}, nil
	case res.Status != http.StatusOK:
		return &rules{until: time.Now().Add(robotsAge)}, nil
	}
	return parseRobots(res.Body, productToken(c.o.UserAgent)), nil
}

// parseRobots reads the group for a product token, paths in normal form.
func parseRobots(body []byte, token string) *rules {
	r := &rules{until: time.Now().Add(robotsAge)}
	body = body[:min(len(body), maxRobots)]
	if len(body) == maxRobots {
		body = body[:strings.LastIndexByte(string(body), '\n')+1]
	}
	data, err := robotstxt.FromBytes(normaliseRules(body))
	if err != nil || data == nil {
		return r
	}
	r.group = data.FindGroup(token)
	if r.group != nil {
		r.delay = r.group.CrawlDelay
	}
	return r
}

// normaliseRules brings the paths of allow and disallow lines into normal form.
func normaliseRules(body []byte) []byte {
	lines := strings.Split(strings.TrimPrefix(string(body), "\ufeff"), "\n")
	for i, line := range lines {
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "allow", "disallow":
			value, _, _ = strings.Cut(value, "#")
			lines[i] = key + ": " + normalise(strings.TrimSpace(value))
		}
	}
	return []byte(strings.Join(lines, "\n"))
}

// normalise writes a path as RFC 9309 compares it: percent-encoded unreserved
// characters decoded, all else above ASCII encoded, hexadecimal digits in
// capitals. The pattern signs * and $ stay.
func normalise(path string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		c := path[i]
		if c == '%' && i+2 < len(path) && isHex(path[i+1]) && isHex(path[i+2]) {
			v := unhex(path[i+1])<<4 | unhex(path[i+2])
			if unreserved(v) {
				b.WriteByte(v)
			} else {
				b.WriteByte('%')
				b.WriteByte(hex[v>>4])
				b.WriteByte(hex[v&15])
			}
			i += 2
			continue
		}
		if c >= 0x80 || c <= ' ' || c == '%' {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c <= 'F':
		return c - 'A' + 10
	}
	return c - 'a' + 10
}

func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}

// productToken is the name by which robots.txt knows a User-Agent.
func productToken(agent string) string {
	if i := strings.IndexAny(agent, "/ ("); i > 0 {
		return agent[:i]
	}
	return agent
}
