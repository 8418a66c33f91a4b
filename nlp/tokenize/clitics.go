package tokenize

import (
	"strings"

	"synoptic/text"
)

// word adds the word text[start:end], split into its syntactic words.
func (w *words) word(start, end int) {
	at := cliticAt(w.text[start:end])
	if at <= 0 {
		w.add(start, end)
		return
	}
	w.pair(start, start+at, end)
}

// pair adds two words of one multiword token.
func (w *words) pair(start, middle, end int) {
	n := len(w.tokens)
	w.add(start, middle)
	w.add(middle, end)
	w.multi = append(w.multi, text.Range{Start: n, End: len(w.tokens)})
}

func itIs(word string) bool { return word == "its" || word == "Its" }

// predicate reports whether the chunk after end shows that "its" was written
// for "it's".
func (w *words) predicate(end, limit int) bool {
	start, stop := w.chunk(end, limit)
	switch strings.ToLower(w.text[start:stop]) {
	case "a", "an", "the", "not", "been", "so", "very", "too", "just", "really", "also", "always":
		return true
	}
	return false
}

// cliticAt returns where the second word of a contraction begins, 0 if word is
// none.
func cliticAt(word string) int {
	n := len(word)
	if n < 2 || n > 64 {
		return 0
	}
	i := strings.IndexAny(word[max(0, n-5):], "'’`ʼ")
	if i < 0 {
		if n > 9 || n < 2 {
			return 0
		}
		return contractions[strings.ToLower(word)]
	}
	i = strings.LastIndexAny(word, "'’`ʼ")
	mark := 1
	if word[i] >= 0x80 {
		mark = len("’")
		if strings.HasPrefix(word[i:], "ʼ") {
			mark = len("ʼ")
		}
	}
	switch strings.ToLower(word[i+mark:]) {
	case "t":
		if i > 1 && word[i-1]|0x20 == 'n' {
			return i - 1
		}
	case "s":
		if decade(word[:i]) {
			return 0
		}
		return i
	case "re", "ve", "ll", "d", "m":
		return i
	}
	return 0
}

// decade reports whether s is a number such as 1990 or 70.
func decade(s string) bool {
	return (len(s) == 2 || len(s) == 4) && digits(s) && s[len(s)-1] == '0'
}
