package extract

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Meta tags that name authors, the surest first.
var authorKeys = []string{"citation_author", "author", "article:author", "og:article:author", "byl", "dc.creator", "dc.creator.name", "dcterms.creator", "parsely-author", "sailthru.author", "article.author", "cxenseparse:author", "sa-author", "authors", "creator", "twitter:data1"}

// authors are the persons or bodies that markup names: JSON-LD, meta tags, then
// what the page shows. A list that holds all of the first and more is fuller and
// wins; where the outlet alone is named, so do the persons that the page shows.
// An address or an account is no name.
func (h *head) authors(l linked, outlet string) []string {
	sources := [][]string{personNames(l.authors, "")}
	for _, k := range authorKeys {
		if k == "twitter:data1" && !authorLabel(h.meta["twitter:label1"]) {
			continue
		}
		if v := h.meta[k]; v != "" {
			sources = append(sources, personNames([]string{v}, ""))
		}
	}
	var best []string
	for _, names := range sources {
		if len(best) == 0 || len(names) > len(best) && holdsAll(names, best) {
			best = names
		}
	}
	shown := personNames(h.persons, outlet)
	site := namesOf(outlet, "")
	switch {
	case len(best) == 0:
		return shown
	case len(best) == 1 && site.like(best[0]) && len(shown) > 0 && len(shown) <= fewAuthors && !slices.ContainsFunc(shown, func(n string) bool { return !personal(n) }):
		return shown
	}
	return best
}

// More persons than this, if only the page shows them, may be authors of other
// articles.
const fewAuthors = 3

func holdsAll(names, some []string) bool {
	return !slices.ContainsFunc(some, func(n string) bool {
		return !slices.ContainsFunc(names, func(m string) bool { return letters(m) == letters(n) })
	})
}

func authorLabel(s string) bool {
	s = strings.ToLower(s)
	for _, w := range []string{"written", "author", "verfasst", "geschrieben", "écrit", "escrito", "scritto", "autor", "napisan"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// What stands around names: a lead before them, whom they write for, accounts,
// addresses and markup.
var (
	bylineLead = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?i:by|von|par|por|di|autor(?:in)?(?:en)?|author|text|ein (?:beitrag|artikel|gastbeitrag|kommentar) von|written by|posted by|published by)\b[:\s]*`)
	})
	bylineTail = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\s+[Ff]or (?:The |the )?\p{Lu}[\p{L} ]*$|\s*\((?:https?://|www\.)[^)]*\)|(?:^|\s)\S*@\S+|<[^>]*>`)
	})
	personSplit = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\s*[;|•·\n]\s*`) })
	personAnd   = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`,?\s+(?:[Aa]nd|[Uu]nd|et|y|e|i|&)\s+|\s*/\s*|,\s*`)
	})
)

// personNames cleans names and parts "A B and C D".
func personNames(raw []string, outlet string) []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range raw {
		s = clean(bylineTail().ReplaceAllString(clean(s), ""))
		if strings.Contains(s, "://") || commenter(s) {
			continue
		}
		s = bylineLead().ReplaceAllString(s, "")
		for _, n := range partNames(s) {
			n = strings.Trim(strings.TrimSpace(n), ",;:|–- ")
			if !personLike(n, outlet) || seen[letters(n)] {
				continue
			}
			seen[letters(n)] = true
			out = append(out, n)
		}
	}
	return out
}

// partNames parts a string into names. Commas and conjunctions part persons
// only, for bodies have them in their names; one word among persons is a place,
// a degree or an outlet.
func partNames(s string) []string {
	var out []string
	for _, part := range personSplit().Split(s, -1) {
		names := personAnd().Split(part, -1)
		persons := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return !personal(n) })
		others := slices.DeleteFunc(slices.Clone(names), personal)
		commas := len(names) == strings.Count(part, ", ")+1
		switch {
		case len(others) == 0, commas && len(persons) > 0 && !slices.ContainsFunc(others, func(n string) bool { return strings.Contains(n, " ") }):
			out = append(out, persons...)
		case len(names) == 2 && part == names[0]+", "+names[1] && len(strings.Fields(part)) == 2:
			out = append(out, names[1]+" "+names[0]) // as catalogues write it
		default:
			out = append(out, part)
		}
	}
	return out
}

// personal reports whether n looks like a person's whole name: two to five words
// with capitals, or between them the particles of names.
func personal(n string) bool {
	words := strings.Fields(n)
	if len(words) < 2 || len(words) > 5 || bodyWord().MatchString(n) {
		return false
	}
	return !slices.ContainsFunc(words, func(w string) bool {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "(\"'"))
		return !unicode.IsUpper(r) && !(unicode.IsLetter(r) && !unicode.IsLower(r)) && !nameParticle[w]
	})
}

var nameParticle = map[string]bool{
	"de": true, "da": true, "di": true, "du": true, "del": true, "della": true, "dos": true, "das": true, "la": true, "le": true, "von": true, "vom": true, "zu": true,
	"van": true, "der": true, "den": true, "ten": true, "ter": true, "af": true, "av": true, "al": true, "el": true, "bin": true, "ibn": true, "bint": true,
}

// bodyWord finds words that bodies have in their names and persons have not.
var bodyWord = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\d|\b(?:gmbh|ag|kg|ltd|inc|llc|e\.v|press|news|media|times|post|radio|tv|online|team|staff|agency|agencia|agence|editors?|editorial|redaktion|redacción|redazione|rédaction|redakcja|verlag|zeitung|magazin|magazine|ministerium|ministry|university|universität|germany)\b`)
})

// commenter reports whether a name is the head of a reader's comment.
func commenter(s string) bool {
	for _, end := range []string{" says", " said", " sagt", " meint", " dit", " dice", " ha detto", " pisze", ":"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

// Bounds of a name, in bytes and words; of one that the page only shows, in
// words.
const (
	maxName      = 90
	maxNameWords = 10
	maxShown     = 6
)

func personLike(n, outlet string) bool {
	if n == "" || len(n) > maxName || strings.ContainsAny(n, "@{}<>=") || strings.Contains(n, "://") {
		return false
	}
	words := strings.Fields(n)
	if outlet != "" && (strings.EqualFold(n, outlet) || len(words) > maxShown) || len(words) > maxNameWords || len(words) == 1 && strings.Contains(n, ".") && strings.Contains(n, "/") {
		return false
	}
	switch strings.ToLower(n) {
	case "admin", "administrator", "author", "autor", "webmaster", "staff", "none", "null", "unknown", "anonymous", "gast", "guest", "posts", "user", "root":
		return false
	}
	r, _ := utf8.DecodeRuneInString(n)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
