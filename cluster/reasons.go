package cluster

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/lexicon"
	"synoptic/news"
	"synoptic/timex"
)

// MostReasons is how many reasons are given, for an event and for two articles.
const MostReasons = 3

// Why says for each item but the one that is closest to all why it is thought to
// report the same as that one: the strongest MostReasons, in the order of the
// items. Two items give what ties these two.
func Why(items []Item) []news.Reason {
	docs := (&event{docs: together(items).window()}).grouped().central()
	var out []news.Reason
	for _, it := range items {
		if i := slices.IndexFunc(docs, func(d *doc) bool { return d.id == it.Article.ID }); i > 0 {
			all := reasonsOf(docs[0], docs[i])
			for _, r := range all[:min(len(all), MostReasons)] {
				out = append(out, r.Reason)
			}
		}
	}
	return out
}

// reasons gives the strongest reasons that tie accounts to the most central one,
// of different kinds if there are. Confidence is the mean similarity of the accounts
// to the most central, brought to 0..1.
func (e *event) reasons() (float32, []news.Reason) {
	if len(e.docs) < 2 {
		return 1, nil
	}
	docs := e.central()
	var all []reason
	sum := 0.0
	for _, b := range docs[1:] {
		sum += similarity(docs[0], b)
		all = append(all, reasonsOf(docs[0], b)...)
	}
	sortReasons(all)
	return confidence(sum / float64(len(docs)-1)), choose(all)
}

// confidence maps a raw similarity of .25 to a half and .55 to nearly one.
func confidence(s float64) float32 {
	return float32(max(0.05, min(0.99, 0.5+(s-0.25)*1.6)))
}

// reason is a news.Reason of a kind.
type reason struct {
	news.Reason
	kind termKind
}

func sortReasons(all []reason) {
	slices.SortStableFunc(all, func(x, y reason) int { return cmp.Compare(y.Weight, x.Weight) })
}

// choose takes from sorted reasons the first of each kind, then others that
// differ in words, and returns them by weight.
func choose(all []reason) []news.Reason {
	var chosen []reason
	for _, known := range []func(o, r reason) bool{
		func(o, r reason) bool { return o.kind == r.kind },
		func(o, r reason) bool { return o.Text == r.Text },
	} {
		for _, r := range all {
			if len(chosen) < MostReasons && !slices.ContainsFunc(chosen, func(o reason) bool { return known(o, r) }) {
				chosen = append(chosen, r)
			}
		}
	}
	sortReasons(chosen)
	out := make([]news.Reason, len(chosen))
	for i, r := range chosen {
		out[i] = r.Reason
	}
	return out
}

// publishedKind is the kind of a reason that is no term.
const publishedKind = copyTerm + 1

// reasonsOf lists why a and b are in one event, each with what it adds to their
// similarity, the strongest first.
func reasonsOf(a, b *doc) []reason {
	var byKind [copyTerm + 1]struct {
		weight float64
		shared []sharedTerm
	}
	for _, s := range sharedTerms(a, b) {
		k := &byKind[s.kind]
		k.weight += s.weight
		k.shared = append(k.shared, s)
	}
	actors := list(byKind[actorTerm].shared)
	names := slices.DeleteFunc(byKind[nameTerm].shared, func(s sharedTerm) bool { return slight(s) || saidIn(s.text, actors) })
	said := slices.DeleteFunc(byKind[plainTerm].shared, slight)
	var out []reason
	add := func(kind termKind, weight float64, before, words string) {
		if words != "" && weight > 0 {
			out = append(out, reason{news.Reason{A: a.id, B: b.id, Text: before + words, Weight: float32(weight)}, kind})
		}
	}
	weight := func(k termKind) float64 { return byKind[k].weight }
	if weight(copyTerm) > 0 {
		add(copyTerm, weight(copyTerm), "one has text of the other", " ")
	}
	add(dayTerm, weight(dayTerm), "both name ", dayOf(byKind[dayTerm].shared))
	add(actorTerm, weight(actorTerm), "both are about ", actors)
	add(nameTerm, weight(nameTerm), "both name ", list(names))
	add(numberTerm, weight(numberTerm), "both give the number ", list(byKind[numberTerm].shared[:min(1, len(byKind[numberTerm].shared))]))
	add(plainTerm, weight(plainTerm), "both say ", quoted(said))
	add(publishedKind, sameDay, "both were published ", published(a, b))
	for i := range out {
		out[i].Text = strings.TrimSpace(out[i].Text)
	}
	sortReasons(out)
	return out
}

// slight reports whether a word tells a reader nothing: "Mr", the "Al" of a name.
func slight(s sharedTerm) bool {
	return utf8.RuneCountInString(s.text) < 3 && s.text != strings.ToUpper(s.text)
}

// saidIn reports whether all words of name stand in s.
func saidIn(name, s string) bool {
	name, s = lexicon.Fold(name), lexicon.Fold(s)
	i := strings.Index(s, name)
	return i >= 0 && (i == 0 || s[i-1] == ' ')
}

// dayOf names the day that two articles share: the date if they do, else the
// day of the week.
func dayOf(shared []sharedTerm) string {
	for _, s := range shared {
		if strings.ContainsFunc(s.text, unicode.IsDigit) {
			return s.text
		}
	}
	if len(shared) > 0 {
		return shared[0].text
	}
	return ""
}

// published says how close two days of publication are, "" if that says
// nothing.
func published(a, b *doc) string {
	if !a.date.Full() || !b.date.Full() {
		return ""
	}
	switch timex.Between(a.date, b.date) {
	case 0:
		return "on the same day"
	case 1, -1:
		return "within a day"
	}
	return ""
}

type sharedTerm struct {
	kind   termKind
	text   string
	weight float64
}

// sharedTerms is the terms of both documents, heaviest first. Those that are
// not among the labels of either have no text and are left out, except marks.
func sharedTerms(a, b *doc) []sharedTerm {
	var out []sharedTerm
	for i, j := 0, 0; i < len(a.vec) && j < len(b.vec); {
		x, y := a.vec[i], b.vec[j]
		switch {
		case x.key < y.key:
			i++
			continue
		case x.key > y.key:
			j++
			continue
		}
		i, j = i+1, j+1
		s := sharedTerm{x.kind, cmp.Or(a.label(x.key), b.label(x.key)), float64(x.weight) * float64(y.weight)}
		if s.text != "" || x.kind == copyTerm {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(x, y sharedTerm) int { return cmp.Compare(y.weight, x.weight) })
	return out
}

func (d *doc) label(key uint32) string {
	for _, l := range d.labels {
		if l.key == key {
			return l.text
		}
	}
	return ""
}

// quoted is list with each term between quotation marks.
func quoted(shared []sharedTerm) string {
	shared = slices.Clone(shared[:min(3, len(shared))])
	for i := range shared {
		shared[i].text = "“" + shared[i].text + "”"
	}
	return list(shared)
}

// list writes the first three terms as English does.
func list(shared []sharedTerm) string {
	var texts []string
	for _, s := range shared[:min(3, len(shared))] {
		texts = append(texts, s.text)
	}
	switch n := len(texts); n {
	case 0:
		return ""
	case 1:
		return texts[0]
	case 2:
		return texts[0] + " and " + texts[1]
	default:
		return strings.Join(texts[:n-1], ", ") + " and " + texts[n-1]
	}
}
