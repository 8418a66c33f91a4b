package cluster

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/lexicon"
	"synoptic/lexicon/vectors"
	"synoptic/timex"
)

// termKind is what sort of term a word is.
type termKind uint8

const (
	plainTerm  termKind = iota
	nameTerm            // a proper name, or a state or its people
	numberTerm          // digits
	dayTerm             // a day of the calendar that the text names
	actorTerm           // an actor, by identity
	copyTerm            // shared with one other article that has text in common
)

// term is one distinct word of an article.
type term struct {
	key    uint32 // hash of what it stands for
	kind   termKind
	weight float32
}

// rawTerm is a term before it is weighed against the stream.
type rawTerm struct {
	key  uint32
	kind termKind
	tf   float32 // occurrences, those in title and lead counting more
	rank int32   // among the words of English, by frequency
}

// readTerm is a rawTerm with the word itself.
type readTerm struct {
	rawTerm
	word    string // folded, plain words without their endings
	surface string // as it stands where it was first met
}

// What makes an occurrence count.
const (
	titleCount = 2.5
	leadWords  = 120
	tailCount  = 0.5
)

// unranked is the rank of a word that no frequency list has.
const unranked = 200_000

// reader splits an article into terms.
type reader struct {
	table vectors.Table
}

// runningWord is one word where it stands.
type runningWord struct {
	folded  string
	surface string
	capital bool // begins with a capital
	first   bool // of a sentence, or after a quotation mark
	number  bool
	title   bool
	at      int // running number
}

// words splits a text. Title is the length of its title in bytes.
func words(s string, title int) []runningWord {
	var out []runningWord
	first := true
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			switch r {
			case '.', '!', '?', ':', '\n', '"', '“', '‘', '(', '[', '–', '—', '-':
				first = true
			}
			i += n
			continue
		}
		end := i
		for end < len(s) {
			c, m := utf8.DecodeRuneInString(s[end:])
			if unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.Is(unicode.Mn, c) {
				end += m
				continue
			}
			next, _ := utf8.DecodeRuneInString(s[min(len(s), end+m):])
			inner := strings.ContainsRune("'’.,", c) && end+m < len(s)
			if !inner || (c == ',') && !(unicode.IsDigit(next) && unicode.IsDigit(rune(s[end-1]))) {
				break
			}
			if c == '.' && !(unicode.IsDigit(next) && s[end-1] >= '0' && s[end-1] <= '9') && !(unicode.IsUpper(next) && (end-i == 1 || s[max(i, end-2)] == '.')) {
				break
			}
			if !unicode.IsLetter(next) && !unicode.IsDigit(next) {
				break
			}
			end += m
		}
		w := s[i:end]
		for _, clitic := range []string{"'s", "’s", "'S", "’S"} {
			w = strings.TrimSuffix(w, clitic)
		}
		f := lexicon.Fold(w)
		if unicode.IsDigit(r) {
			f = strings.ReplaceAll(strings.ReplaceAll(w, ",", ""), "'", "")
		}
		if f != "" {
			out = append(out, runningWord{folded: f, surface: w, capital: unicode.IsUpper(r), first: first, number: unicode.IsDigit(r), title: i < title, at: len(out)})
		}
		first = false
		i = end
	}
	return out
}

// stem takes the commonest endings off, so that "attacks" and "attacked" meet.
func stem(w string) string {
	n := len(w)
	switch {
	case n > 5 && strings.HasSuffix(w, "ies"):
		return w[:n-3] + "y"
	case n > 6 && strings.HasSuffix(w, "ing"):
		return undouble(w[:n-3])
	case n > 5 && strings.HasSuffix(w, "ed"):
		return undouble(w[:n-2])
	case n > 5 && (strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "shes") || strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "xes")):
		return w[:n-2]
	case n > 3 && w[n-1] == 's' && w[n-2] != 's' && w[n-2] != 'u' && w[n-2] != 'i':
		return undouble(w[:n-1])
	}
	return undouble(w)
}

// undouble takes off a silent e and one of two last consonants.
func undouble(w string) string {
	n := len(w)
	if n > 4 && w[n-1] == 'e' {
		w, n = w[:n-1], n-1
	}
	if n > 4 && w[n-1] == w[n-2] {
		return w[:n-1]
	}
	return w
}

// terms returns the distinct terms of running words.
func (r reader) terms(ws []runningWord) []readTerm {
	proper := properNames(ws)
	at := make(map[string]int, len(ws))
	var out []readTerm
	for _, w := range ws {
		t := r.term(w, proper[w.folded])
		if t.word == "" {
			continue
		}
		i, ok := at[t.word]
		if !ok {
			i = len(out)
			at[t.word] = i
			t.key, t.surface = keyOf(t.word), w.surface
			out = append(out, t)
		} else if plainer(w.surface, out[i].surface, t.kind) {
			out[i].surface = w.surface
		}
		switch {
		case w.title:
			out[i].tf += titleCount
		case w.at < leadWords:
			out[i].tf++
		default:
			out[i].tf += tailCount
		}
	}
	return out
}

