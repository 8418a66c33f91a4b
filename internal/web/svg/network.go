package svg

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Network is who speaks of whom.
type Network struct {
	Text  Text
	Nodes []Node
	Edges []Edge
}

// Node is one actor.
type Node struct {
	Name, Href string
	Weight     int // how often it speaks or is spoken of
}

// Edge goes from a speaker to somebody spoken of; indexes into Nodes.
type Edge struct {
	From, To, Times int
}

// DrawNetwork sets the actors on a circle, heaviest first from the top, and
// draws a bow from each speaker to whom they speak of; its width tells how
// often.
func DrawNetwork(n Network) Drawing {
	const size, radius = 420.0, 172.0
	c := &canvas{width: 860, height: size}
	cx, cy := c.width/2, c.height/2
	at := func(i int) (x, y, angle float64) {
		angle = 2*math.Pi*float64(i)/float64(max(1, len(n.Nodes))) - math.Pi/2
		return cx + radius*math.Cos(angle), cy + radius*math.Sin(angle), angle
	}
	c.add(`<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path class="arrow" d="M0 0L8 4L0 8z" fill="%s"/></marker></defs>`, warm)
	edges := slices.Clone(n.Edges)
	slices.SortStableFunc(edges, func(a, b Edge) int { return cmp.Compare(a.Times, b.Times) })
	for _, e := range edges {
		x1, y1, _ := at(e.From)
		x2, y2, _ := at(e.To)
		// Ends stop short of the nodes; the bow bends towards the middle, to the
		// left of its direction, so that there and back lie apart.
		mx, my := (x1+x2)/2, (y1+y2)/2
		dx, dy := x2-x1, y2-y1
		bend := .12
		qx, qy := mx+(cx-mx)*.35-dy*bend, my+(cy-my)*.35+dx*bend
		x1, y1 = towards(x1, y1, qx, qy, 9)
		x2, y2 = towards(x2, y2, qx, qy, 11)
		c.add(`<path class="edge" d="M%s %sQ%s %s %s %s" fill="none" stroke="%s" stroke-opacity=".55" stroke-width="%s" marker-end="url(#arrow)"><title>%s</title></path>`,
			num(x1), num(y1), num(qx), num(qy), num(x2), num(y2), warm, num(math.Min(6, .8+.5*float64(e.Times))),
			esc(fmt.Sprintf("%s → %s: %d", n.Nodes[e.From].Name, n.Nodes[e.To].Name, e.Times)))
	}
	for i, node := range n.Nodes {
		x, y, angle := at(i)
		r := math.Min(9, 3.5+math.Sqrt(float64(node.Weight)))
		anchor, tx := "start", x+r+5
		if math.Cos(angle) < -.05 {
			anchor, tx = "end", x-r-5
		}
		ty := y + 4
		if math.Abs(math.Cos(angle)) <= .05 { // top and bottom
			anchor, tx, ty = "middle", x, y-r-6
			if math.Sin(angle) > 0 {
				ty = y + r + 14
			}
		}
		c.linked(node.Href, "", func() {
			c.add(`<circle class="node" cx="%s" cy="%s" r="%s" fill="%s"/>`, num(x), num(y), num(r), ink)
			c.text(tx, ty, short(node.Name, 34), "name", ink, fmt.Sprintf(` text-anchor="%s" font-size="12"`, anchor))
		})
	}
	return c.done("network", n.Text)
}

// towards moves a point by so much towards another.
func towards(x, y, tx, ty, by float64) (float64, float64) {
	d := math.Hypot(tx-x, ty-y)
	if d == 0 {
		return x, y
	}
	return x + (tx-x)/d*by, y + (ty-y)/d*by
}
