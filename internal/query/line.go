package query

import (
	"synoptic/text"
)

// lineVersion is the version of the shapes below.
const lineVersion = 1

// ArticleLine is the JSON of an article in a list, the same from the command
// line and the API.
type ArticleLine struct {
	Version   int       `json:"version"`
	ID        string    `json:"id"`
	URL       *string   `json:"url"`
	Outlet    *string   `json:"outlet"`
	Title     *string   `json:"title"`
	Published *string   `json:"published" doc:"EDTF"`
	Language  *string   `json:"language"`
	Event     *string   `json:"event"`
	CopyOf    *string   `json:"copy_of"`
	Versions  int       `json:"versions"`
	Offsets   text.Unit `json:"offsets,omitempty"`
	Start     *int      `json:"start,omitempty" doc:"of the passage that matches"`
	End       *int      `json:"end,omitempty"`
	Text      string    `json:"text,omitempty"`
}

// StatementLine is the JSON of a statement in a list.
type StatementLine struct {
	Version    int           `json:"version"`
	ID         string        `json:"id"`
	Article    string        `json:"article"`
	Outlet     *string       `json:"outlet"`
	Event      *string       `json:"event"`
	Date       *string       `json:"date" doc:"of publication, EDTF"`
	Speaker    *string       `json:"speaker" doc:"actor id"`
	Name       *string       `json:"name" doc:"of the speaker"`
	Kind       text.Kind     `json:"kind" enum:"direct,mixed,indirect"`
	Polarity   text.Polarity `json:"polarity" enum:"positive,negative"`
	Modality   text.Modality `json:"modality" enum:"asserted,urged,possible,intended,conditional,asked"`
	Confidence float32       `json:"confidence"`
	Offsets    text.Unit     `json:"offsets"`
	Content    [][2]int      `json:"content" doc:"half-open spans of the article's text"`
	Text       string        `json:"text"`
}

func null(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// LineOfArticle shapes an article of a list.
func LineOfArticle(r ArticleRow) ArticleLine {
	return ArticleLine{Version: lineVersion, ID: r.ID, URL: null(r.URL), Outlet: null(r.Outlet), Title: null(r.Title), Published: null(r.Published.String()),
		Language: null(r.Language), Event: null(r.Event), CopyOf: null(r.CopyOf), Versions: r.Versions}
}

// LineOfArticleHit shapes a hit, with the passage that matches in bytes.
func LineOfArticleHit(h ArticleHit) ArticleLine {
	l := LineOfArticle(h.ArticleRow)
	l.Offsets, l.Start, l.End, l.Text = text.UTF8, &h.Snippet.Span.Start, &h.Snippet.Span.End, h.Snippet.Text
	return l
}

// LineOfStatement shapes a statement of a list; offsets are bytes.
func LineOfStatement(r StatementRow) StatementLine {
	l := StatementLine{Version: lineVersion, ID: r.ID, Article: r.Article, Outlet: null(r.Outlet), Event: null(r.Event), Date: null(r.Date.String()),
		Speaker: null(r.Actor), Name: null(r.Name), Kind: r.Kind, Polarity: r.Polarity, Modality: r.Modality, Confidence: r.Confidence,
		Offsets: text.UTF8, Content: make([][2]int, len(r.Content)), Text: r.Text}
	for i, s := range r.Content {
		l.Content[i] = [2]int{s.Start, s.End}
	}
	return l
}

// LineOfStatementHit shapes a hit.
func LineOfStatementHit(h StatementHit) StatementLine { return LineOfStatement(h.StatementRow) }
