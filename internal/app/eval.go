package app

import (
	"os"
	"path/filepath"
	"strconv"

	"synoptic/eval"
	"synoptic/internal/fault"
)

// Suite scores the product on corpora that the user has.
type Suite struct {
	Name  string
	About string // what it measures
	Reads string // what a folder must hold
	// In are the folders of a data collection that the suite reads when all
	// suites are run; the first part of a path is the collection's.
	In  []string
	Run func(dir string) (eval.Table, error)
}

// Suites lists what can be scored.
func Suites() []Suite {
	return []Suite{
		{"conllu", "tokens, sentences, tags, lemmas and trees, by the CoNLL 2018 shared task", "*.conllu",
			[]string{"ud/EWT", "ud/GUM-open"}, evalConllu},
		{"ner", "named entities, exact span and type", "BIO2 files: a token, a tab, a tag",
			[]string{"ner/uner-ewt"}, evalNER},
		{"coref", "mentions of one thing in a text, and of one actor across texts", "*.conllu with Entity= in MISC; mentions.jsonl beside articles/; or MEANTIME's entity_mentions.jsonl",
			[]string{"ud/GUM-open", "written", "newswcl50-dev", "meantime"}, evalCoref},
		{"clusters", "articles grouped into events", "JSONL of articles with their gold event; or written/",
			[]string{"cluster", "written"}, evalClusters},
		{"reuse", "copies found among articles", "JSONL of articles and of pairs",
			[]string{"reuse"}, evalReuse},
		{"attribution", "who said what: source, cue, content, addressee", "gold.jsonl (code points) or SPLIT.jsonl (bytes) beside texts/; or attributions.jsonl beside articles/",
			[]string{"attribution/polnear-dev", "attribution/open", "written"}, evalAttribution},
		{"alignment", "points, readings, divergences and silences of annotated events", "EVENT.json with gold points, its articles beside or in ../newswcl50-dev/articles",
			[]string{"align-dev", "written"}, evalAlignment},
		{"pairs", "whether two sentences carry one claim", "JSONL of sentence pairs with judgements",
			[]string{"pairs"}, evalPairs},
		{"positions", "what actors said on each issue, and how it changed", "positions.json beside articles/; or written/",
			[]string{"written"}, evalPositions},
		{"stream", "cost of grouping a stream of made-up articles", "nothing: give the number of articles in place of a folder",
			nil, func(n string) (eval.Table, error) {
				articles, err := strconv.Atoi(n)
				if err != nil || articles < 1 {
					return eval.Table{}, fault.New(fault.Usage, "stream %q: give the number of articles", n)
				}
				return evalStream(articles)
			}},
		{"html", "text taken out of web pages", "evaldata.json beside pages/",
			[]string{"html"}, evalHTML},
	}
}

// Present reports whether dir holds the folder in.
func Present(dir, in string) bool {
	_, err := os.Stat(filepath.Join(dir, in))
	return err == nil
}
