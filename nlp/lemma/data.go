package lemma

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"strings"
	"sync"
)

// dictionary is what the rules ask.
type dictionary struct {
	learned                                             map[entry]string
	nounExceptions, verbExceptions, adjectiveExceptions map[string]string
	nouns, verbs, adjectives                            map[string]bool // nouns: those whose plural is not plain
}

// The embedded data, both gzip. wordnet.gz has a line a word: a letter (n, v or
// a) and the lemma, or a letter, a form and its lemma for an exception;
// learned.gz has form, UPOS, XPOS and lemma between tabs.
var (
	//go:embed wordnet.gz
	wordnetData []byte
	//go:embed learned.gz
	learnedData []byte
)

var embedded = sync.OnceValue(func() *dictionary {
	d, err := load(wordnetData, learnedData)
	if err != nil {
		panic(err) // the binary was built wrong; a test loads it
	}
	return d
})

func load(wordnet, learned []byte) (*dictionary, error) {
	d := &dictionary{
		learned:        make(map[entry]string, 1<<13),
		nounExceptions: map[string]string{}, verbExceptions: map[string]string{}, adjectiveExceptions: map[string]string{},
		nouns: make(map[string]bool, 1<<14), verbs: make(map[string]bool, 1<<13), adjectives: make(map[string]bool, 1<<13),
	}
	if err := each(wordnet, func(f []string) error { return d.addWordNet(f) }); err != nil {
		return nil, fmt.Errorf("lemma: %w", err)
	}
	err := each(learned, func(f []string) error {
		if len(f) != 4 {
			return fmt.Errorf("%d columns, not 4: %q", len(f), f)
		}
		d.learned[entry{f[0], f[1], f[2]}] = f[3]
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("lemma: %w", err)
	}
	return d, nil
}

func (d *dictionary) addWordNet(f []string) error {
	if len(f) != 2 && len(f) != 3 {
		return fmt.Errorf("bad line %q", f)
	}
	words, exceptions := d.nouns, d.nounExceptions
	switch f[0] {
	case "v":
		words, exceptions = d.verbs, d.verbExceptions
	case "a":
		words, exceptions = d.adjectives, d.adjectiveExceptions
	}
	if len(f) == 3 {
		exceptions[f[1]] = f[2]
	} else {
		words[f[1]] = true
	}
	return nil
}

// each unpacks data and calls f with the columns of every line.
func each(data []byte, f func([]string) error) error {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return err
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(bytes.NewReader(raw))
	for lines.Scan() {
		if err := f(strings.Split(lines.Text(), "\t")); err != nil {
			return err
		}
	}
	return lines.Err()
}
