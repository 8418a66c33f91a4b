package svg

import (
	"fmt"
	"strings"
	"time"
)

// Timeline is what happened when.
type Timeline struct {
	Text  Text
	Marks []Mark // by time
}

// Mark is one thing on a time line.
type Mark struct {
	When        time.Time // zero: not known
	Title, Date string
	Href        string
	Weight      int // how many accounts
}

// DrawTimeline draws an axis from the first day to the last, a disc for each
// event as large as its coverage, and the titles in the order of time.
func DrawTimeline(t Timeline) Drawing {
	const width, left, step, top = 1080.0, 24.0, 26.0, 64.0
	c := &canvas{width: width, height: top + 26 + step*float64(len(t.Marks))}
	from, to := span(t.Marks)
	c.add(`<path class="axis" stroke="%s" d="M%s %sH%s"/>`, faint, num(left), num(top-26), num(width-left))
	place := func(when time.Time) float64 {
		if !to.After(from) {
			return width / 2
		}
		return left + 10 + (width-2*left-20)*when.Sub(from).Hours()/to.Sub(from).Hours()
	}
	for _, tick := range ticks(from, to) {
		x := place(tick.at)
		c.add(`<path class="axis" stroke="%s" d="M%s %sv6"/>`, faint, num(x), num(top-29))
		c.text(x, top-38, tick.name, "tick", faint, ` text-anchor="middle"`)
	}
	for i, m := range t.Marks {
		y := top + 18 + step*float64(i)
		x := left + 4
		if !m.When.IsZero() {
			x = place(m.When)
		}
		c.linked(m.Href, m.Title, func() {
			if !m.When.IsZero() {
				c.add(`<path class="drop" stroke="%s" stroke-dasharray="1 3" d="M%s %sV%s"/>`, line, num(x), num(top-26), num(y-4))
				c.add(`<circle class="disc" cx="%s" cy="%s" r="%s" fill="%s"/>`, num(x), num(top-26), num(min(14, 4+1.2*float64(m.Weight))), warm)
				c.add(`<circle class="dot" cx="%s" cy="%s" r="3" fill="%s"/>`, num(x), num(y-4), warm)
			}
			words, anchor, tx := short(m.Date+"  "+m.Title, 110), "start", x+8
			if x > width*.55 {
				anchor, tx = "end", x-8
			}
			c.text(tx, y, words, "happened", ink, fmt.Sprintf(` text-anchor="%s" font-size="12"`, anchor))
		})
	}
	return c.done("timeline", t.Text)
}

func span(marks []Mark) (from, to time.Time) {
	for _, m := range marks {
		if m.When.IsZero() {
			continue
		}
		if from.IsZero() || m.When.Before(from) {
			from = m.When
		}
		if m.When.After(to) {
			to = m.When
		}
	}
	return from, to
}

type tick struct {
	at   time.Time
	name string
}

// ticks are days, months or years between two moments, at most about a dozen.
func ticks(from, to time.Time) []tick {
	if from.IsZero() {
		return nil
	}
	if !to.After(from) {
		return []tick{{from, from.Format("2006-01-02")}}
	}
	days := to.Sub(from).Hours() / 24
	var out []tick
	switch {
	case days <= 45:
		every := int(days/10) + 1
		for d := from; !d.After(to); d = d.AddDate(0, 0, every) {
			out = append(out, tick{d, d.Format("01-02")})
		}
	case days <= 1200:
		every := int(days/30/12) + 1
		for d := time.Date(from.Year(), from.Month(), 1, 0, 0, 0, 0, time.UTC); !d.After(to); d = d.AddDate(0, every, 0) {
			if !d.Before(from) {
				out = append(out, tick{d, d.Format("2006-01")})
			}
		}
	default:
		every := int(days/365/12) + 1
		for y := from.Year() + 1; y <= to.Year(); y += every {
			out = append(out, tick{time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC), fmt.Sprint(y)})
		}
	}
	return out
}

