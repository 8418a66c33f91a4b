package sqlite

import (
	"strings"

	"synoptic/internal/store"
	"synoptic/internal/store/sqlstore"
)

// titleWeight is how much a word in the title counts for more than one in the
// text.
const titleWeight = "4.0"

func dialect(fault func(string, error) error) sqlstore.Dialect {
	return sqlstore.Dialect{
		Fault: fault,
		Match: match,
		Articles: sqlstore.FullText{
			Table:  "article_words",
			Seq:    "article_words.rowid",
			Where:  "article_words MATCH ?",
			Rank:   "bm25(article_words, " + titleWeight + ", 1.0)",
			Marked: "highlight(article_words, 1, ?, ?)",
		},
		Statements: sqlstore.FullText{
			Table:  "statement_words",
			Seq:    "statement_words.rowid",
			Where:  "statement_words MATCH ?",
			Rank:   "bm25(statement_words)",
			Marked: "highlight(statement_words, 0, ?, ?)",
		},
	}
}

// match writes a query in the syntax of FTS5. Every word is quoted, so that
// none can be an operator.
func match(q store.Query) string {
	any := make([]string, len(q.Any))
	for i, c := range q.Any {
		s := join(c.All, " AND ")
		if len(c.Not) > 0 {
			s = "(" + s + ") NOT (" + join(c.Not, " OR ") + ")"
		}
		any[i] = "(" + s + ")"
	}
	return strings.Join(any, " OR ")
}

func join(terms []store.Term, with string) string {
	out := make([]string, len(terms))
	for i, t := range terms {
		switch {
		case t.Group != nil:
			out[i] = "(" + match(*t.Group) + ")"
		default:
			out[i] = `"` + strings.ReplaceAll(strings.ReplaceAll(t.Words, `"`, " "), "\x00", " ") + `"`
			if t.Prefix {
				out[i] += " *"
			}
		}
	}
	return strings.Join(out, with)
}
