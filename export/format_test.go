package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"synoptic/export"
	"synoptic/export/exporttest"
	"synoptic/news"
	"synoptic/text"
)

var update = flag.Bool("update", false, "rewrite golden files")

type writer func(io.Writer, *news.Coverage, export.Options) error

func write(t *testing.T, f writer, opt export.Options) []byte {
	t.Helper()
	var b, again bytes.Buffer
	if err := f(&b, exporttest.Coverage(), opt); err != nil {
		t.Fatal(err)
	}
	if err := f(&again, exporttest.Coverage(), opt); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Error("two runs give different bytes")
	}
	return b.Bytes()
}

func TestGolden(t *testing.T) {
	for name, f := range map[string]writer{"rows.csv": export.CSV, "rows.jsonl": export.JSONL, "webannotation.json": export.WebAnnotations,
		"apparatus.xml": export.TEI, "entities.ftm.jsonl": export.FollowTheMoney, "quotations.jsonl": export.Quotations} {
		t.Run(name, func(t *testing.T) {
			got := write(t, f, export.Options{})
			file := "testdata/" + name
			if *update {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("differs from %s; run with -update and read the difference\n%s", file, got)
			}
		})
	}
}

// An empty coverage is written without error in every format.
func TestNothing(t *testing.T) {
	for i, f := range []writer{export.CSV, export.JSONL, export.WebAnnotations, export.TEI, export.FollowTheMoney, export.Quotations, export.Brat} {
		if err := f(io.Discard, &news.Coverage{}, export.Options{}); err != nil {
			t.Errorf("format %d: %v", i, err)
		}
	}
}

func TestCSVKeepsFormulasInert(t *testing.T) {
	rows, err := csv.NewReader(bytes.NewReader(write(t, export.CSV, export.Options{}))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		for _, cell := range r {
			if strings.HasPrefix(cell, "=") {
				t.Errorf("a cell is a formula: %q", cell)
			}
		}
	}
}

// A position selector selects what the quote selector says, in code points and
// in UTF-16.
func TestWebAnnotationSelectors(t *testing.T) {
	texts := map[string]string{}
	for _, a := range exporttest.Coverage().Articles {
		texts[a.ID] = a.Text
	}
	for _, unit := range []text.Unit{text.UTF8, text.CodePoint, text.UTF16} {
		var c struct {
			First struct {
				Items []struct {
					Target []struct {
						Source   struct{ ID string }
						Selector []struct {
							Type                  string
							Start, End            int
							Exact, Prefix, Suffix string
						}
					}
				}
			}
		}
		if err := json.Unmarshal(write(t, export.WebAnnotations, export.Options{Offsets: unit}), &c); err != nil {
			t.Fatal(err)
		}
		if len(c.First.Items) != 7 {
			t.Errorf("%d annotations, want 5 readings, 1 divergence, 1 label", len(c.First.Items))
		}
		for _, it := range c.First.Items {
			for _, target := range it.Target {
				pos, quote := target.Selector[0], target.Selector[1]
				if n := len(slices(unit, quote.Exact)); pos.End-pos.Start != n {
					t.Errorf("%s: %q has %d units, the position says %d", unit, quote.Exact, n, pos.End-pos.Start)
				}
				found := false
				for _, body := range texts {
					units := slices(unit, body)
					if pos.End <= len(units) && join(unit, units[pos.Start:pos.End]) == quote.Exact && strings.Contains(body, quote.Prefix+quote.Exact+quote.Suffix) {
						found = true
					}
				}
				if !found {
					t.Errorf("%s: no text has %q at %d-%d", unit, quote.Exact, pos.Start, pos.End)
				}
			}
		}
	}
}

func slices(u text.Unit, s string) []rune {
	if u != text.UTF16 {
		return []rune(s)
	}
	var out []rune
	for _, c := range utf16.Encode([]rune(s)) {
		out = append(out, rune(c))
	}
	return out
}

func join(u text.Unit, rs []rune) string {
	if u != text.UTF16 {
		return string(rs)
	}
	var out []uint16
	for _, r := range rs {
		out = append(out, uint16(r))
	}
	return string(utf16.Decode(out))
}

// Every text-bound line of the .ann is, in code points, what stands in the .txt.
func TestBratOffsets(t *testing.T) {
	raw := write(t, export.Brat, export.Options{})
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(b)
	}
	if len(files) != 7 {
		t.Fatalf("%d files, want three pairs and a configuration", len(files))
	}
	if files["a_north-2.txt"] == "" {
		t.Error("two ids with one file name: one article is lost")
	}
	runes, bound := []rune(files["a_north.txt"]), 0
	for _, line := range strings.Split(files["a_north.ann"], "\n") {
		if !strings.HasPrefix(line, "T") {
			continue
		}
		bound++
		cells := strings.SplitN(line, "\t", 3)
		_, at, _ := strings.Cut(cells[1], " ")
		var words []string
		for _, f := range strings.Split(at, ";") {
			a, b, _ := strings.Cut(f, " ")
			start, _ := strconv.Atoi(a)
			end, _ := strconv.Atoi(b)
			words = append(words, string(runes[start:end]))
		}
		if got := strings.Join(words, " "); got != cells[2] {
			t.Errorf("%s: the text there is %q", line, got)
		}
	}
	if bound != 4 {
		t.Errorf("%d text-bound lines, want content, source, cue, mention", bound)
	}
	for _, want := range []string{"R1\tsource Arg1:T1 Arg2:T2\n", "A1\tKind T1 direct\n", "\tOrla Dunmore\n"} {
		if !strings.Contains(files["a_north.ann"], want) {
			t.Errorf("no %q in\n%s", want, files["a_north.ann"])
		}
	}
}

func TestTEIIsWellFormed(t *testing.T) {
	raw := write(t, export.TEI, export.Options{})
	d := xml.NewDecoder(bytes.NewReader(raw))
	n := 0
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if s, ok := tok.(xml.StartElement); ok && s.Name.Local == "app" {
			n++
		}
	}
	if n != 2 || !bytes.Contains(raw, []byte(`<witness xml:id="w1">`)) || !bytes.Contains(raw, []byte(`<rdg wit="#w3" type="silent"></rdg>`)) {
		t.Errorf("%d apps in\n%s", n, raw)
	}
}

// A quotation is what stands between marks, and nothing else.
func TestQuotations(t *testing.T) {
	var q struct {
		Quotation, Speaker string
		QIDs               []string
		NumOccurrences     int
	}
	raw := write(t, export.Quotations, export.Options{})
	if err := json.Unmarshal(raw, &q); err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	if q.Quotation != "The weir must close\nbefore the rains 🌧." || q.Speaker != "Orla Dunmore" || q.NumOccurrences != 1 || len(q.QIDs) != 1 {
		t.Errorf("got %+v", q)
	}
	c := exporttest.Coverage()
	c.Documents[0].Quotes[0].Complete = false
	var b bytes.Buffer
	if err := export.Quotations(&b, c, export.Options{}); err != nil || b.Len() > 0 {
		t.Errorf("a quotation without its closing mark was written: %v %s", err, b.String())
	}
}
