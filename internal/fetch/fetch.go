// Package fetch gets pages and feeds from the web, politely and safely: it asks
// robots.txt, keeps a distance between requests to one host and backs off when
// told to, sends validators so that what has not changed is not sent again, and
// ends at limits of size, time and redirects. It connects to no address inside
// the network it runs in unless a setting allows it; the check is made on the
// address that is dialled, after DNS and after every redirect.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"synoptic/internal/fault"
)

// Options are the settings of a Client; zero values stand for the defaults.
type Options struct {
	UserAgent    string        // "Synoptic/1.2 (+https://…)"; its first word before the stroke is the name that robots.txt is asked for
	AllowPrivate bool          // loopback, private, link-local and other special addresses may be dialled
	MaxBytes     int64         // of a body after decompression; 16 MiB
	Timeout      time.Duration // of one request, body included; 60 s
	MinRate      int           // bytes a second that a body must keep on average once Grace has passed; 256
	Grace        time.Duration // 10 s
	MaxRedirects int           // 10
	Interval     time.Duration // between two requests to one host; 1 s
	MaxDelay     time.Duration // the longest Crawl-delay or Retry-After that is obeyed; 1 h
	MaxWait      time.Duration // the longest a Get waits for its turn before it gives up; 30 s
	NoRobots     bool          // robots.txt is not asked: for hosts that are one's own
}

// What a Get can be refused for; errors.Is tells them apart.
var (
	ErrRobots    = errors.New("robots.txt forbids it")
	ErrPrivate   = errors.New("the address is not public")
	ErrTooLarge  = errors.New("larger than the limit")
	ErrTooSlow   = errors.New("the server sends too slowly")
	ErrRedirects = errors.New("too many redirects")
	ErrBackoff   = errors.New("the host asked to wait")
	ErrScheme    = errors.New("only http and https addresses are fetched")
)

// Validators let a server answer that nothing changed.
type Validators struct {
	ETag         string
	LastModified string
}

// Response is the answer to a Get.
type Response struct {
	URL         string // after redirects
	Status      int    // 200, 304, 404 …
	ContentType string
	Body        []byte // decompressed; nil unless Status is 2xx
	Validators  Validators
	RetryAfter  time.Duration // 0 if not given
	Wire        int64         // bytes of body as they were sent
	Took        time.Duration // without waiting for the host's turn
}

// NotModified reports whether the server says that nothing changed.
func (r *Response) NotModified() bool { return r.Status == http.StatusNotModified }

// Client fetches. It is safe for concurrent use; memory is bounded by MaxBytes a
// running request and a few hundred bytes a host.
type Client struct {
	o      Options
	http   *http.Client
	hosts  hosts
	robots robots
}

