package store

import (
	"path/filepath"
	"strings"
	"unicode/utf8"

	"synoptic/internal/fault"
	"synoptic/news"
)

// CheckArticle refuses, as an Input fault, what no store keeps: an article
// without id or text, a text that is not UTF-8, a title outside the text.
func CheckArticle(a *news.Article) error {
	switch {
	case a.ID == "":
		return fault.New(fault.Input, "article of %q has no id", a.Path)
	case strings.TrimSpace(a.Text) == "":
		return fault.New(fault.Input, "article %q has no text", a.ID)
	case !utf8.ValidString(a.Text):
		return fault.New(fault.Input, "article %q: its text is not UTF-8", a.ID)
	case a.Title.Start < 0 || a.Title.End < a.Title.Start || a.Title.End > len(a.Text):
		return fault.New(fault.Input, "article %q: title %v lies outside the text", a.ID, a.Title)
	}
	return nil
}

// PathStem is a path without its extension.
func PathStem(path string) string { return strings.TrimSuffix(path, filepath.Ext(path)) }

// NamedByFile reports whether the id of a is nothing but the end of its path,
// and so names a file and not an article.
func NamedByFile(a *news.Article) bool {
	stem, ok := strings.CutSuffix(filepath.ToSlash(PathStem(a.Path)), a.ID)
	return ok && a.URL == "" && (stem == "" || strings.HasSuffix(stem, "/"))
}
