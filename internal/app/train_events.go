package app

import (
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"synoptic/collate"
	"synoptic/extract"
	"synoptic/internal/fault"
	"synoptic/news"
	"synoptic/text"
)

// writtenEvent is an invented event whose every claim is marked in its accounts.
type writtenEvent struct {
	articles []news.Article
	claims   []string // by name, in the order of the list
	readings map[string][]collate.LabelledSpan
}

// readEvent reads an event in the format of collate/testdata/events: a list of
// claims, "c1 | speaker | proposition", and after it accounts, each begun by
// "== Outlet", in which "{c1|words}" marks what carries a claim and
// "{c1?|words}" what carries a part of it. Marks may nest.
func readEvent(name, source string) (*writtenEvent, error) {
	head, rest, _ := strings.Cut(source, "\n== ")
	w := &writtenEvent{readings: map[string][]collate.LabelledSpan{}}
	var published news.Date
	for line := range strings.Lines(head) {
		if date, ok := strings.CutPrefix(line, "date: "); ok {
			published, _ = news.ParseDate(strings.TrimSpace(date))
		}
		if parts := strings.SplitN(line, " | ", 3); len(parts) == 3 {
			w.claims = append(w.claims, strings.TrimSpace(parts[0]))
		}
	}
	for i, account := range strings.Split(rest, "\n== ") {
		outlet, marked, _ := strings.Cut(account, "\n")
		id := fmt.Sprintf("%s-%d", name, i+1)
		plain, err := w.readMarks(id, strings.TrimSpace(marked))
		if err != nil {
			return nil, fault.New(fault.Input, "%s, account of %s: %w", name, outlet, err)
		}
		a, err := extract.Text(id, id+".txt", []byte(plain))
		if err != nil {
			return nil, err
		}
		a.Outlet, a.Published = strings.TrimSpace(outlet), published
		w.articles = append(w.articles, a)
	}
	if len(w.articles) < 2 || len(w.claims) == 0 {
		return nil, fault.New(fault.Input, "%s: %d accounts, %d claims", name, len(w.articles), len(w.claims))
	}
	return w, nil
}

// readJoined reads an event, its sentences made longer.
func readJoined(name, source string) (*writtenEvent, error) {
	head, accounts, _ := strings.Cut(source, "\n== ")
	seed := fnv.New64a()
	_, _ = seed.Write([]byte(name)) // never fails
	return readEvent(name, head+"\n== "+joinSentences(accounts, seed.Sum64()))
}

// readMarks takes the marks out of an account and notes what they mark.
func (w *writtenEvent) readMarks(id, marked string) (string, error) {
	type mark struct {
		claim string
		part  bool
		start int
	}
	var open []mark
	var plain strings.Builder
	for i := 0; i < len(marked); i++ {
		switch marked[i] {
		case '{':
			n := strings.IndexByte(marked[i:], '|')
			if n < 0 {
				return "", fmt.Errorf("a mark without | at byte %d", i)
			}
			claim, part := strings.CutSuffix(marked[i+1:i+n], "?")
			open = append(open, mark{claim, part, plain.Len()})
			i += n
		case '}':
			if len(open) == 0 {
				return "", fmt.Errorf("a mark ends at byte %d that never began", i)
			}
			m := open[len(open)-1]
			open = open[:len(open)-1]
			w.readings[m.claim] = append(w.readings[m.claim],
				collate.LabelledSpan{Article: id, Span: text.Span{Start: m.start, End: plain.Len()}, Part: m.part})
		default:
			plain.WriteByte(marked[i])
		}
	}
	if len(open) > 0 {
		return "", fmt.Errorf("the mark of %s never ends", open[len(open)-1].claim)
	}
	return plain.String(), nil
}

// marked are texts of one kind in a folder.
type marked struct {
	folder string
	read   func(name, source string) (*writtenEvent, error)
	weight float64
	left   int // every how many-th is held out; 0 for none
}

// Whole accounts teach all that learns from marked texts, sentences that stand alone
// the pair scorer and the reader, wires the reader.
var (
	markedWhole = []marked{{"events", readEvent, 1, heldOut}, {"long", readJoined, longWeight, heldOut}}
	markedAlone = []marked{{"siblings", readSiblings, siblingWeight, 0}}
	markedWires = []marked{{"wires", readWires, wireWeight, 0}}
)

