package timex

import (
	"strings"
	"testing"
	"unicode/utf8"

	"synoptic/news"
)

// Each case marks the expressions in brackets; want lists what they mean to an
// article published on Thursday 2025-01-09, and open what they mean without a date, "-" for nothing.
func TestFindAndResolve(t *testing.T) {
	tests := []struct{ marked, want, open string }{
		{"They met on [Tuesday 21 July] in the hall.", "XXXX-07-21", "XXXX-07-21"},
		{"They met on [Wednesday].", "2025-01-08", "-"},
		{"The court sat [Thursday].", "2025-01-09", "-"},
		{"He left [last Thursday] and [last Saturday].", "2025-01-02 2025-01-04", "- -"},
		{"It opens [next Friday].", "2025-01-10", "-"},
		{"The panel will meet on [Monday].", "2025-01-13", "-"},
		{"The panel met on [Monday evening].", "2025-01-06", "-"},
		{"date [2025-01-09] Council urges calm", "2025-01-09", "2025-01-09"},
		{"It began on [8 January 2025], not [January 7, 2025].", "2025-01-08 2025-01-07", "2025-01-08 2025-01-07"},
		{"It began on [Jan. 8].", "2025-01-08", "XXXX-01-08"},
		{"It began on the [21st of December, 2024].", "2024-12-21", "2024-12-21"},
		{"It ended on [December 30] after [two weeks ago].", "2024-12-30 2024-12-26", "XXXX-12-30 -"},
		{"The fair runs [8-10 January 2025] and [March 3–5].", "2025-01-08/2025-01-10 2025-03-03/2025-03-05", "2025-01-08/2025-01-10 XXXX-03-03/XXXX-03-05"},
		{"Rain fell from [6 January to 8 January].", "2025-01-06/2025-01-08", "XXXX-01-06/XXXX-01-08"},
		{"Founded in [2014], in [January 2015], since [March].", "2014 2015-01 2025-03", "2014 2015-01 XXXX-03"},
		{"He spoke [yesterday evening], again [this morning] and [last night].", "2025-01-08 2025-01-09 2025-01-08", "- - -"},
		{"It rose [last week], [this month] and [last year].", "2024-12-30/2025-01-05 2025-01 2024", "- - -"},
		{"Seen [three days ago], [two months ago], [a year ago].", "2025-01-06 2024-11 2024", "- - -"},
		{"On [09/01/2025] and [31/12/2024] and [9.1.2025] and [12/31/2024]", "2025 2024-12-31 2025-01-09 2024-12-31", "2025 2024-12-31 2025-01-09 2024-12-31"},
		{"[Tuesday, July 21, 2020], they met.", "2020-07-21", "2020-07-21"},
		{"LOMENZ, [April 8] (Norrex) - The dam", "2025-04-08", "XXXX-04-08"},
		{"You may march in the sun; Sat down; 21 people; 12.5 percent; the 1990s; 2014 soldiers.", "", ""},
		{"[Wednesday]'s vote", "2025-01-08", "-"},
		{"Open between [Monday and Wednesday]; on [Monday] and [Wednesday]", "2025-01-06/2025-01-08 2025-01-06 2025-01-08", "- - -"},
		{"A 30 [February 2025] that never was", "2025-02", "2025-02"},
	}
	anchor := news.Date{Year: 2025, Month: 1, Day: 9}
	for _, tt := range tests {
		t.Run(tt.marked, func(t *testing.T) {
			plain := strings.NewReplacer("[", "", "]", "").Replace(tt.marked)
			var got, open []string
			remarked, at := "", 0
			for _, e := range Find(plain) {
				remarked += plain[at:e.Span.Start] + "[" + e.Span.In(plain) + "]"
				at = e.Span.End
				got = append(got, e.Value.Resolve(anchor).String())
				o := e.Value.Resolve(news.Date{}).String()
				if o == "" {
					o = "-"
				}
				open = append(open, o)
			}
			if remarked += plain[at:]; remarked != tt.marked {
				t.Errorf("found %s", remarked)
			}
			if g := strings.Join(got, " "); g != tt.want {
				t.Errorf("resolved %s, want %s", g, tt.want)
			}
			if o := strings.Join(open, " "); o != tt.open {
				t.Errorf("without a date %s, want %s", o, tt.open)
			}
		})
	}
}