// New makes a Client.
func New(o Options) *Client {
	o.UserAgent = or(o.UserAgent, "Synoptic/1.0 (news comparison; see the operator's contact)")
	o.MaxBytes = or(o.MaxBytes, 16<<20)
	o.Timeout = or(o.Timeout, time.Minute)
	o.MinRate = or(o.MinRate, 256)
	o.Grace = or(o.Grace, 10*time.Second)
	o.MaxRedirects = or(o.MaxRedirects, 10)
	o.Interval = or(o.Interval, time.Second)
	o.MaxDelay = or(o.MaxDelay, time.Hour)
	o.MaxWait = or(o.MaxWait, 30*time.Second)
	dialer := &net.Dialer{Timeout: 15 * time.Second, KeepAlive: 30 * time.Second}
	if !o.AllowPrivate {
		dialer.ControlContext = refusePrivate
	}
	return &Client{o: o, http: &http.Client{
		Transport: &http.Transport{
			DialContext: dialer.DialContext, DisableCompression: true, ForceAttemptHTTP2: true, MaxIdleConns: 100, MaxIdleConnsPerHost: 2, MaxConnsPerHost: 4,
			IdleConnTimeout: 90 * time.Second, TLSHandshakeTimeout: 15 * time.Second, ResponseHeaderTimeout: 30 * time.Second, MaxResponseHeaderBytes: 256 << 10,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

func or[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

// Close lets idle connections go.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Get fetches an address. An answer of any status is a Response; an error says
// why there is none. Get waits for the host's turn first, at most MaxWait.
func (c *Client) Get(ctx context.Context, address string, v Validators) (*Response, error) {
	r, err := c.follow(ctx, address, v, true)
	if err != nil {
		return nil, fault.New(kindOf(err), "fetch %s: %w", address, err)
	}
	return r, nil
}

// kindOf sorts errors into those that another try may mend and those of the
// address.
func kindOf(err error) fault.Kind {
	for _, e := range []error{ErrRobots, ErrPrivate, ErrTooLarge, ErrRedirects, ErrScheme} {
		if errors.Is(err, e) {
			return fault.Input
		}
	}
	return fault.Unavailable
}

// follow requests an address and what it redirects to. Every step is checked as
// if it were asked for by itself.
func (c *Client) follow(ctx context.Context, address string, v Validators, polite bool) (*Response, error) {
	started := time.Now()
	var waited time.Duration
	for range c.o.MaxRedirects + 1 {
		u, err := checkURL(address)
		if err != nil {
			return nil, err
		}
		if polite {
			w, err := c.turn(ctx, u)
			if err != nil {
				return nil, err
			}
			waited += w
		}
		r, next, err := c.once(ctx, u, v)
		if err != nil {
			return nil, err
		}
		if next == "" {
			r.Took = time.Since(started) - waited
			return r, nil
		}
		address = next
	}
	return nil, fmt.Errorf("%w (%d)", ErrRedirects, c.o.MaxRedirects)
}

// turn asks robots.txt and waits for the host's turn.
func (c *Client) turn(ctx context.Context, u *url.URL) (time.Duration, error) {
	started := time.Now()
	var delay time.Duration
	if !c.o.NoRobots {
		rules, err := c.rules(ctx, u)
		if err != nil {
			return 0, err
		}
		if !rules.allows(u) {
			return 0, ErrRobots
		}
		delay = min(rules.delay, c.o.MaxDelay)
	}
	err := c.hosts.wait(ctx, u.Host, max(delay, c.o.Interval), c.o.MaxWait)
	return time.Since(started), err
}

// checkURL refuses addresses that are not of the web.
func checkURL(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrScheme, err)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, ErrScheme
	}
	u.User = nil
	u.Fragment = ""
	return u, nil
}

// once makes one request; next is where it redirects to, "" if nowhere.
func (c *Client) once(outer context.Context, u *url.URL, v Validators) (r *Response, next string, err error) {
	ctx, cancel := context.WithTimeout(outer, c.o.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, "", err
	}
	req.Header.Set("User-Agent", c.o.UserAgent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5")
	req.Header.Set("Accept-Encoding", "gzip, br, zstd")
	if v.ETag != "" {
		req.Header.Set("If-None-Match", v.ETag)
	}
	if v.LastModified != "" {
		req.Header.Set("If-Modified-Since", v.LastModified)
	}
	res, err := c.http.Do(req)
	if err != nil {
		if ctx.Err() != nil && outer.Err() == nil {
			return nil, "", fmt.Errorf("%w: no answer after %v", ErrTooSlow, c.o.Timeout)
		}
		return nil, "", unwrapURL(err)
	}
	defer res.Body.Close()
	c.hosts.told(u.Host, res.StatusCode, retryAfter(res.Header), c.o.MaxDelay)
	if loc := res.Header.Get("Location"); loc != "" && res.StatusCode/100 == 3 && res.StatusCode != http.StatusNotModified {
		to, err := u.Parse(loc)
		if err != nil {
			return nil, "", fmt.Errorf("redirect to %q: %w", loc, err)
		}
		return nil, to.String(), nil
	}
	r = &Response{
		URL: u.String(), Status: res.StatusCode, ContentType: res.Header.Get("Content-Type"), RetryAfter: retryAfter(res.Header),
		Validators: Validators{ETag: res.Header.Get("ETag"), LastModified: res.Header.Get("Last-Modified")},
	}
	if res.StatusCode/100 == 2 {
		err = c.read(ctx, r, res)
	}
	return r, "", err
}

// unwrapURL takes the request line from a client's error: Get names it already.
func unwrapURL(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// read takes the body in, decompressed and within the limits.
func (c *Client) read(ctx context.Context, r *Response, res *http.Response) error {
	if res.ContentLength > c.o.MaxBytes {
		return fmt.Errorf("%w: %d of %d bytes", ErrTooLarge, res.ContentLength, c.o.MaxBytes)
	}
	wire := &paced{r: res.Body, started: time.Now(), grace: c.o.Grace, rate: c.o.MinRate}
	body, err := decompress(wire, res.Header.Get("Content-Encoding"))
	if err != nil {
		return err
	}
	defer body.Close()
	r.Body, err = io.ReadAll(io.LimitReader(body, c.o.MaxBytes+1))
	r.Wire = wire.read
	switch {
	case int64(len(r.Body)) > c.o.MaxBytes:
		r.Body = nil
		return fmt.Errorf("%w of %d bytes", ErrTooLarge, c.o.MaxBytes)
	case errors.Is(ctx.Err(), context.DeadlineExceeded) && err != nil:
		return fmt.Errorf("%w: not done after %v", ErrTooSlow, c.o.Timeout)
	}
	return err
}
