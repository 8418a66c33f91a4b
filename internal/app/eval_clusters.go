package app

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"synoptic/cluster"
	"synoptic/eval"
	"synoptic/eval/madenews"
	"synoptic/extract"
	"synoptic/internal/fault"
	"synoptic/news"
	"synoptic/reuse"
	"synoptic/text"
)

// grouping takes articles as a stream and keeps the copies.
type grouping struct {
	index    *reuse.Index
	clusters *cluster.Clusterer
	copies   []news.Copy
}

func newGrouping() *grouping {
	return &grouping{
		index:    reuse.New(reuse.Default(), reuse.NewMemory(reuse.DefaultWindow)),
		clusters: cluster.New(cluster.Default()),
	}
}

func (g *grouping) add(a *news.Article) []news.Copy {
	copies := g.index.AddEntry(reuse.Entry{ID: a.ID, Text: a.Text, Outlet: a.Outlet, Date: a.Published})
	g.clusters.Add(cluster.Item{Article: a, Copies: copies})
	return copies
}

// addAll takes articles in the order of their dates.
func (g *grouping) addAll(articles []*news.Article) {
	sorted := slices.Clone(articles)
	slices.SortStableFunc(sorted, func(a, b *news.Article) int {
		return cmp.Compare(a.Published.Time().Unix(), b.Published.Time().Unix())
	})
	for _, a := range sorted {
		g.copies = append(g.copies, g.add(a)...)
	}
}

// events is the event of each article.
func (g *grouping) events() eval.Grouping {
	out := eval.Grouping{}
	for _, e := range g.clusters.Events() {
		for _, a := range e.Articles {
			out[a] = e.ID
		}
	}
	return out
}

// goldArticle is a line of a clustering benchmark.
type goldArticle struct{ ID, Date, Title, Text, Cluster string }

func (g goldArticle) article() *news.Article {
	d, _ := news.ParseDate(g.Date[:min(len(g.Date), 10)])
	if g.Title == "" {
		return &news.Article{ID: g.ID, Text: g.Text, Published: d}
	}
	return &news.Article{ID: g.ID, Text: g.Title + "\n\n" + g.Text, Title: text.Span{End: len(g.Title)}, Published: d}
}

// evalClusters scores events on the corpora in dir: every *.jsonl whose lines
// have a "cluster", and events.json beside articles/, which has storylines and
// copies too.
func evalClusters(dir string) (eval.Table, error) {
	t := eval.Table{Suite: "clusters", Corpus: filepath.Base(dir)}
	e, err := NewEngine()
	if err != nil {
		return t, err
	}
	sum := sha256.New()
	files, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	if err != nil {
		return t, err
	}
	slices.Sort(files)
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return t, fault.New(fault.Input, "read the gold: %w", err)
		}
		rows, err := e.scoreClusters(strings.TrimSuffix(filepath.Base(f), ".jsonl"), data)
		if err != nil {
			return t, fault.New(fault.Input, "%s: %w", f, err)
		}
		if rows != nil {
			sum.Write(data)
			t.Rows = append(t.Rows, rows...)
		}
	}
	if data, err := os.ReadFile(filepath.Join(dir, "events.json")); err == nil {
		sum.Write(data)
		rows, err := e.scoreWritten(dir, data)
		if err != nil {
			return t, err
		}
		t.Rows = append(t.Rows, rows...)
	}
	if t.Rows == nil {
		return t, fault.New(fault.Input, "%s: neither *.jsonl with \"cluster\" nor events.json in this folder", dir)
	}
	t.Digest = hex.EncodeToString(sum.Sum(nil))
	return t, nil
}

// scoreClusters scores one file of articles; nil if its lines have no cluster.
func (e *Engine) scoreClusters(name string, data []byte) ([]eval.Row, error) {
	gold := eval.Grouping{}
	var articles []*news.Article
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var g goldArticle
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			return nil, err
		}
		if g.Cluster != "" {
			gold[g.ID] = g.Cluster
			articles = append(articles, g.article())
		}
	}
	if len(articles) == 0 {
		return nil, lines.Err()
	}
	found, err := e.analysed(articles)
	if err != nil {
		return nil, err
	}
	return eval.ScoreBCubed(eventsOf(found), gold).Rows(name), lines.Err()
}

// analysed runs articles through all that the product does with files.
func (e *Engine) analysed(articles []*news.Article) (*news.Coverage, error) {
	in := make([]news.Article, len(articles))
	for i, a := range articles {
		in[i] = *a
		extract.Structure(&in[i])
	}
	c, errs := e.Analyse(in, Options{})
	return c, errors.Join(errs...)
}

// eventsOf is the event of each article.
func eventsOf(c *news.Coverage) eval.Grouping {
	out := eval.Grouping{}
	for _, e := range c.Events {
		for _, a := range e.Articles {
			out[a] = e.ID
		}
	}
	return out
}

// writtenGold is events.json of the written set.
type writtenGold struct {
	Events []struct {
		ID, Storyline string
		Articles      []string
		Outlets       map[string]struct{ Published string }
		Copies        []struct{ Article, Of string }
	}
}

