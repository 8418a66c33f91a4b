package store

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/fault"
)

// Query is a search as parsed from what a user typed.
type Query struct{ Any []Clause } // at least one clause must hold

// Clause holds where all of All and none of Not do.
type Clause struct {
	All []Term // at least one
	Not []Term
}

// Term is a word, the beginning of one, a phrase, or a query in parentheses.
type Term struct {
	Words  string // as typed; several words are a phrase
	Prefix bool   // the last word may go on
	Group  *Query // instead of Words
}

// A query that is longer is no query but a mistake.
const maxQueryTerms = 64

// ParseQuery reads a search: words that must all be there, "a phrase", begin*,
// -without, NOT, OR, AND and parentheses. Quotation marks that never close end
// with the query. It fails with a Usage fault if nothing is searched for.
func ParseQuery(s string) (Query, error) {
	p := queryParser{tokens: queryTokens(s)}
	if len(p.tokens) > 2*maxQueryTerms {
		return Query{}, fault.New(fault.Usage, "search: more than %d words", maxQueryTerms)
	}
	q, err := p.query()
	if err != nil {
		return Query{}, err
	}
	if len(q.Any) == 0 {
		return Query{}, fault.New(fault.Usage, "search %q: give at least one word to look for", s)
	}
	return q, nil
}

// queryToken is a term or an operator.
type queryToken struct {
	op   string // "(", ")", "-", "OR", "AND"; "" for a term
	term Term
}

func queryTokens(s string) []queryToken {
	var out []queryToken
	s = strings.ToValidUTF8(s, " ")
	for s = strings.TrimLeftFunc(s, unicode.IsSpace); s != ""; s = strings.TrimLeftFunc(s, unicode.IsSpace) {
		var t queryToken
		t, s = nextQueryToken(s)
		if t.op != "" || wordy(t.term.Words) {
			out = append(out, t)
		}
	}
	return out
}

// wordy reports whether there is anything in s that an index holds.
func wordy(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) >= 0
}

// quoteMarks pairs the marks that may stand around a phrase.
var quoteMarks = map[rune]string{'"': "\"”“", '“': "”\"", '„': "“”\"", '«': "»"}

func nextQueryToken(s string) (queryToken, string) {
	first, size := utf8.DecodeRuneInString(s)
	rest := s[size:]
	switch {
	case first == '(' || first == ')' || first == '-':
		return queryToken{op: string(first)}, rest
	case quoteMarks[first] != "":
		end := strings.IndexAny(rest, quoteMarks[first])
		if end < 0 {
			return queryToken{term: Term{Words: rest}}, ""
		}
		after := strings.TrimLeft(rest[end:], quoteMarks[first])
		return queryToken{term: Term{Words: rest[:end]}}, after
	}
	end := strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '(' || r == ')' || quoteMarks[r] != "" })
	if end < 0 {
		end = len(s)
	}
	word := s[:end]
	switch word {
	case "OR", "AND":
		return queryToken{op: word}, s[end:]
	case "NOT":
		return queryToken{op: "-"}, s[end:]
	}
	stem, prefix := strings.CutSuffix(word, "*")
	return queryToken{term: Term{Words: stem, Prefix: prefix}}, s[end:]
}

type queryParser struct {
	tokens []queryToken
	depth  int
}

func (p *queryParser) query() (Query, error) {
	var q Query
	for {
		c, more, err := p.clause()
		if err != nil {
			return q, err
		}
		if len(c.All) > 0 {
			q.Any = append(q.Any, c)
		} else if len(c.Not) > 0 {
			return q, fault.New(fault.Usage, "search: %q is only excluded: give also a word to look for", c.Not[0].Words)
		}
		if !more {
			return q, nil
		}
	}
}

// clause reads up to an OR, which it reports, a closing parenthesis or the end.
func (p *queryParser) clause() (c Clause, more bool, err error) {
	not := false
	for len(p.tokens) > 0 {
		t := p.tokens[0]
		p.tokens = p.tokens[1:]
		switch t.op {
		case "OR":
			return c, true, nil
		case "AND":
			continue
		case "-":
			not = true
			continue
		case ")":
			if p.depth > 0 {
				return c, false, nil
			}
			continue
		case "(":
			p.depth++
			g, err := p.query()
			p.depth--
			if err != nil {
				return c, false, err
			}
			if len(g.Any) == 0 {
				continue
			}
			t.term = Term{Group: &g}
		}
		if not {
			c.Not = append(c.Not, t.term)
		} else {
			c.All = append(c.All, t.term)
		}
		not = false
	}
	return c, false, nil
}
