package job

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"synoptic/extract"
	"synoptic/feed"
	"synoptic/internal/fault"
	"synoptic/internal/fetch"
	"synoptic/internal/queue"
	"synoptic/internal/store"
	"synoptic/news"
)

// Fetcher gets what stands at an address; *fetch.Client is one.
type Fetcher interface {
	Get(ctx context.Context, address string, v fetch.Validators) (*fetch.Response, error)
}

// Collection is what collecting needs of a store.
type Collection interface {
	store.Articles
	store.Captures
	store.States
}

// Source is a feed that is collected.
type Source struct {
	URL    string
	Outlet string // the name its articles go under; "" leaves it to the pages
}

// Collector takes in pages and feeds. Every attempt leaves a capture record,
// whatever comes of it. All methods are safe for concurrent use.
type Collector struct {
	Fetch   Fetcher
	Store   Collection
	Queue   queue.Queue // may be nil: annotation is not asked for
	Log     *slog.Logger
	Observe func(store.Capture) // is told of every attempt; may be nil
}

// Page takes in the article at an address. An error that is no fault of the
// store is an attempt that failed; it is recorded and returned.
func (c *Collector) Page(ctx context.Context, address, outlet string) (Outcome, error) {
	return c.page(ctx, Source{Outlet: outlet}, feed.Item{URL: address})
}

// Read gets the article at an address; it is not kept, and the attempt is not
// recorded.
func (c *Collector) Read(ctx context.Context, address string) (news.Article, error) {
	var rec store.Capture
	return c.read(ctx, feed.Item{URL: address}, &rec)
}

// How much text an entry must hold, in characters, to be kept where its page
// cannot be had.
const minEntry = 600

// page fetches the page of a feed's entry and keeps its article; where the page
// is refused or fails, an entry that holds the text itself is kept.
func (c *Collector) page(ctx context.Context, s Source, i feed.Item) (Outcome, error) {
	rec := store.Capture{At: time.Now(), Outlet: s.Outlet, Feed: s.URL, URL: i.URL, Kind: store.PageCapture}
	a, err := c.read(ctx, i, &rec)
	if err != nil && ctx.Err() != nil {
		return Outcome{}, err
	}
	if err != nil {
		if own, ok := entryArticle(i); ok {
			a, err = own, nil
			rec.Result, rec.Detail = store.Captured, "from the feed's entry: "+rec.Detail
		}
	}
	if err != nil {
		if put := c.record(ctx, rec); put != nil {
			return Outcome{}, put
		}
		return Outcome{Path: i.URL, Err: err}, err
	}
	complete(&a, s, i)
	rec.Outlet = a.Outlet
	var out Outcome
	_, err = Ingest(ctx, c.Store, c.Queue, single(a), func(o Outcome) { out = o })
	if err != nil {
		return out, err
	}
	rec.Article = out.Kept.ID
	if out.Err != nil {
		rec.Result, rec.Detail = store.Unreadable, out.Err.Error()
	} else if out.Kept.Change == store.Unchanged {
		rec.Result = store.NotModified
	}
	return out, c.record(ctx, rec)
}

// read gets and extracts a page and notes in rec how it went.
func (c *Collector) read(ctx context.Context, i feed.Item, rec *store.Capture) (news.Article, error) {
	res, err := c.get(ctx, i.URL, fetch.Validators{}, rec)
	if err != nil {
		return news.Article{}, err
	}
	a, err := extract.HTML(extract.URLID(i.URL), i.URL, res.Body, extract.Options{URL: res.URL, Charset: res.ContentType})
	if err != nil {
		a, err = c.small(ctx, i, res, err)
	}
	if err != nil {
		rec.Result, rec.Detail = store.Unreadable, err.Error()
	}
	return a, err
}