func (e *Engine) scoreWritten(dir string, data []byte) ([]eval.Row, error) {
	var w writtenGold
	if err := json.Unmarshal(data, &w); err != nil {
		return nil, fault.New(fault.Input, "events.json: %w", err)
	}
	events, lines := eval.Grouping{}, eval.Grouping{}
	var articles []*news.Article
	var copies [][2]string
	for _, e := range w.Events {
		for _, id := range e.Articles {
			body, err := os.ReadFile(filepath.Join(dir, "articles", id+".txt"))
			if err != nil {
				return nil, fault.New(fault.Input, "read an article of the gold: %w", err)
			}
			outlet := id[strings.IndexByte(id, '_')+1:]
			published, _ := news.ParseDate(e.Outlets[outlet].Published)
			title, _, _ := strings.Cut(string(body), "\n")
			articles = append(articles, &news.Article{ID: id, Text: string(body), Title: text.Span{End: len(title)}, Published: published})
			events[id], lines[id] = e.ID, e.Storyline
		}
		for _, c := range e.Copies {
			copies = append(copies, [2]string{c.Article, c.Of})
		}
	}
	c, err := e.analysed(articles)
	if err != nil {
		return nil, err
	}
	found := eventsOf(c)
	lineOf := make(map[string]string)
	for _, l := range c.Storylines {
		for _, e := range l.Events {
			lineOf[e] = l.ID
		}
	}
	foundLines := eval.Grouping{}
	for a, e := range found {
		foundLines[a] = lineOf[e]
	}
	exact := eval.ExactGroups(foundLines, lines)
	exact.Measure = "storylines exactly right"
	shown := make([][2]string, len(c.Copies))
	for i, c := range c.Copies {
		shown[i] = [2]string{c.Article, c.Of}
	}
	rows := append(eval.ScoreBCubed(found, events).Rows("written events"), exact)
	for _, r := range eval.ScorePairs(shown, copies) {
		r.Measure = "copies, " + strings.TrimPrefix(r.Measure, "pairs, ")
		rows = append(rows, r)
	}
	return rows, nil
}

// Made-up streams: how many articles a day, and how many the order is tried on.
const (
	streamPerDay = 5000
	streamSeed   = 1
	arrivalMost  = 6000
)

// evalStream measures what grouping a made-up stream of n articles costs, making
// the articles not counted.
func evalStream(n int) (eval.Table, error) {
	t := eval.Table{Suite: "stream", Corpus: fmt.Sprintf("%d made-up articles", n)}
	if n < 20 {
		return t, fault.New(fault.Usage, "a stream of %d articles: at least 20 are needed", n)
	}
	s, g := madenews.NewStream(streamSeed, streamPerDay), newGrouping()
	tenth := n / 10
	var tenths [10]time.Duration
	gold, found := eval.Grouping{}, eval.Grouping{}
	var reprints, foundReprints, closed int
	keep := func(events []news.Event) {
		for _, e := range events {
			closed++
			for _, a := range e.Articles {
				if _, ok := gold[a]; ok {
					found[a] = e.ID
				}
			}
		}
	}
	for i := range 10 * tenth {
		m := s.Next()
		start := time.Now()
		copies := g.add(m.Article)
		tenths[i/tenth] += time.Since(start)
		if m.ReprintOf != "" {
			reprints++
			if slices.ContainsFunc(copies, func(c news.Copy) bool { return c.Article == m.ReprintOf || c.Of == m.ReprintOf }) {
				foundReprints++
			}
		}
		if i < 20_000 {
			gold[m.Article.ID] = m.Event
		}
		keep(g.clusters.Closed())
	}
	var all time.Duration
	for _, d := range tenths {
		all += d
	}
	var mem runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&mem)
	keep(g.clusters.Events())
	t.Rows = []eval.Row{
		{Measure: "articles a second", Value: float64(10*tenth) / all.Seconds(), Unit: "articles/s", N: 10 * tenth},
		{Measure: "first tenth", Value: float64(tenth) / tenths[0].Seconds(), Unit: "articles/s"},
		{Measure: "last tenth", Value: float64(tenth) / tenths[9].Seconds(), Unit: "articles/s"},
		{Measure: "time of the last tenth against the first", Value: tenths[9].Seconds() / tenths[0].Seconds(), Unit: "times"},
		{Measure: "memory in use at the end", Value: float64(mem.HeapAlloc) / (1 << 20), Unit: "MB"},
		{Measure: "reprints found", Value: 100 * float64(foundReprints) / float64(max(1, reprints)), N: reprints},
		{Measure: "events found", Value: float64(closed), Unit: "events"},
	}
	t.Rows = append(t.Rows, eval.ScoreBCubed(found, gold).Rows("events of the first 20000")...)
	t.Rows = append(t.Rows, evalArrival(min(n, arrivalMost)).Rows...)
	return t, nil
}

// evalArrival measures how far the events of a made-up stream depend on the
// order in which the articles of one day come.
func evalArrival(n int) eval.Table {
	s := madenews.NewStream(streamSeed, 500)
	var articles []*news.Article
	for range n {
		articles = append(articles, s.Next().Article)
	}
	one := newGrouping()
	one.addAll(articles)
	rng := rand.New(rand.NewPCG(streamSeed, 1))
	rng.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
	other := newGrouping()
	other.addAll(articles)
	return eval.Table{
		Suite: "stream", Corpus: fmt.Sprintf("%d made-up articles in two orders within the day", n),
		Rows: eval.ScoreBCubed(other.events(), one.events()).Rows("one order of arrival within the day against another"),
	}
}
