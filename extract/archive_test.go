package extract

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"

	"synoptic/news"
)

const pageHTML = `<html><head><title>%s</title></head><body><article><h1>%s</h1><p>The two ministers met for three hours in the port city, their aides said, and agreed on little.</p><p>A second round of talks is to be held in May, when the river is at its highest, the aides said.</p></article></body></html>`

// warcRecord writes one record as a crawler does.
func warcRecord(kind, id, address, body string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%s>\r\nWARC-Target-URI: %s\r\nWARC-Date: 2031-04-08T10:00:00Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, id, address, len(body), body)
}

func warcPage(id, title string) string {
	return warcRecord("response", id, "https://courier.example/"+id, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"+fmt.Sprintf(pageHTML, title, title))
}

func members(records ...string) string {
	var b bytes.Buffer
	for _, r := range records {
		z := gzip.NewWriter(&b)
		io.WriteString(z, r)
		z.Close()
	}
	return b.String()
}

func TestWARC(t *testing.T) {
	info := warcRecord("warcinfo", "0", "", "software: test")
	request := warcRecord("request", "r", "https://courier.example/a", "GET /a HTTP/1.1\r\n\r\n")
	image := warcRecord("response", "i", "https://courier.example/i.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nxx")
	missing := warcRecord("response", "m", "https://courier.example/m", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>no</p>")
	chunk := fmt.Sprintf(pageHTML, "Chunks", "Chunks")
	chunked := warcRecord("response", "c", "https://courier.example/c", fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", len(chunk), chunk))
	a, b := warcPage("a", "Dam talks close"), warcPage("b", "Rail line opens")
	gz := members(info, a, b)
	for _, c := range []struct {
		name, in string
		titles   []string
		err      string
	}{
		{"plain", info + request + a + image + missing + b, []string{"Dam talks close", "Rail line opens"}, ""},
		{"a member a record", gz, []string{"Dam talks close", "Rail line opens"}, ""},
		{"one member", members(info + a + b), []string{"Dam talks close", "Rail line opens"}, ""},
		{"chunked", chunked, []string{"Chunks"}, ""},
		{"cut in the second page", (info + a + b)[:len(info+a)+200], []string{"Dam talks close"}, "breaks off or is damaged at byte"},
		{"cut member", gz[:len(gz)-60], []string{"Dam talks close"}, "breaks off or is damaged at byte"},
		{"garbage between records", a + "garbage\r\n" + b, []string{"Dam talks close"}, "where a record should begin"},
		{"empty", "", nil, "the archive is empty"},
		{"no archive", "words\n", nil, "where a record should begin"},
		{"too long a record", "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nx", nil, "breaks off"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var titles []string
			var errs []string
			for got, err := range Articles("f", "f.warc.gz", strings.NewReader(c.in)) {
				if err != nil {
					errs = append(errs, err.Error())
					continue
				}
				titles = append(titles, got.TitleText())
				if !strings.Contains(got.Provenance, "urn:uuid:") || !strings.HasPrefix(got.URL, "https://courier.example/") {
					t.Errorf("%+v", got)
				}
			}
			if fmt.Sprint(titles) != fmt.Sprint(c.titles) {
				t.Errorf("got %q, want %q (%q)", titles, c.titles, errs)
			}
			if (c.err == "") != (len(errs) == 0) || len(errs) > 0 && !strings.Contains(errs[0], c.err) {
				t.Errorf("errors %q, want %q", errs, c.err)
			}
		})
	}
}

// Offsets lead back to the record.
func TestWARCOffsets(t *testing.T) {
	a, b := warcPage("a", "Dam talks close"), warcPage("b", "Rail line opens")
	for name, in := range map[string]string{"plain": a + b, "gzip": members(a, b)} {
		var offsets []int64
		for rec, err := range WARCRecords("f", strings.NewReader(in)) {
			if err != nil {
				t.Fatal(err)
			}
			offsets = append(offsets, rec.Offset)
		}
		for rec := range WARCRecords("f", strings.NewReader(in[offsets[1]:])) {
			if rec.ID != "urn:uuid:b" {
				t.Errorf("%s: offset %d leads to %q", name, offsets[1], rec.ID)
			}
		}
	}
}

func docxFile(document string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, s := range map[string]string{
		"word/document.xml": `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + document + `</w:body></w:document>`,
		"docProps/core.xml": `<cp:coreProperties xmlns:cp="x" xmlns:dc="y"><dc:creator>Orla Venn</dc:creator></cp:coreProperties>`,
	} {
		w, _ := z.Create(name)
		io.WriteString(w, s)
	}
	z.Close()
	return b.Bytes()
}

func TestDOCX(t *testing.T) {
	p := func(s string) string { return "<w:p><w:r><w:t>" + s + "</w:t></w:r></w:p>" }
	b := docxFile(p("Dam talks close with a date") + p("") + p("HARSK (RSN) – The two ministers met") + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>for three</w:t></w:r><w:r><w:t xml:space=\"preserve\"> hours.</w:t></w:r></w:p>")
	a, err := DOCX("d", "d.docx", b)
	if err != nil {
		t.Fatal(err)
	}
	if want := "Dam talks close with a date\n\nHARSK (RSN) – The two ministers met\n\nfor three hours."; a.Text != want {
		t.Errorf("got %q", a.Text)
	}
	if a.TitleText() != "Dam talks close with a date" || a.Outlet != "RSN" || a.Authors[0] != "Orla Venn" {
		t.Errorf("%+v", a)
	}
	if want := fmt.Sprintf("page 1 at 0, page 2 at %d", strings.Index(a.Text, "for three")); a.Provenance != want {
		t.Errorf("got %q, want %q", a.Provenance, want)
	}
	for name, b := range map[string][]byte{"no zip": []byte("PK\x03\x04x"), "empty": docxFile(""), "broken": docxFile("<w:p><w:r>")} {
		if _, err := DOCX("d", "d.docx", b); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func pdfFile(t testing.TB, pages ...string) []byte {
	p := fpdf.New("P", "mm", "A4", "")
	p.SetFont("Helvetica", "", 12)
	for _, s := range pages {
		p.AddPage()
		for i, para := range strings.Split(s, "\n\n") {
			if i > 0 {
				p.Ln(8)
			}
			p.MultiCell(150, 5, para, "", "L", false)
		}
	}
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPDF(t *testing.T) {
	one := "Dam talks close with a date\n\nHARSK (RSN) - The two ministers met for three hours in the port city, their aides said, and agreed on little but the day on which they would meet again."
	two := "The second page begins with a sentence of its own."
	a, err := PDF("p", "p.pdf", pdfFile(t, one, two))
	if err != nil {
		t.Fatal(err)
	}
	if a.Text != one+"\n\n"+two {
		t.Errorf("got %q", a.Text)
	}
	if want := fmt.Sprintf("page 1 at 0, page 2 at %d", len(one)+2); a.Provenance != want || a.Outlet != "RSN" {
		t.Errorf("got %q %q", a.Provenance, a.Outlet)
	}
	if _, err := PDF("p", "p.pdf", []byte("%PDF-1.4\ngarbage")); err == nil {
		t.Error("damaged file: no error")
	}
	if _, err := PDF("p", "p.pdf", pdfFile(t, "")); err == nil {
		t.Error("no text: no error")
	}
}

// check asks what holds of every article that a reader returns.
func check(t *testing.T, a news.Article) {
	t.Helper()
	for _, m := range a.Marked {
		if m.Span.Start < 0 || m.Span.End > len(a.Text) || m.Span.Empty() {
			t.Errorf("marking %+v in %d bytes", m, len(a.Text))
		}
	}
	if a.Title.Start < 0 || a.Title.End > len(a.Text) || a.Title.End < a.Title.Start || a.Dateline.Span.End > len(a.Text) {
		t.Errorf("title %v, dateline %v in %d bytes", a.Title, a.Dateline.Span, len(a.Text))
	}
	if !strings.Contains(strings.ToValidUTF8(a.Text, "\x00"), a.Text) {
		t.Error("text is not UTF-8")
	}
}

func FuzzArticles(f *testing.F) {
	f.Add("f.txt", []byte(" date 2031-04-08 Dam Talks Close\n\nBy Staff, Agencies\n\nHARSK (RSN) – The ministers met."))
	f.Add("f.jsonl", []byte(`{"id":"a","title":"Ti","text":"Bo","date":"2031-04-08"}`+"\n{"))
	f.Add("f.json", []byte(`[{"body":{"summary":["S"],"sections":[{"paragraphs":["P"]}]}}]`))
	f.Add("f.csv", []byte("id;text\n\"a\";b\n"))
	f.Add("f.html", []byte(fmt.Sprintf(pageHTML, "T", "T")))
	f.Add("f.html", []byte(`<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"H","author":[{"name":"A B"}],"datePublished":"2031-04-08",}]}</script><p>`+story))
	f.Add("f.warc", []byte(warcPage("a", "T")))
	f.Add("f.warc.gz", []byte(members(warcPage("a", "T"))))
	f.Add("f.docx", docxFile("<w:p><w:r><w:t>x</w:t></w:r></w:p>"))
	f.Add("f.pdf", objectsOf("", pageOf("", packedStream("", pdfText))...))
	f.Add("f.pdf", packedOf("8 0 obj\n"+streamOf("/Type/ObjStm/N 1/First 4", "1 0 <</Type/Catalog>>")+"\nendobj\n", "/Size 9", [3]int{}, [3]int{2, 8, 0}))
	f.Add("-", []byte("\xff\xfeH\x00i\x00"))
	f.Fuzz(func(t *testing.T, path string, b []byte) {
		n := 0
		for a, err := range Articles("f", path, bytes.NewReader(b)) {
			if err == nil && a.Text == "" {
				t.Error("neither article nor error")
			}
			check(t, a)
			if n++; n > 100000 {
				t.Fatal("no end")
			}
		}
		if n == 0 {
			t.Errorf("%q: nothing was said of the input", path)
		}
	})
}

// A record without an end of line, as in a gzip bomb, takes no more memory than a
// buffer.
func TestWARCEndless(t *testing.T) {
	for _, lead := range []string{"", "WARC/1.0\r\n", "WARC/1.0\r\nWARC-Type: response\r\n"} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		var got error
		for _, err := range WARC("b.warc", io.MultiReader(strings.NewReader(lead), io.LimitReader(zeros{}, 1<<30))) {
			got = err
		}
		runtime.ReadMemStats(&after)
		if grown := after.TotalAlloc - before.TotalAlloc; got == nil || grown > 8<<20 {
			t.Errorf("after %q: %v, and %d MB were taken", lead, got, grown>>20)
		}
	}
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = '0'
	}
	return len(b), nil
}
