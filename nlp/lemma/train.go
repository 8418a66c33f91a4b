package lemma

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"slices"
	"strings"

	"synoptic/text"
)

// WordNet makes wordnet.gz from the folder of WordNet's database files
// (index.noun and so on, and the exception lists noun.exc and so on).
func WordNet(dir fs.FS) ([]byte, error) {
	var lines []string
	for _, part := range []struct{ letter, name string }{{"n", "noun"}, {"v", "verb"}, {"a", "adj"}, {"a", "adv"}} {
		index, err := fs.ReadFile(dir, "index."+part.name)
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(index)) {
			word, _, _ := strings.Cut(line, " ")
			if word == "" || strings.ContainsAny(word, "_.'/0123456789") || part.letter == "n" && !unplain(word) {
				continue
			}
			lines = append(lines, part.letter+"\t"+word)
		}
		exceptions, err := fs.ReadFile(dir, part.name+".exc")
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(exceptions)) {
			if f := strings.Fields(line); len(f) >= 2 && !strings.Contains(f[0], "_") {
				lines = append(lines, part.letter+"\t"+f[0]+"\t"+f[1])
			}
		}
	}
	slices.Sort(lines)
	return pack(slices.Compact(lines)), nil
}

// unplain reports whether the plural of a noun can be read in two ways.
func unplain(noun string) bool {
	for _, end := range []string{"e", "s", "x", "z", "ch", "sh", "o"} {
		if strings.HasSuffix(noun, end) {
			return true
		}
	}
	return false
}

// Train makes learned.gz: the lemmas of the gold documents that rules and
// WordNet (wordnet.gz) do not give. Of several lemmas of a tagged form, the most
// frequent is learned, that of the rules or else the first by name among equals.
// A proper name has to be seen twice, and a verb that WordNet lacks is held to
// be an error where the rules give one that it has.
func Train(gold []*text.Document, wordnet []byte) ([]byte, error) {
	d, err := load(wordnet, pack(nil))
	if err != nil {
		return nil, err
	}
	counts := map[entry]map[string]int{}
	for _, doc := range gold {
		for i, t := range doc.Tokens {
			m := doc.Morphs[i]
			if m.Lemma == "" || m.Lemma == "_" {
				continue
			}
			k := key(t.Form, m.UPOS, m.XPOS)
			if counts[k] == nil {
				counts[k] = map[string]int{}
			}
			counts[k][m.Lemma]++
		}
	}
	var lines []string
	for k, lemmas := range counts {
		rule := d.rule(k.form, k.upos, k.xpos)
		best := rule
		for l, n := range lemmas {
			if n > lemmas[best] || n == lemmas[best] && best != rule && l < best {
				best = l
			}
		}
		misspelt := k.upos == "VERB" && d.verbs[rule] && !d.verbs[best]
		if best == rule && plainCase(best) || misspelt || k.upos == "PROPN" && lemmas[best] < 2 {
			continue
		}
		lines = append(lines, strings.Join([]string{k.form, k.upos, k.xpos, best}, "\t"))
	}
	slices.Sort(lines)
	return pack(lines), nil
}

// plainCase reports whether a lemma has no capitals; the rules see those of the
// form, but the entries do not.
func plainCase(lemma string) bool { return strings.ToLower(lemma) == lemma }

func pack(lines []string) []byte {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	for _, l := range lines {
		_, _ = z.Write([]byte(l + "\n")) // a bytes.Buffer does not fail
	}
	_ = z.Close()
	return b.Bytes()
}
