package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"synoptic/internal/web/svg"
	"synoptic/news"
)

// gridPage is the page of an event: points by accounts.
type gridPage struct {
	*eventView
	Heat    svg.Drawing
	Points  []point
	Found   int // points that the filters leave
	Total   int
	Filters gridFilters
	Earlier string // addresses of the pages around this one
	Later   string
	First   int // numbers of the first and last point shown
	Last    int
	Columns int

	Opinions *asked // nil: no model is asked
}

// A page of the grid holds points until their texts and marks weigh about so
// many bytes, and at most so many points; the picture above it weighs so much.
const (
	gridWeight = 90_000
	gridPoints = 40
	heatWeight = 30_000
	heatColumn = 350 // bytes of the picture for a point, and for a point in an account
	heatCell   = 22
)

func (s *Site) event(r *http.Request) (answer, error) {
	v, err := s.load(r, "grid")
	if err != nil {
		return nil, err
	}
	q := r.URL.Query()
	base := eventURL(v.Event.ID)
	p := gridPage{eventView: v, Total: len(v.Points), Columns: len(v.Accounts) + 1, Filters: v.filters(q)}
	p.Filters.Clear = base
	var points []point
	shown := map[int]bool{}
	for i := range v.Points {
		if v.passes(&v.Points[i], q) {
			points = append(points, v.point(i))
			shown[i] = true
		}
	}
	p.Found = len(points)
	sortPoints(points, q.Get("sort"))
	starts := pageStarts(points)
	pageOf := map[int]int{} // index of a point -> first point of its page
	for k, start := range starts {
		end := len(points)
		if k+1 < len(starts) {
			end = starts[k+1]
		}
		for i := start; i < end; i++ {
			pageOf[points[i].N-1] = start
		}
	}
	from := atoi(q.Get("from"))
	if i := slices.IndexFunc(v.Points, func(p news.Point) bool { return p.ID == q.Get("point") }); i >= 0 && shown[i] {
		from = pageOf[i]
	}
	q.Del("point")
	at := slices.Index(starts, from)
	if at < 0 {
		at = 0
	}
	if len(points) > 0 {
		end := len(points)
		if at+1 < len(starts) {
			end = starts[at+1]
			p.Later = with(q, base, "from", strconv.Itoa(end))
		}
		if at > 0 {
			p.Earlier = with(q, base, "from", skipZero(starts[at-1]))
		}
		p.Points, p.First, p.Last = points[starts[at]:end], starts[at]+1, end
	}
	if p.Opinions, err = s.opinionsOn(r, v, p.Points); err != nil {
		return nil, err
	}
	p.Heat = v.heat(s.pages.messages, v.pictured(p.Points), func(i int) string {
		if !shown[i] {
			return pointURL(v.Event.ID, &v.Points[i])
		}
		return with(q, base, "from", skipZero(pageOf[i])) + "#" + anchor(&v.Points[i])
	}, func(i int) bool { return !shown[i] })
	return view{name: "event", title: v.Event.Title, data: p}, nil
}

func skipZero(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// pageStarts are the indexes at which pages begin.
func pageStarts(points []point) []int {
	starts := []int{0}
	weight := 0
	for i, p := range points {
		if i > starts[len(starts)-1] && (weight+p.weight > gridWeight || i-starts[len(starts)-1] >= gridPoints) {
			starts = append(starts, i)
			weight = 0
		}
		weight += p.weight
	}
	return starts
}

// sortPoints orders points for reading: as the texts have them, or those first
// in which the accounts differ most, or which most of them share.
func sortPoints(points []point, by string) {
	switch by {
	case "differ":
		slices.SortStableFunc(points, func(a, b point) int { return cmp.Compare(len(b.Divergences), len(a.Divergences)) })
	case "shared":
		slices.SortStableFunc(points, func(a, b point) int { return cmp.Compare(b.Reported, a.Reported) })
	}
}