// small reads the page for small screens that a page without text names; cause
// is what was wrong with the page itself. The article keeps the page's address.
func (c *Collector) small(ctx context.Context, i feed.Item, page *fetch.Response, cause error) (news.Article, error) {
	address := extract.AMP(page.Body, page.URL)
	if address == "" || address == page.URL {
		return news.Article{}, cause
	}
	res, err := c.Fetch.Get(ctx, address, fetch.Validators{})
	if err != nil || res.Status/100 != 2 {
		return news.Article{}, cause
	}
	a, err := extract.HTML(extract.URLID(i.URL), i.URL, res.Body, extract.Options{URL: res.URL, Charset: res.ContentType})
	if err != nil {
		return news.Article{}, cause
	}
	if a.URL == "" || a.URL == res.URL {
		a.URL = page.URL
	}
	return a, nil
}

// get fetches an address and notes in rec how it went; an answer that brings
// nothing is an error.
func (c *Collector) get(ctx context.Context, address string, v fetch.Validators, rec *store.Capture) (*fetch.Response, error) {
	res, err := c.Fetch.Get(ctx, address, v)
	if err != nil {
		rec.Result, rec.Detail = store.Failed, err.Error()
		for _, refusal := range []error{fetch.ErrRobots, fetch.ErrPrivate, fetch.ErrScheme} {
			if errors.Is(err, refusal) {
				rec.Result = store.Refused
			}
		}
		return nil, err
	}
	rec.Status, rec.Bytes, rec.Took, rec.Result = res.Status, res.Wire, res.Took, store.Captured
	switch s := res.Status; {
	case s == http.StatusNotModified:
		rec.Result = store.NotModified
		return res, nil
	case s == http.StatusUnauthorized, s == http.StatusForbidden, s == http.StatusUnavailableForLegalReasons, s == http.StatusPaymentRequired:
		rec.Result = store.Refused
	case s == http.StatusNotFound, s == http.StatusGone:
		rec.Result = store.Missing
	case s/100 != 2:
		rec.Result = store.Failed
	default:
		return res, nil
	}
	rec.Detail = fmt.Sprintf("HTTP %d", res.Status)
	return res, fault.New(fault.Unavailable, "fetch %s: %s", address, rec.Detail)
}

func (c *Collector) record(ctx context.Context, rec store.Capture) error {
	if c.Observe != nil {
		c.Observe(rec)
	}
	return c.Store.PutCaptures(context.WithoutCancel(ctx), []store.Capture{rec})
}

// entryArticle makes an article of an entry that holds its text.
func entryArticle(i feed.Item) (news.Article, bool) {
	body := i.Content
	if len(body) < len(i.Summary) {
		body = i.Summary
	}
	if utf8.RuneCountInString(body) < minEntry {
		return news.Article{}, false
	}
	id := i.URL
	if id == "" {
		id = i.ID
	}
	page := "<html><head><meta property=\"og:title\" content=\"" + escape(i.Title) + "\"></head><body><article>" + body + "</article></body></html>"
	a, err := extract.HTML(extract.URLID(id), id, []byte(page), extract.Options{URL: i.URL, Charset: "text/html; charset=utf-8"})
	return a, err == nil
}

func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "\"", "&quot;", "<", "&lt;").Replace(s)
}

// complete fills what the page leaves open from the entry. The name that the
// user gave the outlet wins, so that articles and records go under one name.
func complete(a *news.Article, s Source, i feed.Item) {
	if s.Outlet != "" {
		a.Outlet = s.Outlet
	} else if i.Outlet != "" && (a.Outlet == "" || a.Outlet == extract.Host(a.URL)) {
		a.Outlet = i.Outlet
	}
	if a.Published.IsZero() {
		a.Stamp, a.Published = i.Published, news.DateOf(i.Published)
	}
	if len(a.Authors) == 0 {
		a.Authors = i.Authors
	}
	if s.URL != "" {
		a.Provenance = "feed " + s.URL + " entry " + i.ID
	}
}

func single(a news.Article) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) { yield(a, nil) }
}
