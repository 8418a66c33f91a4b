package app

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"synoptic/eval"
	"synoptic/eval/madenews"
	"synoptic/internal/fault"
	"synoptic/news"
	"synoptic/reuse"
)

// silverPair is a line of silver_pairs_*.jsonl.
type silverPair struct {
	Set, A, B   string
	Containment float64
}

// collections are the texts that the silver pairs are about, and where they
// lie from the folder of the pairs.
var collections = map[string]struct{ file, prefix string }{
	"fnc1_test_bodies": {"fnc1_test_bodies.jsonl", "fnc1b-"},
	"ecbplus_docs":     {"../cluster/ecbplus_docs_dev.jsonl", ""},
}

// evalReuse scores copies against silver_pairs_*.jsonl in dir, each set by
// itself and all together. The silver pairs leave out texts of fewer than some
// forty words; the copies that were found among those are counted by their true
// containment.
func evalReuse(dir string) (eval.Table, error) {
	t := eval.Table{Suite: "reuse", Corpus: filepath.Base(dir)}
	sum := sha256.New()
	files, _ := filepath.Glob(filepath.Join(dir, "silver_pairs_*.jsonl"))
	if len(files) == 0 {
		return t, fault.New(fault.Input, "%s: no silver_pairs_*.jsonl in this folder", dir)
	}
	gold := make(map[string][]eval.TextPair)
	for _, f := range files {
		err := eachLine(f, sum, func(line []byte) error {
			var p silverPair
			err := json.Unmarshal(line, &p)
			gold[p.Set] = append(gold[p.Set], eval.TextPair{A: p.A, B: p.B, Containment: p.Containment})
			return err
		})
		if err != nil {
			return t, err
		}
	}
	var allCopies []news.Copy
	var allGold []eval.TextPair
	for _, set := range sortedKeys(gold) {
		copies, more, err := copiesOf(dir, set, gold[set], sum)
		if err != nil {
			return t, err
		}
		pairs := append(gold[set], more...)
		for _, r := range eval.ScoreReuse(copies, pairs) {
			r.Measure = set + ", " + r.Measure
			t.Rows = append(t.Rows, r)
		}
		allCopies, allGold = append(allCopies, copies...), append(allGold, pairs...)
	}
	t.Rows = append(t.Rows, eval.ScoreReuse(allCopies, allGold)...)
	t.Rows = append(t.Rows, madeReprints(60)...)
	t.Digest = hex.EncodeToString(sum.Sum(nil))
	return t, nil
}

// copiesOf finds the copies in one collection, and the true containment of those
// that are not among pairs.
func copiesOf(dir, set string, pairs []eval.TextPair, sum hash.Hash) ([]news.Copy, []eval.TextPair, error) {
	from, ok := collections[set]
	if !ok {
		return nil, nil, fault.New(fault.Input, "silver pairs of a collection that is not known: %q", set)
	}
	texts := make(map[string]string)
	var copies []news.Copy
	index := reuse.New(reuse.Default(), reuse.NewMemory(reuse.DefaultWindow))
	err := eachLine(filepath.Join(dir, filepath.FromSlash(from.file)), sum, func(line []byte) error {
		var d struct {
			ID          string
			BodyID      int `json:"body_id"`
			Title, Text string
		}
		if err := json.Unmarshal(line, &d); err != nil {
			return err
		}
		if d.ID == "" {
			d.ID = fmt.Sprint(from.prefix, d.BodyID)
		}
		texts[d.ID] = strings.TrimPrefix(d.Title+"\n\n"+d.Text, "\n\n")
		copies = append(copies, index.Add(d.ID, texts[d.ID], news.Date{})...)
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	known := make(map[[2]string]bool)
	for _, p := range pairs {
		known[[2]string{p.A, p.B}], known[[2]string{p.B, p.A}] = true, true
	}
	var more []eval.TextPair
	for _, c := range copies {
		if !known[[2]string{c.Article, c.Of}] {
			a, b := reuse.Entry{Text: texts[c.Article]}, reuse.Entry{Text: texts[c.Of]}
			more = append(more, eval.TextPair{A: c.Article, B: c.Of, Containment: max(reuse.Compare(a, b).Share, reuse.Compare(b, a).Share)})
		}
	}
	return copies, more, nil
}

// madeReprints scores reprints made by rule: of each of n made-up articles one
// by every rule and one by every rule and another after it, among other accounts of
// the same events.
func madeReprints(n int) []eval.Row {
	stream, rng := madenews.NewStream(2, 4*n), rand.New(rand.NewPCG(2, 2))
	index := reuse.New(reuse.Default(), reuse.NewMemory(reuse.DefaultWindow))
	group := make(map[string]int) // articles with one original
	var shown, gold [][2]string
	add := func(id, text string, of int) {
		for _, c := range index.Add(id, text, news.Date{}) {
			shown = append(shown, [2]string{c.Article, c.Of})
		}
		group[id] = of
	}
	rules := len(madenews.ReprintRules)
	for of := 0; of < n; {
		m := stream.Next()
		if m.ReprintOf != "" {
			continue
		}
		body := m.Article.Text[m.Article.Title.End+2:]
		add(m.Article.ID, m.Article.Text, of)
		for k := range rules {
			once := madenews.Reprint(rng, body, k)
			twice := madenews.Reprint(rng, once, (k+1+rng.IntN(rules-1))%rules)
			for i, text := range []string{once, twice} {
				id := fmt.Sprintf("%s/%d/%d", m.Article.ID, k, i)
				add(id, text, of)
				gold = append(gold, [2]string{m.Article.ID, id})
			}
		}
		of++
	}
	// Two reprints of one article share text too, more or less: neither right nor wrong.
	originals := shown[:0]
	for _, s := range shown {
		if group[s[0]] != group[s[1]] || !strings.Contains(s[0], "/") || !strings.Contains(s[1], "/") {
			originals = append(originals, s)
		}
	}
	rows := eval.ScorePairs(originals, gold)
	for i := range rows {
		rows[i].Measure = "reprints made by rule, " + rows[i].Measure
	}
	return rows
}

// eachLine calls f for every line of a file, which it adds to sum.
func eachLine(file string, sum hash.Hash, f func([]byte) error) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return fault.New(fault.Input, "read the gold: %w", err)
	}
	sum.Write(data)
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<26)
	for n := 1; lines.Scan(); n++ {
		if err := f(lines.Bytes()); err != nil {
			return fault.New(fault.Input, "%s, line %d: %w", file, n, err)
		}
	}
	return lines.Err()
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
