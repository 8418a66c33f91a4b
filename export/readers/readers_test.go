// Package readers checks the exports with readers that are not ours: xmllint,
// LibreOffice, and of npm a Parquet reader, a JSON-LD processor and the data model of
// FollowTheMoney. It runs where SYNOPTIC_READERS is set; .ci/run installs them.
package readers

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"synoptic/export"
	"synoptic/export/exporttest"
	"synoptic/export/parquet"
	"synoptic/export/xlsx"
	"synoptic/news"
)

func needReaders(t *testing.T) {
	t.Helper()
	if os.Getenv("SYNOPTIC_READERS") == "" {
		t.Skip("SYNOPTIC_READERS is not set: the foreign readers may not be installed")
	}
}

func file(t *testing.T, name string, f func(io.Writer, *news.Coverage, export.Options) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := f(&b, exporttest.Coverage(), export.Options{}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func run(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	c := exec.Command(name, args...)
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	if err := c.Run(); err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, errs.String())
	}
	return out.Bytes()
}

func TestTEIWithXmllint(t *testing.T) {
	needReaders(t)
	run(t, "xmllint", "--noout", "--relaxng", "../../doc/formats/tei-apparatus.rng", file(t, "apparatus.xml", export.TEI))
}

// The rows that a second reader finds are those that were written.
func TestParquetWithHyparquet(t *testing.T) {
	needReaders(t)
	lines := bufio.NewScanner(bytes.NewReader(run(t, "node", "parquet.mjs", file(t, "rows.parquet", parquet.Write))))
	for i, want := range export.Rows(exporttest.Coverage(), export.Options{}) {
		if !lines.Scan() {
			t.Fatalf("only %d rows", i)
		}
		var got export.Row
		if err := json.Unmarshal(lines.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		a, _ := json.Marshal(got)
		b, _ := json.Marshal(want)
		if !bytes.Equal(a, b) {
			t.Errorf("row %d: got %s, want %s", i, a, b)
		}
	}
	if lines.Scan() {
		t.Error("more rows than were written")
	}
}

func TestWorkbookWithLibreOffice(t *testing.T) {
	needReaders(t)
	path := file(t, "comparison.xlsx", xlsx.Write)
	dir := filepath.Dir(path)
	// -1 writes every sheet to a file of its own.
	run(t, "soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir", dir, path)
	raw, err := os.ReadFile(filepath.Join(dir, "comparison-Points.csv"))
	if err != nil {
		t.Fatal(err)
	}
	table, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(table) != 3 || table[0][3] != "The North" || table[1][3] != "direct: The weir must close\nbefore the rains 🌧." || table[1][5] != "silent" {
		t.Errorf("the points read %q", table)
	}
	if raw, err = os.ReadFile(filepath.Join(dir, "comparison-Divergences.csv")); err != nil || strings.Count(string(raw), "number") != 2 {
		t.Errorf("the divergences read %q (%v)", raw, err)
	}
}

// Every term of the annotations is known to the recommendation's context, and
// the graph has what was written.
func TestAnnotationsWithJSONLD(t *testing.T) {
	needReaders(t)
	quads := string(run(t, "node", "jsonld.mjs", file(t, "anno.json", export.WebAnnotations)))
	for part, want := range map[string]int{
		"<http://www.w3.org/ns/oa#Annotation>":                      7,
		"<http://www.w3.org/ns/oa#TextPositionSelector>":            8,
		"<http://www.w3.org/ns/oa#exact> \"Twelve houses flooded\"": 1,
		"<http://www.w3.org/ns/oa#assessing>":                       2,
	} {
		if got := strings.Count(quads, part); got != want {
			t.Errorf("%s stands %d times, want %d\n%s", part, got, want, quads)
		}
	}
}

// The model of FollowTheMoney knows every schema and property, every reference
// leads somewhere, and the entities are called what they should be.
func TestEntitiesWithFollowTheMoney(t *testing.T) {
	needReaders(t)
	var got []string
	for line := range bytes.Lines(run(t, "node", "ftm.mjs", file(t, "entities.ftm.jsonl", export.FollowTheMoney))) {
		var e struct{ Schema, Caption string }
		if err := json.Unmarshal(line, &e); err != nil {
			t.Fatal(err)
		}
		got = append(got, e.Schema+" "+e.Caption)
	}
	want := []string{"Person Orla Dunmore", "Article Orla Dunmore: “the weir must close”", "Mention Orla Dunmore", "Note “The weir must close\nbefore the rains 🌧.”",
		"Article =Mayor wants weir shut", "Article third", "Event Mayor wants weir shut"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
