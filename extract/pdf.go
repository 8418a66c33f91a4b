package extract

import (
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"

	"synoptic/internal/fault"
	"synoptic/news"
)

// MaxPages is how many pages of a PDF are read.
const MaxPages = 2000

// PDF reads a born-digital PDF: lines in the order in which the file draws them,
// joined to paragraphs, words parted by a hyphen at the end of a line joined
// again. Provenance says at which byte of the text each page begins. A scan or
// an encrypted file is a fault.Input error; an article that comes with an error
// lacks the page that the error names.
func PDF(id, path string, b []byte) (a news.Article, err error) {
	defer func() {
		if r := recover(); r != nil { // the reader panics on damaged files
			a, err = news.Article{}, fault.New(fault.Input, "%s: damaged PDF (%v); print it to a new PDF and try again", path, r)
		}
	}()
	if err := checkPDF(b); err != nil {
		return news.Article{}, fault.New(fault.Input, "%s: damaged PDF (%w); print it to a new PDF and try again", path, err)
	}
	file := &metered{file: b, left: maxLooks}
	r, err := pdf.NewReader(file, int64(len(b)))
	if err != nil {
		return news.Article{}, fault.New(fault.Input, "%s: not a readable PDF (%w)", path, err)
	}
	if r.NumPage() > MaxPages {
		return news.Article{}, fault.New(fault.Input, "%s: %d pages, more than %d; split the file", path, r.NumPage(), MaxPages)
	}
	var out strings.Builder
	var begins []int
	var left error
	for i := 1; i <= r.NumPage(); i++ {
		if i > 1 {
			begins = append(begins, out.Len())
		}
		file.left = maxLooks
		p := r.Page(i)
		if p.V.IsNull() {
			continue
		}
		if err := checkPage(p); err != nil {
			left = fault.New(fault.Input, "%s: page %d is left out (%w); print it to a new PDF and try again", path, i, err)
			continue
		}
		file.left = maxReads
		for _, paragraph := range paragraphs(lines(p.Content().Text)) {
			out.WriteString(paragraph + "\n\n")
		}
		if out.Len() > MaxRecord {
			return news.Article{}, fault.New(fault.Input, "%s: its text is longer than %d MB, too long for one article; split the file", path, MaxRecord>>20)
		}
	}
	text := strings.TrimRight(strings.ToValidUTF8(out.String(), "\ufffd"), "\n")
	switch empty := strings.TrimSpace(text) == ""; {
	case empty && left != nil:
		return news.Article{}, left
	case empty:
		return news.Article{}, fault.New(fault.Input, "%s: the PDF holds no text (a scan?); run it through OCR first", path)
	}
	a = news.Article{ID: id, Path: path, Text: text, Version: 1, Provenance: pageList(begins)}
	Structure(&a)
	return a, left
}

// line is one line of a page.
type line struct {
	text       string
	x, y, size float64
	right      float64
}

// lines joins the glyphs of a page to lines: a glyph at another height begins a
// new one, a gap wider than a fifth of the type is a space.
func lines(glyphs []pdf.Text) []line {
	var out []line
	var b strings.Builder
	var cur line
	end := func() {
		if cur.text = strings.Join(strings.Fields(b.String()), " "); cur.text != "" {
			out = append(out, cur)
		}
		b.Reset()
	}
	for i, g := range glyphs {
		size := math.Max(g.FontSize, 1)
		if i == 0 || math.Abs(g.Y-cur.y) > size*0.5 || g.X < cur.right-size*2 {
			end()
			cur = line{x: g.X, y: g.Y, size: size, right: g.X}
		}
		if g.X > cur.right+size*0.2 && b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(g.S)
		cur.right = math.Max(cur.right, g.X+g.W)
	}
	end()
	return out
}

// paragraphs joins lines: a larger gap than between the lines before, another
// size of type, or a short line that ends a sentence ends a paragraph.
func paragraphs(ls []line) []string {
	var out []string
	widest := 0.0
	for _, l := range ls {
		widest = math.Max(widest, l.right-l.x)
	}
	cur := ""
	for i, l := range ls {
		if i > 0 && breaks(ls[i-1], l, widest) && cur != "" {
			out = append(out, cur)
			cur = ""
		}
		cur = joinLines(cur, l.text)
	}
	if cur != "" {
		out = append(out, cur)
	}
	return out
}

func breaks(a, b line, widest float64) bool {
	gap := a.y - b.y
	last, _ := utf8.DecodeLastRuneInString(a.text)
	switch {
	case gap < 0 || gap > 1.8*math.Max(a.size, b.size):
		return gap > 0 || strings.ContainsRune(".!?:”\"", last)
	case math.Abs(a.size-b.size) > 0.15*a.size:
		return true
	}
	return a.right-a.x < 0.8*widest && strings.ContainsRune(".!?:”\"", last)
}

// joinLines puts a line behind another; a hyphen before a small letter parts a
// word and goes.
func joinLines(a, b string) string {
	if a == "" {
		return b
	}
	first, _ := utf8.DecodeRuneInString(b)
	if s := strings.TrimSuffix(a, "-"); s != a && unicode.IsLower(first) {
		before, _ := utf8.DecodeLastRuneInString(s)
		if unicode.IsLetter(before) {
			return s + b
		}
	}
	return fmt.Sprintf("%s %s", a, b)
}
