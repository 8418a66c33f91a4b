package app

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"synoptic/eval"
	"synoptic/extract"
	"synoptic/internal/fault"
	"synoptic/news"
	"synoptic/text"
)

// goldEvent is a file of points that accounts of one event share.
type goldEvent struct {
	Articles  map[string]json.RawMessage
	Sentences map[string][]struct{ Start, End int }
	Points    []struct {
		Readings map[string][]struct {
			Start, End int
			Form, Fit  string
		}
		Divergences []struct {
			Articles []string
			Kind     string
		}
	}
}

// evalAlignment scores points, readings, divergences and silences against the
// *.json files in dir (or its folder align), one an event. The articles lie in
// articles/ there, beside it, or beside it in newswcl50-dev/. The articles of an
// event are compared as accounts of one event, whatever cluster would say.
func evalAlignment(dir string) (eval.Table, error) {
	t := eval.Table{Suite: "alignment", Corpus: filepath.Base(dir)}
	files, _ := filepath.Glob(filepath.Join(dir, "*.json"))
	if in := filepath.Join(dir, "align"); isFolder(in) {
		files, _ = filepath.Glob(filepath.Join(in, "*.json"))
	}
	if len(files) == 0 {
		return t, fault.New(fault.Input, "%s: no *.json in this folder", dir)
	}
	engine, err := NewEngine()
	if err != nil {
		return t, err
	}
	slices.Sort(files)
	sum := sha256.New()
	var all, full []eval.Alignment
	for _, f := range files {
		a, b, err := alignEvent(engine, f, sum)
		if err != nil {
			return t, err
		}
		all, full = append(all, a), append(full, b)
	}
	t.Digest = hex.EncodeToString(sum.Sum(nil))
	t.Rows = alignmentRows(all, full)
	return t, nil
}

func isFolder(path string) bool {
	st, err := os.Stat(path)
	return err == nil && st.IsDir()
}

// alignEvent scores one event, with and without readings marked as part.
func alignEvent(engine *Engine, file string, sum hash.Hash) (all, full eval.Alignment, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return all, full, fault.New(fault.Input, "read the gold: %w", err)
	}
	sum.Write(data)
	var g goldEvent
	if err := json.Unmarshal(data, &g); err != nil {
		return all, full, fault.New(fault.Input, "%s: %w", file, err)
	}
	articles, err := articlesOf(file, g)
	if err != nil {
		return all, full, err
	}
	c, errs := engine.Analyse(articles, Options{OneEvent: true})
	if len(errs) > 0 {
		return all, full, errs[0]
	}
	k, err := NewComparer("", nil)
	if err != nil {
		return all, full, err
	}
	k.All(c)
	sentences := map[string][]text.Span{}
	for a, ss := range g.Sentences {
		for _, s := range ss {
			sentences[a] = append(sentences[a], text.Span{Start: s.Start, End: s.End})
		}
	}
	var system []eval.AlignmentPoint
	for _, cmp := range c.Comparisons {
		system = append(system, systemPoints(cmp)...)
	}
	gold := g.points()
	return eval.ScoreAlignment(sentences, gold, system, false), eval.ScoreAlignment(sentences, gold, system, true), nil
}

// articlesOf reads the texts of an event.
func articlesOf(file string, g goldEvent) ([]news.Article, error) {
	dir := filepath.Dir(file)
	var ids []string
	for id := range g.Sentences {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var out []news.Article
	for _, id := range ids {
		var data []byte
		var err error
		for _, place := range []string{"articles", "../articles", "../newswcl50-dev/articles"} {
			if data, err = os.ReadFile(filepath.Join(dir, place, id+".txt")); err == nil {
				break
			}
		}
		if err != nil {
			return nil, fault.New(fault.Input, "%s: article %s is in no folder of articles: %w", file, id, err)
		}
		a, err := extract.Text(id, id+".txt", data)
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, nil
}

func (g goldEvent) points() []eval.AlignmentPoint {
	var out []eval.AlignmentPoint
	for _, p := range g.Points {
		var e eval.AlignmentPoint
		var accounts []string
		for a := range p.Readings {
			accounts = append(accounts, a)
		}
		slices.Sort(accounts)
		for _, a := range accounts {
			for _, r := range p.Readings[a] {
				e.Readings = append(e.Readings, eval.AlignmentReading{
					Account: a, Span: text.Span{Start: r.Start, End: r.End}, Form: news.Form(r.Form), Part: strings.EqualFold(r.Fit, string(news.Part)),
				})
			}
		}
		for _, d := range p.Divergences {
			e.Divergences = append(e.Divergences, eval.AlignmentDivergence{Kind: news.DivergenceKind(d.Kind), Accounts: d.Articles})
		}
		out = append(out, e)
	}
	return out
}

func systemPoints(c news.Comparison) []eval.AlignmentPoint {
	var out []eval.AlignmentPoint
	for _, p := range c.Points {
		e := eval.AlignmentPoint{Silent: p.Silent}
		for _, r := range p.Readings {
			e.Readings = append(e.Readings, eval.AlignmentReading{Account: r.Account, Span: r.Span, Form: r.Form})
		}
		for _, d := range p.Divergences {
			e.Divergences = append(e.Divergences, eval.AlignmentDivergence{Kind: d.Kind, Accounts: d.Accounts})
		}
		out = append(out, e)
	}
	return out
}

// alignmentRows are the means over events; silences are counted together.
func alignmentRows(all, full []eval.Alignment) []eval.Row {
	mean := func(of []eval.Alignment, f func(eval.Alignment) float64) float64 {
		var sum float64
		for _, a := range of {
			sum += f(a)
		}
		return 100 * sum / float64(len(of))
	}
	n := len(all)
	return []eval.Row{
		{Measure: "sentence pairs F1", Value: mean(all, func(a eval.Alignment) float64 { return a.Pairs.F1() }), N: n},
		{Measure: "sentence pairs F1, full readings", Value: mean(full, func(a eval.Alignment) float64 { return a.Pairs.F1() }), N: n},
		{Measure: "sentence pairs precision", Value: mean(all, func(a eval.Alignment) float64 { return a.Pairs.Precision }), N: n},
		{Measure: "sentence pairs recall", Value: mean(all, func(a eval.Alignment) float64 { return a.Pairs.Recall }), N: n},
		{Measure: "points precision", Value: mean(all, func(a eval.Alignment) float64 { return a.Points.Precision }), N: n},
		{Measure: "points recall", Value: mean(all, func(a eval.Alignment) float64 { return a.Points.Recall }), N: n},
		{Measure: "divergences precision", Value: mean(all, func(a eval.Alignment) float64 { return a.Divergences.Precision }), N: n},
		{Measure: "divergences recall", Value: mean(all, func(a eval.Alignment) float64 { return a.Divergences.Recall }), N: n},
		{Measure: "silences right", Value: mean(all, func(a eval.Alignment) float64 { return a.Silences }), N: n},
		{Measure: "form of readings", Value: mean(all, func(a eval.Alignment) float64 { return a.Forms }), N: n},
	}
}
