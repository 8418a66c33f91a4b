package app

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"synoptic/conllu"
	"synoptic/eval"
	"synoptic/internal/fault"
	"synoptic/link"
	"synoptic/news"
	"synoptic/nlp/coref"
	"synoptic/nlp/en"
	"synoptic/nlp/quote"
	"synoptic/text"
)

// corefSuite measures coreference and linking on a user's copy of a corpus.
type corefSuite struct {
	english *en.English
	stage   *coref.Stage
	digest  []byte
	OnItem  func(goldItem) // shown each scored mention; may be nil
}

func newCorefSuite() (*corefSuite, error) {
	english, err := en.Load()
	if err != nil {
		return nil, err
	}
	stage, err := coref.New(nil)
	if err != nil {
		return nil, err
	}
	return &corefSuite{english: english, stage: stage}, nil
}

// evalCoref scores the corpus in dir, told by its files: *.conllu with Entity=
// in MISC (coreference in one text), mentions.jsonl beside articles/ (actors
// across texts), or entity_mentions.jsonl and sentences.jsonl (MEANTIME).
func evalCoref(dir string) (eval.Table, error) {
	s, err := newCorefSuite()
	if err != nil {
		return eval.Table{}, err
	}
	return s.run(dir)
}

func (s *corefSuite) run(dir string) (eval.Table, error) {
	t := eval.Table{Suite: "coref", Corpus: filepath.Base(dir)}
	var err error
	switch {
	case exists(dir, "entity_mentions.jsonl"):
		t.Rows, err = s.meantime(dir)
	case exists(dir, "mentions.jsonl"):
		t.Rows, err = s.events(dir)
	default:
		t.Rows, err = s.conllu(dir)
	}
	sum := sha256.Sum256(s.digest)
	t.Digest = hex.EncodeToString(sum[:])
	return t, err
}

func exists(dir, name string) bool {
	_, err := os.Stat(filepath.Join(dir, name))
	return err == nil
}

// read reads a file of the corpus and counts it into the digest.
func (s *corefSuite) read(path ...string) ([]byte, error) {
	name := filepath.Join(path...)
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fault.New(fault.Input, "read corpus: %w", err)
	}
	sum := sha256.Sum256(data)
	s.digest = append(s.digest, sum[:]...)
	return data, nil
}

// readLines decodes a JSONL file of the corpus.
func readLines[T any](s *corefSuite, path ...string) ([]T, error) {
	data, err := s.read(path...)
	if err != nil {
		return nil, err
	}
	var out []T
	dec := json.NewDecoder(strings.NewReader(string(data)))
	for n := 1; ; n++ {
		var v T
		if err := dec.Decode(&v); errors.Is(err, io.EOF) {
			return out, nil
		} else if err != nil {
			return nil, fault.New(fault.Input, "read %s, record %d: %w", filepath.Join(path...), n, err)
		}
		out = append(out, v)
	}
}

// conllu scores dev.conllu, test.conllu or whatever *.conllu dir holds but
// train.conllu: predicted mentions on gold tokens, predicted trees and names;
// singletons excluded on both sides.
func (s *corefSuite) conllu(dir string) ([]eval.Row, error) {
	files, _ := filepath.Glob(filepath.Join(dir, "*.conllu"))
	var total eval.Coref
	docs := 0
	for _, f := range files {
		if strings.Contains(filepath.Base(f), "train") && len(files) > 1 {
			continue
		}
		data, err := s.read(f)
		if err != nil {
			return nil, err
		}
		n, err := s.conlluFile(f, string(data), &total)
		if err != nil {
			return nil, err
		}
		docs += n
	}
	if docs == 0 {
		return nil, fault.New(fault.Input, "%s holds no corpus for this suite: want *.conllu, mentions.jsonl or entity_mentions.jsonl", dir)
	}
	n := int(total.Mentions.RDen)
	var rows []eval.Row
	for _, m := range []struct {
		name string
		f    eval.F1
	}{{"mentions", total.Mentions}, {"MUC", total.MUC}, {"B-cubed", total.B3}, {"CEAFe", total.CEAFe}} {
		rows = append(rows, eval.Row{Measure: m.name + " P", Value: 100 * m.f.Precision(), N: n}, eval.Row{Measure: m.name + " R", Value: 100 * m.f.Recall(), N: n}, eval.Row{Measure: m.name + " F1", Value: 100 * m.f.F(), N: n})
	}
	return append(rows, eval.Row{Measure: "CoNLL F1", Value: 100 * total.CoNLL(), N: n}), nil
}

