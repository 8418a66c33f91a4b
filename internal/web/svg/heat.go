package svg

import (
	"fmt"
	"strings"
)

// Heat is the grid of an event at a glance: a row an account, a column a point.
type Heat struct {
	Text    Text
	Rows    []string // what each row is called
	Columns []Column
	Legend  []Key // forms, in order
}

// Column is one point.
type Column struct {
	Title    string
	Href     string
	Cells    []string // parallel to Rows: a form's class, "" for silence
	Differs  int      // divergences
	Dimmed   bool     // left out by a filter
	Selected bool
}

// Key is one line of a legend: a class and its colour.
type Key struct{ Class, Name, Fill string }

// Sizes of a heat map.
const (
	heatRow   = 18.0
	heatLeft  = 150.0
	heatWidth = 1080.0
	heatBars  = 30.0 // height of the bars of divergences
	maxBars   = 8    // divergences that fill it
)

// DrawHeat draws a heat map. Cells of one form are one path, so that a large
// grid stays a small picture; bars above the columns tell how many divergences
// a point has.
func DrawHeat(h Heat) Drawing {
	cell := 18.0
	if n := float64(len(h.Columns)); n > 0 {
		cell = min(18, max(3, (heatWidth-heatLeft-10)/n))
	}
	c := &canvas{width: max(heatLeft+cell*float64(len(h.Columns))+10, 640), height: heatBars + heatRow*float64(len(h.Rows)) + 34}
	for r, name := range h.Rows {
		y := heatBars + heatRow*float64(r)
		c.text(heatLeft-8, y+heatRow*.68, short(name, 24), "row", ink, ` text-anchor="end"`)
	}
	for _, k := range h.Legend {
		if d := h.path(k.Class, cell); d != "" {
			c.add(`<path class="f-%s" fill="%s" d="%s"/>`, k.Class, k.Fill, d)
		}
	}
	if d := h.path("", cell); d != "" {
		c.add(`<path class="f-silent" fill="none" stroke="%s" stroke-width=".7" d="%s"/>`, line, d)
	}
	c.bars(h, cell)
	for i, col := range h.Columns {
		x := heatLeft + cell*float64(i)
		c.linked(col.Href, col.Title, func() {
			c.add(`<rect class="hit" x="%s" y="0" width="%s" height="%s" fill="none" pointer-events="all"/>`, num(x), num(cell), num(heatBars+heatRow*float64(len(h.Rows))))
		})
	}
	x, y := heatLeft, heatBars+heatRow*float64(len(h.Rows))+22
	for _, k := range h.Legend {
		c.add(`<rect class="f-%s" fill="%s" x="%s" y="%s" width="11" height="11"/>`, k.Class, k.Fill, num(x), num(y-9.5))
		c.text(x+15, y, k.Name, "key", faint, "")
		x += 32 + 6.2*float64(len([]rune(k.Name)))
	}
	return c.done("heat", h.Text)
}

// path outlines the cells of one form.
func (h *Heat) path(form string, cell float64) string {
	var b strings.Builder
	w := cell - min(2, cell*.2)
	for i, col := range h.Columns {
		if col.Dimmed {
			continue
		}
		for r, f := range col.Cells {
			if f == form {
				fmt.Fprintf(&b, "M%s %sh%sv%sh-%sz", num(heatLeft+cell*float64(i)), num(heatBars+heatRow*float64(r)+1), num(w), num(heatRow-3), num(w))
			}
		}
	}
	return b.String()
}

func (c *canvas) bars(h Heat, cell float64) {
	var b strings.Builder
	w := cell - min(2, cell*.2)
	for i, col := range h.Columns {
		if col.Differs == 0 || col.Dimmed {
			continue
		}
		high := (heatBars - 6) * float64(min(col.Differs, maxBars)) / maxBars
		fmt.Fprintf(&b, "M%s %sh%sv-%sh-%sz", num(heatLeft+cell*float64(i)), num(heatBars-2), num(w), num(high), num(w))
	}
	if b.Len() > 0 {
		c.add(`<path class="differs" fill="%s" d="%s"/>`, warm, b.String())
	}
}
