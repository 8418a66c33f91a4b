package export

import (
	"io"

	"synoptic/news"
)

// TermJSON is a term typical of an outlet; the log-odds have an interval of 95
// per cent.
type TermJSON struct {
	Term    string  `json:"term"`
	Count   int     `json:"count"`
	Rest    int     `json:"rest"`
	LogOdds float64 `json:"log_odds"`
	Low     float64 `json:"low"`
	High    float64 `json:"high"`
	Z       float64 `json:"z"`
}

// Terms writes the terms typical of each outlet, an outlet a line.
func Terms(w io.Writer, outlets []news.OutletTerms) error {
	for _, o := range outlets {
		terms := make([]TermJSON, len(o.Terms))
		for i, t := range o.Terms {
			terms[i] = TermJSON(t)
		}
		if err := writeLine(w, struct {
			Version  int        `json:"version"`
			Outlet   string     `json:"outlet"`
			Articles int        `json:"articles"`
			Terms    []TermJSON `json:"terms"`
		}{version, o.Outlet, o.Articles, terms}); err != nil {
			return err
		}
	}
	return nil
}

// CallJSON is what an outlet calls an actor.
type CallJSON struct {
	Outlet  *string `json:"outlet"`
	Text    string  `json:"text"`
	Kind    string  `json:"kind"`
	Voice   string  `json:"voice"`
	Count   int     `json:"count"`
	Article string  `json:"article"` // of the first of them
	Start   int     `json:"start"`   // there, in bytes
	End     int     `json:"end"`
}

// CalledActor writes one actor as a line, with what outlets call it.
func CalledActor(w io.Writer, a *news.Actor, calls []news.Call) error {
	called := make([]CallJSON, len(calls))
	for i, c := range calls {
		called[i] = CallJSON{orNull(c.Outlet), c.Text, string(c.Kind), string(c.Voice), c.Count, c.First.Article, c.First.Span.Start, c.First.Span.End}
	}
	return writeLine(w, struct {
		Version int `json:"version"`
		ActorJSON
		Called []CallJSON `json:"called"`
	}{version, ActorOf(a), called})
}