func (s *corefSuite) conlluFile(name, data string, total *eval.Coref) (docs int, err error) {
	r := conllu.NewReader(strings.NewReader(data))
	for ; ; docs++ {
		d, err := r.Document()
		if errors.Is(err, io.EOF) {
			return docs, nil
		}
		if err != nil {
			return docs, err
		}
		gold, err := coref.ReadEntityColumn(d.Misc)
		if err != nil {
			return docs, fault.New(fault.Input, "%s, document %s: %w", name, d.ID, err)
		}
		doc := &text.Document{ID: d.ID, Text: d.Text, Language: "en", Tokens: d.Tokens, Multiwords: d.Multiwords, Sentences: d.Sentences}
		if err := s.annotateTokens(doc); err != nil {
			return docs, err
		}
		if err := s.stage.Annotate(doc); err != nil {
			return docs, err
		}
		total.Add(eval.ScoreCoref(eval.WithoutSingletons(goldRanges(gold)), eval.WithoutSingletons(chainRanges(doc))))
	}
}

// annotateTokens sets the layers that coreference needs on given tokens.
func (s *corefSuite) annotateTokens(doc *text.Document) error {
	if err := s.english.AnnotateTokens(doc); err != nil {
		return err
	}
	if doc.Quotes == nil {
		return quote.Stage{}.Annotate(doc)
	}
	return nil
}

func goldRanges(gold []coref.GoldMention) eval.Clusters[text.Range] {
	at := map[string]int{}
	seen := map[text.Range]bool{}
	var out eval.Clusters[text.Range]
	for _, g := range gold {
		if seen[g.Tokens] {
			continue
		}
		seen[g.Tokens] = true
		k, ok := at[g.Entity]
		if !ok {
			k = len(out)
			at[g.Entity] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], g.Tokens)
	}
	return out
}

func chainRanges(doc *text.Document) eval.Clusters[text.Range] {
	var out eval.Clusters[text.Range]
	for _, c := range doc.Chains {
		var rs []text.Range
		for _, k := range c.Mentions {
			rs = append(rs, doc.Mentions[k].Tokens)
		}
		out = append(out, rs)
	}
	return out
}

// goldItem is one gold mention with what was predicted for it.
type goldItem struct {
	Article, Text   string
	Type            string // of the corpus
	Gold, Predicted string // ids of entities
	kind            text.MentionKind
	at              text.Range
	doc             int
}

// score is B-cubed over items.
func score(items []goldItem) eval.Coref {
	var sides [2]eval.Clusters[int]
	for k, key := range []func(goldItem) string{func(g goldItem) string { return g.Gold }, func(g goldItem) string { return g.Predicted }} {
		at := map[string]int{}
		for i, g := range items {
			c, ok := at[key(g)]
			if !ok {
				c = len(sides[k])
				at[key(g)] = c
				sides[k] = append(sides[k], nil)
			}
			sides[k][c] = append(sides[k][c], i)
		}
	}
	return eval.ScoreCoref(sides[0], sides[1])
}

func b3Rows(what string, items []goldItem) []eval.Row {
	if len(items) == 0 {
		return nil
	}
	b := score(items).B3
	return []eval.Row{
		{Measure: what + " B-cubed P", Value: 100 * b.Precision(), N: len(items)},
		{Measure: what + " B-cubed R", Value: 100 * b.Recall(), N: len(items)},
		{Measure: what + " B-cubed F1", Value: 100 * b.F(), N: len(items)},
	}
}

// linked is a text whose gold mentions are to be linked.
type linked struct {
	article news.Article
	doc     *text.Document
	scope   string // ids of gold entities hold inside it: an event, or "" for the corpus
}

// predict resolves the gold mentions in the context of those that the stage
// finds itself, links the texts in the order given, and sets Predicted.
func (s *corefSuite) predict(texts []linked, items []goldItem, o link.Options) (*link.Linker, error) {
	l := link.New(o)
	actors := make([][]string, len(texts))
	mention := make([]map[text.Range]text.Mention, len(texts))
	by := make([][]text.Range, len(texts))
	for _, g := range items {
		by[g.doc] = append(by[g.doc], g.at)
	}
	for i := range texts {
		t := &texts[i]
		if err := s.stage.Resolve(t.doc, by[i]); err != nil {
			return nil, err
		}
		actors[i] = l.Add(&t.article, t.doc)
		mention[i] = map[text.Range]text.Mention{}
		for _, m := range t.doc.Mentions {
			mention[i][m.Tokens] = m
		}
	}
	for i := range items {
		g := &items[i]
		m, ok := mention[g.doc][g.at]
		c := m.Chain
		if !ok {
			return nil, fmt.Errorf("mention %q of %s was not resolved", g.Text, g.Article)
		}
		g.kind, g.Predicted = m.Kind, fmt.Sprintf("%d#%d", g.doc, c)
		if id := actors[g.doc][c]; id != "" {
			g.Predicted = texts[g.doc].scope + "/" + l.Resolve(id)
		}
		if s.OnItem != nil {
			s.OnItem(*g)
		}
	}
	return l, nil
}

