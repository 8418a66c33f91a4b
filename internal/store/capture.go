package store

import (
	"context"
	"time"
)

// Captures keeps what was tried to get articles, so that silence has a
// denominator.
type Captures interface {
	// PutCaptures appends records.
	PutCaptures(ctx context.Context, records []Capture) error
	// ListCaptures is a page of records, newest first.
	ListCaptures(ctx context.Context, f CaptureFilter) (Page[Capture], error)
	// CountCaptures sums them up by outlet and feed, in that order.
	CountCaptures(ctx context.Context, f CaptureFilter) ([]CaptureCount, error)
}

// Capture is one attempt to get something.
type Capture struct {
	At      time.Time // kept to the millisecond
	Outlet  string    // "" if not known
	Feed    string    // the feed, archive or folder; "" for a single page
	URL     string    // what was asked for
	Kind    CaptureKind
	Result  CaptureResult
	Detail  string // why not: "robots.txt forbids it", "HTTP 503"
	Status  int    // of HTTP, 0 if it came to none
	Bytes   int64
	Took    time.Duration // kept to the millisecond
	Article string        // Article.ID, "" if none came of it
}

// CaptureKind is what was asked for.
type CaptureKind string

// The kinds of capture.
const (
	PollCapture CaptureKind = "poll" // of a feed or folder
	PageCapture CaptureKind = "page" // of one article
)

// CaptureResult is what came of it.
type CaptureResult string

// The results.
const (
	Captured    CaptureResult = "captured"     // something new came
	NotModified CaptureResult = "not_modified" // it answered and had nothing new
	Refused     CaptureResult = "refused"      // robots.txt, 401, 403, 451, a forbidden address
	Missing     CaptureResult = "missing"      // 404, 410
	Failed      CaptureResult = "failed"       // time-out, 5xx, no such host
	Unreadable  CaptureResult = "unreadable"   // it came and no article could be read from it
)

// CaptureFilter narrows records. Zero fields do not narrow.
type CaptureFilter struct {
	Outlet   string
	Feed     string
	URL      string
	Article  string
	Kind     CaptureKind
	Results  []CaptureResult
	From, To time.Time // From included, To not
	Page     Cursor
}

// CaptureCount sums up the attempts on one feed of one outlet.
type CaptureCount struct {
	Outlet, Feed string
	Kind         CaptureKind
	Results      map[CaptureResult]int
	Total        int
	First, Last  time.Time
}
