package app

import (
	"cmp"
	"io"
	"slices"

	"synoptic/feed"
	"synoptic/internal/job"
	"synoptic/internal/query"
	"synoptic/internal/store"
)

// Tried sums up what was tried to get the articles of one feed, folder or, where
// Feed is "", of single pages: the denominator of an outlet's silence.
type Tried struct {
	Outlet string `json:"outlet"` // "" if not known
	Feed   string `json:"feed"`
	Polls  Tries  `json:"polls"`
	Pages  Tries  `json:"pages"`
}

// Tries are attempts and what came of them.
type Tries struct {
	Total      int `json:"total"`
	Succeeded  int `json:"succeeded"` // it answered, with something new or nothing new
	Refused    int `json:"refused"`   // by robots.txt, or 401, 402, 403, 451
	Missing    int `json:"missing"`   // 404, 410
	Failed     int `json:"failed"`
	Unreadable int `json:"unreadable"`
}

// SumTries sums counts up by feed; the outlet of a feed is the one that most
// attempts name. Feeds come by outlet and address.
func SumTries(counts []query.CaptureCount) []Tried {
	sums := map[string]*Tried{}
	names := map[string]map[string]int{}
	for _, c := range counts {
		key := c.Feed
		if key == "" {
			key = "\x00" + c.Outlet
		}
		t := sums[key]
		if t == nil {
			t = &Tried{Feed: c.Feed}
			sums[key], names[key] = t, map[string]int{}
		}
		names[key][c.Outlet] += c.Total
		to := &t.Pages
		if c.Kind == store.PollCapture {
			to = &t.Polls
		}
		to.Total += c.Total
		to.Succeeded += c.Results[store.Captured] + c.Results[store.NotModified]
		to.Refused += c.Results[store.Refused]
		to.Missing += c.Results[store.Missing]
		to.Failed += c.Results[store.Failed]
		to.Unreadable += c.Results[store.Unreadable]
	}
	var out []Tried
	for key, t := range sums {
		most := 0
		for name, n := range names[key] {
			if name != "" && (n > most || n == most && name < t.Outlet) {
				t.Outlet, most = name, n
			}
		}
		out = append(out, *t)
	}
	slices.SortFunc(out, func(a, b Tried) int {
		return cmp.Or(cmp.Compare(a.Outlet, b.Outlet), cmp.Compare(a.Feed, b.Feed))
	})
	return out
}

// FeedSources are the feeds of the web among what was tried.
func FeedSources(tried []Tried) []job.Source {
	var out []job.Source
	for _, t := range tried {
		if isAddress(t.Feed) {
			out = append(out, job.Source{URL: t.Feed, Outlet: t.Outlet})
		}
	}
	return out
}

// WriteOPML writes a list of feeds that watch and other programs read.
func WriteOPML(w io.Writer, sources []job.Source) error {
	subs := make([]feed.Subscription, len(sources))
	for i, s := range sources {
		subs[i] = feed.Subscription{Title: cmp.Or(s.Outlet, s.URL), URL: s.URL}
	}
	b, err := feed.WriteOPML("Feeds", subs)
	if err == nil {
		_, err = w.Write(b)
	}
	return err
}