func TestSettle(t *testing.T) {
	v := Find("on Tuesday 21 July")[0].Value
	if got := v.Settle(2018, 2024).String(); got != "2020-07-21" {
		t.Errorf("2018 to 2024: %s", got)
	}
	if got := v.Settle(2015, 2024).String(); got != "XXXX-07-21" {
		t.Errorf("2015 to 2024: %s", got)
	}
	if got := v.Resolve(news.Date{Year: 2020, Month: 7, Day: 23}).String(); got != "2020-07-21" {
		t.Errorf("published two days later: %s", got)
	}
}

func TestHappened(t *testing.T) {
	d := func(s string) news.Date { d, _ := news.ParseDate(s); return d }
	tests := []struct {
		name     string
		accounts []Reading
		want     string
	}{
		{"one stamp settles the day for all", []Reading{
			Read("The ministers met on Wednesday in the old town.", news.Date{}),
			Read(" date 2025-01-09 Ministers Meet\n\nDuring a meeting on Wednesday they agreed.", news.Date{}),
			Read("On Wednesday the two told reporters. Three days earlier, on Sunday, one had left.", news.Date{}),
		}, "2025-01-08"},
		{"the year stays open", []Reading{Read("This evening on Tuesday 21 July, they met. On Tuesday he said", news.Date{})}, "XXXX-07-21"},
		{"a weekday alone settles nothing", []Reading{Read("They met on Saturday.", news.Date{})}, ""},
		{"dates of publication alone settle nothing", []Reading{Read("They met.", d("2025-01-09"))}, ""},
		{"most accounts win", []Reading{
			Read("They met on Monday.", d("2025-01-07")),
			Read("They met yesterday.", d("2025-01-07")),
			Read("They met on Tuesday.", d("2025-01-07")),
		}, "2025-01-06"},
		{"a dateline against a day of publication", []Reading{
			Read("LOMENZ, April 8 (Norrex) - The dam will fill on July 1, he said on Tuesday.", news.Date{}),
			Read("He said so on Tuesday.", d("2031-04-09")),
		}, "2031-04-08"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Happened(tt.accounts).String(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Tuesday 21 July 2020, Jan. 8-10, 31/12/2024 last week to Mon. in 2014 two weeks ago")
	f.Add("Feb 29-30 0000 9999 of May the")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		end := 0
		for _, e := range Find(s) {
			if e.Span.Start < end || e.Span.End > len(s) || e.Span.Empty() {
				t.Fatalf("bad span %v after %d in %q", e.Span, end, s)
			}
			end = e.Span.End
			for _, anchor := range []news.Date{{}, {Year: 2024, Month: 2, Day: 29}} {
				i := e.Value.Resolve(anchor)
				for _, d := range []news.Date{i.From, i.To} {
					if _, err := news.ParseDate(d.String()); err != nil {
						t.Fatalf("%q means %v: %v", e.Span.In(s), d, err)
					}
				}
			}
		}
	})
}

// What holds no expression of time is passed over without being read; nothing that
// the reader would find is.
func TestTimely(t *testing.T) {
	for s, want := range map[string]bool{
		"": false, "The mayor marched to the sundial.": false, "“It’s done” — twice": false,
		"on Friday": true, "in MAY": true, "three weeks ago": true, "this morning": true, "by 2014": true, "(Tues.)": true, "tonight": true,
		"the café": true, // beyond ASCII nothing is told
	} {
		if got := timely(s); got != want {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
	}
}
