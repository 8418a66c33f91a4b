package api

import (
	_ "embed"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

//go:embed page.html
var pageSource string

var pageTemplate = template.Must(template.New("api").Parse(pageSource))

type operationView struct {
	ID, Method, Path, Summary string
	Params                    []paramView
}

type paramView struct{ Name, In, Type, Doc string }

// reader is a page that lists the operations for people; it is made from the
// same document that programs read.
func (s *server) reader(w http.ResponseWriter, _ *http.Request) {
	doc := s.api.OpenAPI()
	var ops []operationView
	for path, item := range doc.Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Delete} {
			if op != nil {
				ops = append(ops, viewOf(path, op))
			}
		}
	}
	slices.SortFunc(ops, func(a, b operationView) int { return strings.Compare(a.Path+" "+a.Method, b.Path+" "+b.Method) })
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_ = pageTemplate.Execute(w, struct {
		Version, Document, About string
		Operations               []operationView
	}{doc.Info.Version, Prefix + "/openapi.json", doc.Info.Description, ops})
}

func viewOf(path string, op *huma.Operation) operationView {
	v := operationView{ID: op.OperationID, Method: op.Method, Path: path, Summary: op.Summary}
	for _, p := range op.Parameters {
		t := ""
		if p.Schema != nil {
			t = p.Schema.Type
			if len(p.Schema.Enum) > 0 {
				t = "one of"
				for _, e := range p.Schema.Enum {
					if s, ok := e.(string); ok {
						t += " " + s
					}
				}
			}
		}
		v.Params = append(v.Params, paramView{p.Name, p.In, t, p.Description})
	}
	return v
}
