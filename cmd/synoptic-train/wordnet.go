package main

import (
	"bufio"
	"flag"
	"fmt"
	"io/fs"
	"math"
	"os"
	"strconv"
	"strings"

	"synoptic/lexicon/vectors"
	"synoptic/lexicon/wordnet"
)

// runWordNet makes the table of related words of WordNet's database files.
func runWordNet(args []string) error {
	flags := flag.NewFlagSet("wordnet", flag.ContinueOnError)
	from := flags.String("wordnet", "/usr/share/wordnet", "folder of WordNet's database files")
	out := flags.String("out", "lexicon/wordnet/wordnet.bin", "file to write")
	if err := flags.Parse(args); err != nil {
		return err
	}
	links, err := wordLinks(os.DirFS(*from))
	if err != nil {
		return err
	}
	data := wordnet.Build(vectors.English().Len(), links)
	fmt.Printf("%d links found, %d bytes\n", len(links), len(data))
	return os.WriteFile(*out, data, 0o644)
}

// synset is a set of synonyms as data.* gives it.
type synset struct {
	words    []string // lower case; "" where the word has no vector
	pointers []pointer
}

type pointer struct {
	symbol   string
	target   string // part of speech and offset
	from, to int    // word numbers from 1; 0 for all
}

var parts = map[string]string{"noun": "n", "verb": "v", "adj": "a", "adv": "r"}

// How strongly words are related by each pointer, if both senses are the first.
var pointerStrength = map[string]float64{
	"@": .5, "@i": 0, "&": .55, "\\": .85, "$": .7, "*": .4, ">": .5, "=": .5, "+": .85,
}

func wordLinks(dir fs.FS) ([]wordnet.Link, error) {
	sets, ranks := map[string]*synset{}, map[string]int{}
	for _, name := range []string{"noun", "verb", "adj", "adv"} {
		if err := eachEntry(dir, "data."+name, func(f []string) { sets[parts[name]+f[0]] = parseSynset(f) }); err != nil {
			return nil, err
		}
		err := eachEntry(dir, "index."+name, func(f []string) {
			n, _ := strconv.Atoi(f[2])
			for i, offset := range f[len(f)-n:] {
				ranks[f[0]+"/"+parts[name]+offset] = i + 1
			}
		})
		if err != nil {
			return nil, err
		}
	}
	var out []wordnet.Link
	for id, s := range sets {
		for i, a := range s.words {
			for _, b := range s.words[i+1:] {
				out = link(out, ranks, a, id, b, id, .9)
			}
		}
		for _, p := range s.pointers {
			out = append(out, pointed(sets, ranks, id, s, p)...)
		}
	}
	return out, nil
}

// pointed are the links of one pointer.
func pointed(sets map[string]*synset, ranks map[string]int, id string, s *synset, p pointer) (out []wordnet.Link) {
	to := sets[p.target]
	if to == nil {
		return nil
	}
	table := vectors.English()
	for i, a := range s.words {
		for j, b := range to.words {
			if p.from > 0 && (p.from != i+1 || p.to != j+1) {
				continue
			}
			switch {
			case p.symbol == "!":
				if x, y := table.Rank(a), table.Rank(b); x >= 0 && y >= 0 && ranks[a+"/"+id]+ranks[b+"/"+p.target] <= 4 {
					out = append(out, wordnet.Link{A: x, B: y, Opposite: true})
				}
			case p.symbol == "+" && len(a) > 3 && len(b) > 3 && a[:3] == b[:3]:
				if x, y := table.Rank(a), table.Rank(b); x >= 0 && y >= 0 {
					out = append(out, wordnet.Link{A: x, B: y, Strength: pointerStrength["+"]})
				}
			default:
				out = link(out, ranks, a, id, b, p.target, pointerStrength[p.symbol])
			}
		}
	}
	return out
}

// link relates two words by one sense of each: the rarer the senses, the less.
func link(out []wordnet.Link, ranks map[string]int, a, idA, b, idB string, strength float64) []wordnet.Link {
	x, y := vectors.English().Rank(a), vectors.English().Rank(b)
	ra, rb := ranks[a+"/"+idA], ranks[b+"/"+idB]
	if x < 0 || y < 0 || ra == 0 || rb == 0 {
		return out
	}
	if strength /= math.Sqrt(float64(ra * rb)); strength < .3 {
		return out
	}
	return append(out, wordnet.Link{A: x, B: y, Strength: strength})
}

// eachEntry hands the fields of every line on; lines of the licence begin with
// a space.
func eachEntry(dir fs.FS, name string, use func([]string)) error {
	f, err := dir.Open(name)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if line := lines.Text(); !strings.HasPrefix(line, " ") {
			use(strings.Fields(line))
		}
	}
	return lines.Err()
}

// parseSynset reads a line of data.*: offset, file, part of speech, count of
// words (hexadecimal), words with their number, count of pointers, pointers.
func parseSynset(f []string) *synset {
	s := &synset{}
	n, _ := strconv.ParseInt(f[3], 16, 32)
	for i := range int(n) {
		word, _, _ := strings.Cut(strings.ToLower(f[4+2*i]), "(")
		s.words = append(s.words, word)
	}
	at := 4 + 2*int(n)
	m, _ := strconv.Atoi(f[at])
	for i := range m {
		q := f[at+1+4*i : at+5+4*i]
		ends, _ := strconv.ParseInt(q[3], 16, 32)
		part := strings.Replace(q[2], "s", "a", 1)
		s.pointers = append(s.pointers, pointer{q[0], part + q[1], int(ends >> 8), int(ends & 255)})
	}
	return s
}