// markedEvents reads the texts of some kinds below a folder.
func markedEvents(engine *Engine, folder string, kinds []marked) ([]collate.LabelledEvent, error) {
	var out []collate.LabelledEvent
	for _, of := range kinds {
		files, _ := filepath.Glob(filepath.Join(folder, of.folder, "*.txt"))
		slices.Sort(files)
		for i, f := range files {
			if of.left > 0 && i%of.left == of.left-1 {
				continue
			}
			l, err := labelledFile(engine, f, of.read)
			if err != nil {
				return nil, err
			}
			l.Weight, l.Unplaced = of.weight, of.folder == "wires"
			out = append(out, l)
		}
	}
	if len(out) == 0 {
		return nil, fault.New(fault.Input, "%s: no events/*.txt in this folder", folder)
	}
	return out, nil
}

func labelledFile(engine *Engine, file string, read func(name, source string) (*writtenEvent, error)) (l collate.LabelledEvent, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return l, fault.New(fault.Input, "read a written event: %w", err)
	}
	w, err := read(strings.TrimSuffix(filepath.Base(file), ".txt"), string(data))
	if err != nil {
		return l, err
	}
	return w.labelled(engine)
}

// labelled analyses the event.
func (w *writtenEvent) labelled(engine *Engine) (l collate.LabelledEvent, err error) {
	for _, c := range w.claims {
		l.Claims = append(l.Claims, w.readings[c])
	}
	l.Accounts, err = accountsOf(engine, w.articles)
	return l, err
}

// readSiblings reads sentences of several happenings of one topic, "A1 | words" a
// line: lines of one name tell the same. The n-th line of a name is of the n-th
// account, a paragraph of its own.
func readSiblings(name, source string) (*writtenEvent, error) {
	w := &writtenEvent{readings: map[string][]collate.LabelledSpan{}}
	var texts []*strings.Builder
	for line := range strings.Lines(source) {
		claim, words, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if !ok {
			continue
		}
		if w.readings[claim] == nil {
			w.claims = append(w.claims, claim)
		}
		n := len(w.readings[claim])
		if n == len(texts) {
			texts = append(texts, &strings.Builder{})
		}
		b := texts[n]
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		start := b.Len()
		b.WriteString(words)
		w.readings[claim] = append(w.readings[claim], collate.LabelledSpan{Article: siblingID(name, n), Span: text.Span{Start: start, End: b.Len()}})
	}
	for n := range texts {
		id := siblingID(name, n)
		w.articles = append(w.articles, news.Article{ID: id, Path: id, Text: texts[n].String(), Language: "en"})
	}
	if len(w.articles) < 2 {
		return nil, fault.New(fault.Input, "%s: no two sentences that tell the same", name)
	}
	return w, nil
}

// hand deals sentences to accounts.
type hand struct {
	texts [5]strings.Builder
	lines [5]int
	told  [5]map[string]bool
}

// account is that with the fewest sentences among those that have none of some
// claims yet, or if all have one, of all.
func (h *hand) account(claims []string) int {
	best, least := 0, math.MaxInt
	for k, n := range h.lines {
		if slices.ContainsFunc(claims, func(c string) bool { return h.told[k][c] }) {
			n += mostLines
		}
		if n < least {
			best, least = k, n
		}
	}
	return best
}

const mostLines = 1000 // of a file of wires

// readWires reads sentences of one happening, "A,C | words" a line, with the claims
// that each carries, or "-" for none; they are dealt to accounts, a paragraph each.
func readWires(name, source string) (*writtenEvent, error) {
	w := &writtenEvent{readings: map[string][]collate.LabelledSpan{}}
	var h hand
	for line := range strings.Lines(source) {
		labels, words, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if !ok {
			continue
		}
		var claims []string
		if labels != "-" {
			claims = strings.Split(labels, ",")
		}
		k := h.account(claims)
		b := &h.texts[k]
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		span := text.Span{Start: b.Len(), End: b.Len() + len(words)}
		b.WriteString(words)
		h.lines[k]++
		for _, c := range claims {
			if w.readings[c] == nil {
				w.claims = append(w.claims, c)
			}
			if h.told[k] == nil {
				h.told[k] = map[string]bool{}
			}
			h.told[k][c] = true
			w.readings[c] = append(w.readings[c], collate.LabelledSpan{Article: siblingID(name, k), Span: span})
		}
	}
	for k := range h.texts {
		if h.texts[k].Len() == 0 {
			return nil, fault.New(fault.Input, "%s: fewer sentences than accounts to deal them to", name)
		}
		id := siblingID(name, k)
		w.articles = append(w.articles, news.Article{ID: id, Path: id, Text: h.texts[k].String(), Language: "en"})
	}
	return w, nil
}

func siblingID(name string, n int) string { return fmt.Sprintf("%s-%d", name, n+1) }
