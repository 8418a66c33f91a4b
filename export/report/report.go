package report

import (
	_ "embed"
	"html/template"
	"io"
	"strings"

	"synoptic/news"
)

//go:embed report.html
var pageSource string

//go:embed report.css
var styleSource string

var pageTemplate = template.Must(template.New("report").Parse(pageSource))

// Write renders the comparisons of a coverage as one HTML page. The same
// coverage gives the same bytes.
func Write(w io.Writer, c *news.Coverage) error {
	p := build(c)
	return pageTemplate.Execute(w, struct {
		page
		Style, Filters template.CSS
	}{p, template.CSS(styleSource), filterRules(p)})
}

// filterRules are the style rules that hide the points which the chosen filters
// leave out; keys are made by this package, never by a text.
func filterRules(p page) template.CSS {
	var b strings.Builder
	rule := func(key string) {
		b.WriteString("body:has(#f-" + key + ":checked) ." + key[:strings.IndexByte(key, '-')] + "-pt:not(." + key + "){display:none}\n")
	}
	for _, e := range p.Events {
		rule(e.Key + "-d-any")
		if e.Copies > 0 {
			b.WriteString("body:has(#f-" + e.Key + "-fold:checked) :is(." + e.Key + "-copy,." + e.Key + "-one){display:none}\n" +
				"body:has(#f-" + e.Key + "-fold:checked) ." + e.Key + "-in{display:block}\n")
		}
		for _, c := range e.Speakers {
			rule(c.Key)
		}
		for _, c := range e.Kinds {
			rule(c.Key)
		}
		for _, a := range e.Accounts {
			rule(a.Key)
		}
	}
	return template.CSS(b.String())
}
