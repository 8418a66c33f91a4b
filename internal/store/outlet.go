package store

import (
	"context"

	"synoptic/news"
	"synoptic/text"
)

// Outlets sums up what is kept of each outlet.
type Outlets interface {
	// ListOutlets are all outlets that are known by name, those with the most
	// articles first, then by name.
	ListOutlets(ctx context.Context) ([]OutletRow, error)
	// OutletDays counts an outlet's articles by day of publication, oldest first;
	// articles without a full date are left out.
	OutletDays(ctx context.Context, outlet string) ([]DayCount, error)
	// OutletSpeech tells how the newest articles of an outlet, at most so many,
	// give speech, and how many of them are copies.
	OutletSpeech(ctx context.Context, outlet string, articles int) (Speech, error)
	// OutletEvents counts, among the events of the days from and to (both
	// included) that two outlets or more report, those that this outlet does.
	OutletEvents(ctx context.Context, outlet string, from, to news.Date) (Reach, error)
}

// OutletRow is what a list shows of an outlet.
type OutletRow struct {
	Outlet      string
	Articles    int
	First, Last news.Date // of the articles with a full date; zero if none has one
}

// DayCount is how many articles were published on a day.
type DayCount struct {
	Day      news.Date
	Articles int
}

// Speech is how articles give what others say.
type Speech struct {
	Articles int               // that were counted
	Copies   int               // of them, those that are no voice of their own
	Kinds    map[text.Kind]int // statements
}

// Reach is how many of the events that others report an outlet reports too.
type Reach struct{ Reported, Events int }
