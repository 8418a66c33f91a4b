package extract

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"synoptic/internal/fault"
	"synoptic/news"
)

// Members of a DOCX file larger than this are not read: they are a defect or an
// attack.
const maxMember = 64 << 20

// DOCX reads a word-processor file, ISO 29500: its paragraphs, each a line with
// an empty line between, text of tables and text boxes included, headers and
// footers not. Title, author and date come from the file's properties where the
// text has none. Provenance says at which byte of the text each page begins, as
// far as the program that wrote the file noted it.
func DOCX(id, path string, b []byte) (news.Article, error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return news.Article{}, fault.New(fault.Input, "%s: not a DOCX file (%w)", path, err)
	}
	body, err := member(z, "word/document.xml")
	if err != nil {
		return news.Article{}, fault.New(fault.Input, "%s: a ZIP file without a Word document in it (%w)", path, err)
	}
	d := docx{}
	if err := d.read(body); err != nil {
		return news.Article{}, fault.New(fault.Input, "%s: broken Word document: %w", path, err)
	}
	text := strings.TrimRight(d.out.String(), "\n")
	if strings.TrimSpace(text) == "" {
		return news.Article{}, fault.New(fault.Input, "%s: the document holds no text (a scan?)", path)
	}
	a := news.Article{ID: id, Path: path, Text: text, Version: 1, Provenance: pageList(d.pages)}
	Structure(&a)
	properties(z, &a)
	return a, nil
}

// member reads one file of a ZIP archive.
func member(z *zip.Reader, name string) ([]byte, error) {
	f, err := z.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	b, err := io.ReadAll(io.LimitReader(f, maxMember+1))
	if err == nil && len(b) > maxMember {
		err = errors.New("too large")
	}
	return b, err
}

// properties fills what the text does not tell from docProps/core.xml.
func properties(z *zip.Reader, a *news.Article) {
	b, err := member(z, "docProps/core.xml")
	if err != nil {
		return
	}
	var core struct {
		Creator  string `xml:"creator"`
		Modified string `xml:"modified"`
	}
	if xml.Unmarshal(b, &core) != nil {
		return
	}
	if names := personNames([]string{core.Creator}, ""); len(a.Authors) == 0 {
		a.Authors = names
	}
	a.Modified, _, _ = parseStamp(core.Modified)
}

// docx gathers the text of a document.
type docx struct {
	out   strings.Builder
	line  strings.Builder
	pages []int // byte of the text at which each page after the first begins
}

func (d *docx) read(b []byte) error {
	x := xml.NewDecoder(bytes.NewReader(b))
	inText, fallback := 0, 0
	for {
		t, err := x.Token()
		if errors.Is(err, io.EOF) {
			d.paragraph()
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "t":
				inText++
			case "Fallback": // the same text box a second time
				fallback++
			case "tab":
				d.line.WriteByte('\t')
			case "br", "cr":
				d.lineBreak(t)
			case "lastRenderedPageBreak":
				d.page()
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t":
				inText--
			case "Fallback":
				fallback--
			case "p":
				d.paragraph()
			}
		case xml.CharData:
			if inText > 0 && fallback == 0 {
				d.line.Write(t)
			}
		}
	}
}

func (d *docx) lineBreak(t xml.StartElement) {
	for _, a := range t.Attr {
		if a.Name.Local == "type" && a.Value == "page" {
			d.page()
			return
		}
	}
	d.line.WriteByte('\n')
}

// page notes that a page begins here.
func (d *docx) page() {
	at := d.out.Len() + d.line.Len()
	if n := len(d.pages); n == 0 && at > 0 || n > 0 && d.pages[n-1] < at {
		d.pages = append(d.pages, at)
	}
}

func (d *docx) paragraph() {
	s := strings.TrimSpace(d.line.String())
	d.line.Reset()
	if s != "" && utf8.ValidString(s) {
		d.out.WriteString(s + "\n\n")
	}
}

// pageList writes where pages begin: "page 1 at 0, page 2 at 1532".
func pageList(begins []int) string {
	var b strings.Builder
	b.WriteString("page 1 at 0")
	for i, at := range begins {
		fmt.Fprintf(&b, ", page %d at %d", i+2, at)
	}
	return b.String()
}