// Bars is a count over time.
type Bars struct {
	Text Text
	Bars []Bar // by time, of even length
}

// Bar is one stretch of time.
type Bar struct {
	Name, Href string
	N          int
}

// DrawBars draws a count over time.
func DrawBars(s Bars) Drawing {
	const width, height, left, bottom = 1080.0, 170.0, 44.0, 22.0
	c := &canvas{width: width, height: height}
	most := 1
	for _, b := range s.Bars {
		most = max(most, b.N)
	}
	c.text(left-6, 16, fmt.Sprint(most), "tick", faint, ` text-anchor="end"`)
	c.text(left-6, height-bottom, "0", "tick", faint, ` text-anchor="end"`)
	c.add(`<path class="axis" stroke="%s" fill="none" d="M%s %sH%s"/>`, faint, num(left), num(height-bottom), num(width-8))
	if len(s.Bars) == 0 {
		return c.done("bars", s.Text)
	}
	w := (width - left - 12) / float64(len(s.Bars))
	for i, b := range s.Bars {
		high := (height - bottom - 10) * float64(b.N) / float64(most)
		c.linked(b.Href, fmt.Sprintf("%s: %d", b.Name, b.N), func() {
			c.add(`<rect class="bar" x="%s" y="%s" width="%s" height="%s" fill="%s"/>`, num(left+2+w*float64(i)), num(height-bottom-high), num(max(.8, min(w*.86, 42))), num(high), warm)
		})
	}
	every := max(1, len(s.Bars)/12)
	for i := 0; i < len(s.Bars); i += every {
		x, anchor := left+2+w*float64(i), ""
		if x > width-70 { // the name would not fit before the edge
			x, anchor = width-8, ` text-anchor="end"`
		}
		c.text(x, height-6, s.Bars[i].Name, "tick", faint, anchor)
	}
	return c.done("bars", s.Text)
}

// Shares is how a whole is made up, for several things.
type Shares struct {
	Text   Text
	Legend []Key
	Rows   []Share
}

// Share is one row: counts parallel to the legend.
type Share struct {
	Name, Href string
	Counts     []int
}

// DrawShares draws a bar for each row, cut by the shares of its counts.
func DrawShares(s Shares) Drawing {
	const width, left, row, right = 1080.0, 230.0, 22.0, 60.0
	c := &canvas{width: width, height: row*float64(len(s.Rows)) + 40}
	for i, r := range s.Rows {
		y := row * float64(i)
		total := 0
		for _, n := range r.Counts {
			total += n
		}
		c.linked(r.Href, "", func() { c.text(left-8, y+15, short(r.Name, 36), "row", ink, ` text-anchor="end" font-size="12"`) })
		c.text(width-right+8, y+15, fmt.Sprint(total), "tick", faint, "")
		if total == 0 {
			continue
		}
		x := left
		for k, n := range r.Counts {
			w := (width - left - right) * float64(n) / float64(total)
			c.linked("", fmt.Sprintf("%s, %s: %d (%.0f %%)", r.Name, s.Legend[k].Name, n, 100*float64(n)/float64(total)), func() {
				c.add(`<rect class="f-%s" fill="%s" x="%s" y="%s" width="%s" height="%s"/>`, s.Legend[k].Class, s.Legend[k].Fill, num(x), num(y+3), num(w), num(row-6))
			})
			x += w
		}
	}
	x, y := left, row*float64(len(s.Rows))+24
	for _, k := range s.Legend {
		c.add(`<rect class="f-%s" fill="%s" x="%s" y="%s" width="11" height="11"/>`, k.Class, k.Fill, num(x), num(y-9.5))
		c.text(x+15, y, k.Name, "key", faint, "")
		x += 32 + 6.2*float64(len([]rune(k.Name)))
	}
	return c.done("shares", s.Text)
}

// Standalone is the drawing as a file of its own.
func (d Drawing) Standalone() string {
	return strings.Replace(string(d), `">`, `"><rect width="100%" height="100%" fill="#fff"/>`, 1)
}