// plainer reports whether s has fewer capitals than t, which a dateline or
// headline may have had in capitals.
func plainer(s, t string, k termKind) bool {
	upper := func(s string) bool { return len(s) > 1 && strings.ToUpper(s) == s }
	return upper(t) && !upper(s) || k == plainTerm && s != t && strings.ToLower(s) == s
}

// properNames tells which folded words are names in this text: capitalised
// where a plain word would not be.
func properNames(ws []runningWord) map[string]bool {
	upper, lower := make(map[string]int), make(map[string]int)
	caps, all := 0, 0
	for _, w := range ws {
		if w.title {
			all++
			if w.capital {
				caps++
			}
		}
	}
	headlineCase := 10*caps > 6*all
	for _, w := range ws {
		switch {
		case w.number:
		case !w.capital:
			lower[w.folded]++
		case !w.first && !(w.title && headlineCase):
			upper[w.folded]++
		}
	}
	proper := make(map[string]bool)
	for w, n := range upper {
		if n > lower[w] {
			proper[w] = true
		}
	}
	// A word that stands only at the head of sentences or in a headline is a
	// name if it is never written small and English hardly knows it.
	for _, w := range ws {
		if w.capital && !w.number && upper[w.folded] == 0 && lower[w.folded] == 0 && vectors.English().Rank(w.folded) < 0 {
			proper[w.folded] = true
		}
	}
	return proper
}

// Ranks of numbers: how many articles have them before the stream tells.
const (
	shortNumberRank = 1000
	yearRank        = 600
	longNumberRank  = 8000
)

// term is what a running word stands for; its word is "" if for nothing.
func (r reader) term(w runningWord, proper bool) readTerm {
	plain := func(kind termKind, word string, rank int32) readTerm {
		return readTerm{rawTerm: rawTerm{kind: kind, rank: rank}, word: word}
	}
	switch {
	case len(w.folded) < 2 || timex.Names(w.folded):
		return readTerm{}
	case w.number && len(w.folded) == 2:
		return plain(numberTerm, w.folded, shortNumberRank)
	case w.number && len(w.folded) == 4 && (w.folded[:2] == "19" || w.folded[:2] == "20"):
		return plain(numberTerm, w.folded, yearRank)
	case w.number:
		return plain(numberTerm, w.folded, longNumberRank)
	case !proper:
		return plain(plainTerm, stem(w.folded), r.rank(w.folded))
	}
	if code, _ := lexicon.Country(w.surface); code != "" {
		return plain(nameTerm, "="+code, r.rank(w.folded))
	}
	return plain(nameTerm, w.folded, r.rank(w.folded))
}

func (r reader) rank(w string) int32 {
	if k := r.table.Rank(w); k >= 0 {
		return int32(k)
	}
	return unranked
}

// background is the part of all articles that have a word of the given rank, in
// articles of the given number of words (Zipf's law).
func background(rank int, length float64) float64 {
	return 1 - math.Exp(-length*0.1/(float64(rank)+2.7))
}

// rarityInEnglish is the information of a word of the given rank in nats.
func rarityInEnglish(rank int32) float64 { return -math.Log(background(int(rank), usualWords)) }

// damped lets the second occurrence of a word count less than the first.
func damped(tf float32) float64 { return 1 + math.Log(max(float64(tf), tailCount)) }

// labelsOf keeps how the terms that say most are written, names first.
func labelsOf(terms []readTerm) []label {
	type valued struct {
		at    int
		value float64
	}
	sorted := make([]valued, 0, len(terms))
	for i, t := range terms {
		if t.kind != plainTerm || t.rank > plainRank {
			sorted = append(sorted, valued{i, damped(t.tf) * rarityInEnglish(t.rank) * kindWeight[t.kind] * kindWeight[t.kind]})
		}
	}
	slices.SortFunc(sorted, func(a, b valued) int {
		return cmp.Or(cmp.Compare(b.value, a.value), cmp.Compare(a.at, b.at))
	})
	labels := make([]label, 0, docLabels)
	for _, v := range sorted[:min(len(sorted), docLabels)] {
		labels = append(labels, label{terms[v.at].key, strings.Clone(terms[v.at].surface)})
	}
	return labels
}

// compact drops the words of terms.
func compact(terms []readTerm) []rawTerm {
	raw := make([]rawTerm, len(terms), len(terms)+4)
	for i, t := range terms {
		raw[i] = t.rawTerm
	}
	return raw
}
