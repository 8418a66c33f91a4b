package app

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"hash"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"synoptic/collate"
	"synoptic/internal/fault"
	"synoptic/news"
	"synoptic/text"
)

// How much an example counts: one of an invented event whose every claim is
// marked, once.
const (
	pairWeight    = 3  // a judged pair of sentences of real news
	longWeight    = .6 // one of an invented event in long accounts, which have many
	siblingWeight = .5 // a pair of sentences that stand alone
	wireWeight    = .6 // a pair of sentences that each carry several claims
)

// heldOut is which of the marked events is left out of training, one in so many, so
// that figures can be taken on it.
const heldOut = 5

// TrainCollate learns the pair scorer of collate: from the marked events in the
// folder events of marked, and the sentences in its folder siblings, from invented
// events in the layout that evalAlignment reads, and from a file of judged pairs of
// sentences.
func TrainCollate(marked, events, pairs string) (string, error) {
	all, err := collateExamples(marked, events, pairs, slices.Concat(markedWhole, markedAlone))
	if err != nil {
		return "", err
	}
	return collate.Fit(all), nil
}

// TrainReader learns the reader of collate from the same and from the sentences in
// the folder wires of marked.
func TrainReader(marked, events, pairs string) ([]byte, error) {
	all, err := collateExamples(marked, events, pairs, slices.Concat(markedWhole, markedAlone, markedWires))
	if err != nil {
		return nil, err
	}
	return collate.FitReader(all), nil
}

// TrainPoints learns the scorer of points of collate from the events of which
// TrainCollate learns.
func TrainPoints(marked, events string) (string, error) {
	engine, err := NewEngine()
	if err != nil {
		return "", err
	}
	all, err := knownEvents(engine, marked, events, markedWhole)
	if err != nil {
		return "", err
	}
	return collate.FitPoints(all), nil
}

// TrainLikeness learns the scorer of short texts of collate from a file of judged
// pairs of sentences.
func TrainLikeness(pairs string) (string, error) {
	engine, err := NewEngine()
	if err != nil {
		return "", err
	}
	topics, err := labelledTopics(engine, pairs)
	if err != nil {
		return "", err
	}
	return collate.FitLikeness(topics), nil
}

func labelledTopics(engine *Engine, file string) ([]collate.LabelledEvent, error) {
	topics, err := pairTopics(file, sha256.New())
	if err != nil {
		return nil, err
	}
	var out []collate.LabelledEvent
	for _, t := range slices.Sorted(maps.Keys(topics)) {
		l, err := topics[t].labelled(engine)
		if err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out, nil
}

func collateExamples(folder, events, pairs string, kinds []marked) ([]collate.LabelledEvent, error) {
	engine, err := NewEngine()
	if err != nil {
		return nil, err
	}
	out, err := knownEvents(engine, folder, events, kinds)
	if err != nil {
		return nil, err
	}
	topics, err := labelledTopics(engine, pairs)
	if err != nil {
		return nil, err
	}
	for i := range topics {
		topics[i].Weight = pairWeight
	}
	return append(out, topics...), nil
}

// knownEvents are marked texts of some kinds and the invented events.
func knownEvents(engine *Engine, folder, events string, kinds []marked) ([]collate.LabelledEvent, error) {
	out, err := markedEvents(engine, folder, kinds)
	if err != nil {
		return nil, err
	}
	files, _ := filepath.Glob(filepath.Join(events, "align", "*.json"))
	slices.Sort(files)
	for _, f := range files {
		l, err := labelledEvent(engine, f)
		if err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out, nil
}

// accountsOf analyses articles as accounts of one event.
func accountsOf(engine *Engine, articles []news.Article) ([]collate.Account, error) {
	c, errs := engine.Analyse(articles, Options{OneEvent: true})
	if len(errs) > 0 {
		return nil, errs[0]
	}
	var out []collate.Account
	for i := range c.Articles {
		out = append(out, collate.Account{Article: &c.Articles[i], Doc: c.Documents[i], Actors: c.ActorOf[i]})
	}
	return out, nil
}

func labelledEvent(engine *Engine, file string) (l collate.LabelledEvent, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return l, fault.New(fault.Input, "read the gold: %w", err)
	}
	var g goldEvent
	if err := json.Unmarshal(data, &g); err != nil {
		return l, fault.New(fault.Input, "%s: %w", file, err)
	}
	articles, err := articlesOf(file, g)
	if err != nil {
		return l, err
	}
	l.Weight = 1
	for _, p := range g.points() {
		var claim []collate.LabelledSpan
		for _, r := range p.Readings {
			claim = append(claim, collate.LabelledSpan{Article: r.Account, Span: r.Span})
		}
		l.Claims = append(l.Claims, claim)
	}
	l.Accounts, err = accountsOf(engine, articles)
	return l, err
}

// judgedPair is a line of ecb_statement_alignment_*.jsonl; ID names document and
// number of both sentences, "3_1ecb:0|3_4ecb:2".
type judgedPair struct {
	ID, A, B string
	Label    int
	Topic    int
}

// pairTopic is the judged pairs of one topic: what is known of its articles.
type pairTopic struct {
	sentences map[string]map[int]string
	pairs     []judgedPair
}

func pairTopics(file string, sum hash.Hash) (map[int]*pairTopic, error) {
	topics := map[int]*pairTopic{}
	err := eachLine(file, sum, func(line []byte) error {
		var p judgedPair
		if err := json.Unmarshal(line, &p); err != nil {
			return err
		}
		t := topics[p.Topic]
		if t == nil {
			t = &pairTopic{sentences: map[string]map[int]string{}}
			topics[p.Topic] = t
		}
		t.pairs = append(t.pairs, p)
		for i, name := range strings.Split(p.ID, "|") {
			doc, n, err := sentenceName(name)
			if err != nil {
				return err
			}
			if t.sentences[doc] == nil {
				t.sentences[doc] = map[int]string{}
			}
			t.sentences[doc][n] = []string{p.A, p.B}[min(i, 1)]
		}
		return nil
	})
	return topics, err
}

func sentenceName(name string) (doc string, number int, err error) {
	doc, n, ok := strings.Cut(name, ":")
	number, err = strconv.Atoi(n)
	if !ok || err != nil {
		return "", 0, fmt.Errorf("no name of a sentence: %q", name)
	}
	return doc, number, nil
}

// labelled sets the known sentences of every article as a paragraph each.
func (t *pairTopic) labelled(engine *Engine) (l collate.LabelledEvent, err error) {
	var articles []news.Article
	spans := map[string]collate.LabelledSpan{}
	for _, doc := range slices.Sorted(maps.Keys(t.sentences)) {
		var b strings.Builder
		for _, n := range slices.Sorted(maps.Keys(t.sentences[doc])) {
			if b.Len() > 0 {
				b.WriteString("\n\n")
			}
			start := b.Len()
			b.WriteString(t.sentences[doc][n])
			spans[doc+":"+strconv.Itoa(n)] = collate.LabelledSpan{Article: doc, Span: text.Span{Start: start, End: b.Len()}}
		}
		articles = append(articles, news.Article{ID: doc, Path: doc, Text: b.String(), Language: "en"})
	}
	l.Weight = 1
	for _, p := range t.pairs {
		a, b, _ := strings.Cut(p.ID, "|")
		l.Pairs = append(l.Pairs, collate.LabelledPair{A: spans[a], B: spans[b], Same: p.Label > 0})
	}
	l.Accounts, err = accountsOf(engine, articles)
	return l, err
}