// jsonMention is a line of mentions.jsonl: of NewsWCL50 with concept, of the
// invented events with actor.
type jsonMention struct {
	Article    string `json:"article"`
	Start, End int
	Text       string `json:"text"`
	Concept    string `json:"concept"`
	Actor      string `json:"actor"`
	Type       string `json:"type"`
	Event      any    `json:"event"`
}

// events scores mentions.jsonl beside articles/*.txt. NewsWCL50 counts offsets in
// code points and its concepts hold inside one event; the invented events count
// bytes and their actors go through the corpus, in the order of dates in
// events.json.
func (s *corefSuite) events(dir string) ([]eval.Row, error) {
	texts, items, err := s.loadEvents(dir)
	if err != nil {
		return nil, err
	}
	l, err := s.predict(texts, items, link.Options{})
	if err != nil {
		return nil, err
	}
	rows := eventRows(l, items)
	if exists(dir, "attributions.jsonl") {
		row, err := s.speakers(dir, texts, items)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func (s *corefSuite) loadEvents(dir string) ([]linked, []goldItem, error) {
	ms, err := readLines[jsonMention](s, dir, "mentions.jsonl")
	if err != nil {
		return nil, nil, err
	}
	dates, err := s.dates(dir)
	if err != nil {
		return nil, nil, err
	}
	texts, at, err := s.articles(dir, ms, dates)
	if err != nil {
		return nil, nil, err
	}
	var items []goldItem
	for _, m := range ms {
		k := at[m.Article]
		doc := texts[k].doc
		span := text.Span{Start: m.Start, End: m.End}
		gold := m.Actor
		if m.Concept != "" {
			span, gold = bytesOf(doc.Text, span), m.Concept
			texts[k].scope = fmt.Sprint(m.Event)
		}
		if m.Concept != "" && m.Type != "ACTOR" && m.Type != "COUNTRY" && m.Type != "GROUP" && m.Type != "ACTOR-I" {
			continue
		}
		r := doc.TokensIn(span)
		if r.Len() <= 0 {
			return nil, nil, fault.New(fault.Input, "%s: mention %q at %d covers no token", m.Article, m.Text, m.Start)
		}
		items = append(items, goldItem{Article: m.Article, Text: m.Text, Type: m.Type, Gold: gold, at: r, doc: k})
	}
	return texts, items, nil
}

// eventRows scores all items, or each type by itself. Countries are scored
// twice: as linked, with the sides of a country apart, and with them together,
// as NewsWCL50's guideline has them.
func eventRows(l *link.Linker, items []goldItem) []eval.Row {
	byType := map[string][]goldItem{}
	var types []string
	for _, g := range items {
		if byType[g.Type] == nil {
			types = append(types, g.Type)
		}
		byType[g.Type] = append(byType[g.Type], g)
	}
	sort.Strings(types)
	var rows []eval.Row
	for _, t := range types {
		what := t
		if t == "" {
			what = "actors"
		}
		rows = append(rows, b3Rows(what, byType[t])...)
		if t == "COUNTRY" {
			rows = append(rows, b3Rows("COUNTRY, sides together,", together(l, byType[t]))...)
		}
	}
	return rows
}

func together(l *link.Linker, items []goldItem) []goldItem {
	out := append([]goldItem(nil), items...)
	for i, g := range out {
		scope, id, ok := strings.Cut(g.Predicted, "/")
		if c := l.Country(id); ok && c != "" {
			out[i].Predicted = scope + "/country " + c
		}
	}
	return out
}

// dates reads when the articles of the invented events were published.
func (s *corefSuite) dates(dir string) (map[string]news.Date, error) {
	out := map[string]news.Date{}
	if !exists(dir, "events.json") {
		return out, nil
	}
	data, err := s.read(dir, "events.json")
	if err != nil {
		return nil, err
	}
	var f struct {
		Events []struct {
			ID       string
			Articles []string
			Outlets  map[string]struct{ Published string }
		}
	}
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fault.New(fault.Input, "read %s: %w", filepath.Join(dir, "events.json"), err)
	}
	for _, e := range f.Events {
		for _, a := range e.Articles {
			if out[a], err = news.ParseDate(e.Outlets[strings.TrimPrefix(a, e.ID+"_")].Published); err != nil {
				return nil, fault.New(fault.Input, "%s: %w", a, err)
			}
		}
	}
	return out, nil
}

// articles annotates the texts that have mentions, by date, then id.
func (s *corefSuite) articles(dir string, ms []jsonMention, dates map[string]news.Date) ([]linked, map[string]int, error) {
	at := map[string]int{}
	var ids []string
	for _, m := range ms {
		if _, ok := at[m.Article]; !ok {
			at[m.Article] = 0
			ids = append(ids, m.Article)
		}
	}
	sort.Slice(ids, func(i, j int) bool {
		if a, b := dates[ids[i]], dates[ids[j]]; a != b {
			return a.Before(b)
		}
		return ids[i] < ids[j]
	})
	var texts []linked
	for i, id := range ids {
		at[id] = i
		data, err := s.read(dir, "articles", id+".txt")
		if err != nil {
			return nil, nil, err
		}
		doc := &text.Document{ID: id, Text: string(data)}
		if err := s.english.Annotate(doc); err != nil {
			return nil, nil, err
		}
		if doc.Quotes == nil {
			if err := (quote.Stage{}).Annotate(doc); err != nil {
				return nil, nil, err
			}
		}
		texts = append(texts, linked{article: news.Article{ID: id, Text: doc.Text, Published: dates[id]}, doc: doc})
	}
	return texts, at, nil
}

// bytesOf turns code points into bytes.
func bytesOf(s string, points text.Span) text.Span {
	out := text.Span{Start: len(s), End: len(s)}
	n := 0
	for i := range s {
		if n == points.Start {
			out.Start = i
		}
		if n == points.End {
			out.End = i
			break
		}
		n++
	}
	return out
}

// meantime scores MEANTIME: gold tokens and mentions, the texts of each of its
// four corpora as one stream. A chain's prefix (cross_, intra_, cross_intra_)
// says in which pass it was annotated and is no part of its id.
func (s *corefSuite) meantime(dir string) ([]eval.Row, error) {
	texts, items, err := s.loadMeantime(dir)
	if err != nil {
		return nil, err
	}
	l, err := s.predict(texts, items, link.Options{Things: true})
	if err != nil {
		return nil, err
	}
	return append(b3Rows("all", items), eventRows(l, items)...), nil
}

func (s *corefSuite) loadMeantime(dir string) ([]linked, []goldItem, error) {
	type sentence struct {
		Doc    string
		Sent   int
		Tokens []string
	}
	type mention struct {
		Doc, Text, Chain, Type string
		Sent, Start, End       int
	}
	ss, err := readLines[sentence](s, dir, "sentences.jsonl")
	if err != nil {
		return nil, nil, err
	}
	ms, err := readLines[mention](s, dir, "entity_mentions.jsonl")
	if err != nil {
		return nil, nil, err
	}
	sort.SliceStable(ss, func(i, j int) bool { return ss[i].Doc < ss[j].Doc || ss[i].Doc == ss[j].Doc && ss[i].Sent < ss[j].Sent })
	var texts []linked
	first := map[string]int{} // doc and sentence to token
	at := map[string]int{}
	for _, x := range ss {
		k, ok := at[x.Doc]
		if !ok {
			k = len(texts)
			at[x.Doc] = k
			texts = append(texts, linked{article: news.Article{ID: x.Doc}, doc: &text.Document{ID: x.Doc, Language: "en", Tokens: []text.Token{}}})
		}
		first[fmt.Sprint(x.Doc, x.Sent)] = len(texts[k].doc.Tokens)
		appendSentence(texts[k].doc, x.Tokens)
	}
	for i := range texts {
		texts[i].article.Text = texts[i].doc.Text
		if err := s.annotateTokens(texts[i].doc); err != nil {
			return nil, nil, err
		}
	}
	var items []goldItem
	for _, m := range ms {
		f, ok := first[fmt.Sprint(m.Doc, m.Sent)]
		if !ok {
			return nil, nil, fault.New(fault.Input, "mention %q: no sentence %d in %s", m.Text, m.Sent, m.Doc)
		}
		chain := strings.TrimPrefix(strings.TrimPrefix(m.Chain, "cross_"), "intra_")
		items = append(items, goldItem{Article: m.Doc, Text: m.Text, Type: m.Type, Gold: chain, at: text.Range{Start: f + m.Start, End: f + m.End}, doc: at[m.Doc]})
	}
	return texts, items, nil
}

// appendSentence adds tokens with blanks between to a document.
func appendSentence(doc *text.Document, words []string) {
	var b strings.Builder
	b.WriteString(doc.Text)
	first := len(doc.Tokens)
	for i, w := range words {
		if b.Len() > 0 {
			if i == 0 {
				b.WriteString("\n")
			} else {
				b.WriteString(" ")
			}
		}
		doc.Tokens = append(doc.Tokens, text.Token{Span: text.Span{Start: b.Len(), End: b.Len() + len(w)}, Form: w})
		b.WriteString(w)
	}
	doc.Text = b.String()
	r := text.Range{Start: first, End: len(doc.Tokens)}
	if r.Len() > 0 {
		doc.Sentences = append(doc.Sentences, text.Sentence{Span: doc.SpanOf(r), Tokens: r, Paragraph: len(doc.Sentences)})
	}
}
