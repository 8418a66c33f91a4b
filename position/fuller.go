package position

import (
	"slices"
	"strings"

	"synoptic/lexicon"
)

// Fuller gives for each of some actors that one article or affair names the one whose name holds all words of its own and
// more, or itself: "Okoro" is Imani Okoro-Vale.
func (c *Cast) Fuller(actors []string) map[string]string { return c.fuller(actors) }

// fuller gives for each of some actors another whose name holds all its words and more, if
// one article or event names both and there is one such: "Okoro" is Imani Okoro-Vale.
func (c *Cast) fuller(actors []string) map[string]string {
	near := slices.Clone(actors)
	slices.Sort(near)
	near = slices.Compact(near)
	full := make(map[string]string, len(near))
	for _, a := range near {
		full[a] = c.fullest(a, near)
	}
	return full
}

// fullest is the one longest name among near that holds all words of actor a's.
func (c *Cast) fullest(a string, near []string) string {
	p := c.parts[a]
	if p == nil {
		return a
	}
	best, most := a, len(p.words())
	generic := len(p.name) == 1 && isBody(p.name[0]) // "the Confederation"
	for _, b := range near {
		q := c.parts[b]
		if q == nil || b == a || len(q.words()) < most || !within(p.words(), q.words()) {
			continue
		}
		if len(q.words()) == len(p.words()) { // the same name, twice taken for another's
			if r := c.parts[best]; best == a && !(p.place && !q.place) && (q.mentions > r.mentions || q.mentions == r.mentions && b < best) {
				best = b
			}
			continue
		}
		if generic {
			if q.kind != p.name[0] {
				continue
			}
			if best != a && !slices.Equal(c.parts[best].words(), q.words()) {
				return a
			}
			if best == a || b < best {
				best = b
			}
			continue
		}
		firm := len(q.name) > 1 && firms[q.name[len(q.name)-1]] && len(q.name) == len(p.name)+1
		if !firm && q.person <= 0 && (q.body || p.person <= 0) && (len(p.words()) < 2 || p.person > 0 || p.place) {
			continue
		}
		if best != a && !within(c.parts[best].words(), q.words()) {
			return a // it may be either
		}
		if len(q.words()) == most {
			continue
		}
		best, most = b, len(q.words())
	}
	return best
}

// words are those of the name, with those joined by a hyphen apart.
func (p *part) words() []string {
	ws := strings.FieldsFunc(strings.Join(p.untitled(), " "), func(r rune) bool { return r == ' ' || r == '-' })
	out := ws[:0]
	for _, w := range ws {
		if w != "of" && w != "the" {
			w = strings.TrimRight(w, "'’")
			if len(w) > 4 { // possessives and plurals: "Federation of Insurers", "Insurers' Federation"
				w = strings.TrimRight(strings.TrimSuffix(w, "s"), "'’")
			}
			out = append(out, strings.Replace(w, "defense", "defence", 1))
		}
	}
	return out
}

// untitled is the name without "Mr", and a person's without "Chief Justice".
func (p *part) untitled() []string {
	name := p.name
	for len(name) > 1 {
		class, _ := lexicon.Title(name[0])
		if class&lexicon.Honorific == 0 && (class&(lexicon.Office|lexicon.Rank) == 0 || p.body || p.person <= 0) {
			break
		}
		name = name[1:]
	}
	return name
}

func within(a, b []string) bool {
	for _, w := range a {
		if !slices.Contains(b, w) {
			return false
		}
	}
	return len(a) > 0
}
