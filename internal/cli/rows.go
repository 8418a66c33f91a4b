package cli

import (
	"encoding/json"
	"io"

	"synoptic/internal/query"
	"synoptic/text"
)

// The JSON of lists: one object a line, with the contract's names.

type articleJSON struct {
	Version   int       `json:"version"`
	ID        string    `json:"id"`
	URL       *string   `json:"url"`
	Outlet    *string   `json:"outlet"`
	Title     *string   `json:"title"`
	Published *string   `json:"published"`
	Language  *string   `json:"language"`
	Event     *string   `json:"event"`
	CopyOf    *string   `json:"copy_of"`
	Versions  int       `json:"versions"`
	Offsets   text.Unit `json:"offsets,omitempty"`
	Start     *int      `json:"start,omitempty"` // of the passage that matches
	End       *int      `json:"end,omitempty"`
	Text      string    `json:"text,omitempty"`
}

type statementJSON struct {
	Version    int           `json:"version"`
	ID         string        `json:"id"`
	Article    string        `json:"article"`
	Outlet     *string       `json:"outlet"`
	Event      *string       `json:"event"`
	Date       *string       `json:"date"`
	Speaker    *string       `json:"speaker"`
	Name       *string       `json:"name"`
	Kind       text.Kind     `json:"kind"`
	Polarity   text.Polarity `json:"polarity"`
	Modality   text.Modality `json:"modality"`
	Confidence float32       `json:"confidence"`
	Offsets    text.Unit     `json:"offsets"`
	Content    [][2]int      `json:"content"`
	Text       string        `json:"text"`
}

func null(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func articleRow(r query.ArticleRow) any { return articleOf(r) }

func articleOf(r query.ArticleRow) articleJSON {
	return articleJSON{Version: 1, ID: r.ID, URL: null(r.URL), Outlet: null(r.Outlet), Title: null(r.Title), Published: null(r.Published.String()),
		Language: null(r.Language), Event: null(r.Event), CopyOf: null(r.CopyOf), Versions: r.Versions}
}

func articleHit(h query.ArticleHit) any {
	j := articleOf(h.ArticleRow)
	j.Offsets, j.Start, j.End, j.Text = text.UTF8, &h.Snippet.Span.Start, &h.Snippet.Span.End, h.Snippet.Text
	return j
}

func statementRow(r query.StatementRow) statementJSON {
	j := statementJSON{Version: 1, ID: r.ID, Article: r.Article, Outlet: null(r.Outlet), Event: null(r.Event), Date: null(r.Date.String()),
		Speaker: null(r.Actor), Name: null(r.Name), Kind: r.Kind, Polarity: r.Polarity, Modality: r.Modality, Confidence: r.Confidence,
		Offsets: text.UTF8, Content: make([][2]int, len(r.Content)), Text: r.Text}
	for i, s := range r.Content {
		j.Content[i] = [2]int{s.Start, s.End}
	}
	return j
}

// jsonLines writes each row as a line.
func jsonLines[T any](w io.Writer, rows []T, of func(T) any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, r := range rows {
		if err := enc.Encode(of(r)); err != nil {
			return err
		}
	}
	return nil
}
