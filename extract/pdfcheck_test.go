package extract

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"
)

// objectsOf is a PDF of a plain table; trailer says more, with %d for where the table
// lies.
func objectsOf(trailer string, objects ...string) []byte {
	b := []byte("%PDF-1.4\n")
	table := fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for i, o := range objects {
		table += fmt.Sprintf("%010d 00000 n \n", len(b))
		b = fmt.Appendf(b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	if strings.Contains(trailer, "%d") {
		trailer = fmt.Sprintf(trailer, len(b))
	}
	return fmt.Appendf(b, "%strailer\n<</Size %d/Root 1 0 R%s>>\n%100s\nstartxref\n%d\n%%%%EOF\n", table, len(objects)+1, trailer, "", len(b))
}

// packedOf is a PDF of a packed table, each entry its kind, what it says and how;
// before are objects.
func packedOf(before, more string, entries ...[3]int) []byte {
	var rows []byte
	for _, e := range entries {
		rows = append(rows, byte(e[0]), byte(e[1]>>8), byte(e[1]), byte(e[2]))
	}
	head := "%PDF-1.5\n" + before
	return fmt.Appendf(nil, "%s99 0 obj\n%s\nendobj\n%100s\nstartxref\n%d\n%%%%EOF\n", head, streamOf("/Type/XRef/W[1 2 1]/Root 1 0 R"+more, string(rows)), "", len(head))
}

func streamOf(head, body string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", head, len(body), body)
}

func packedStream(head, body string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write([]byte(body))
	_ = z.Close()
	return streamOf("/Filter/FlateDecode"+head, b.String())
}

const pdfText = "BT /F1 12 Tf 72 700 Td (The ministers met in Harsk.) Tj ET"

// pageOf is the objects of a file of one page.
func pageOf(page, contents string) []string {
	return []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Contents 4 0 R" + page + "/Resources<</Font<</F1 5 0 R>>>>>>", contents,
		"<</Type/Font/BaseFont/Helvetica/FirstChar 0/LastChar 1/Widths[500 500]/ToUnicode 6 0 R>>",
	}
}

const cmap = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange %s endcmap"

func TestPDFThatLies(t *testing.T) {
	holder := "8 0 obj\n" + streamOf("/Type/ObjStm/N 1/First 4", "1 0 <</Type/Catalog>>") + "\nendobj\n"
	endless := strings.Replace(holder, "/Length 21", "/Length 7 0 R", 1)
	bomb := "BT /F1 12 Tf " + strings.Repeat("(The ministers met in Harsk.) Tj ", 1<<20)
	for _, c := range []struct {
		name string
		file []byte
		want string
	}{
		{"whole", objectsOf("", append(pageOf("", packedStream("", pdfText)), streamOf("", fmt.Sprintf(cmap, "1 beginbfrange <00> <ff> <0000> endbfrange")))...), ""},
		{"tables in a ring", objectsOf("/Prev %d", pageOf("", streamOf("", pdfText))...), "in a ring"},
		{"a page that is its own parent", objectsOf("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 3 0 R/Contents 4 0 R>>", streamOf("", pdfText)), "in a ring"},
		{"pages that hold themselves", objectsOf("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 2>>"), "in a ring"},
		{"objects without end", bytes.Replace(objectsOf("", pageOf("", streamOf("", pdfText))...), []byte("xref\n0 6"), []byte("xref\n7000000000 6"), 1), "number 7000000000"},
		{"a packed table without end", packedOf("", "/Size 7000000000", [3]int{}), "7000000000 objects"},
		{"a packed table that begins late", packedOf("", "/Size 1/Index[7000000000 1]", [3]int{}), "number 7000000000"},
		{"columns without end", packedOf("", "/Size 1/W[1 7000000000 1]", [3]int{}), "columns"},
		{"a stream that lies in itself", packedOf("", "/Size 9", [3]int{}, [3]int{2, 8, 0}, [3]int{}, [3]int{}, [3]int{}, [3]int{}, [3]int{}, [3]int{}, [3]int{2, 8, 0}), "in a ring"},
		{"a stream that holds its own length", packedOf(endless, "/Size 9", [3]int{}, [3]int{2, 8, 0}, [3]int{}, [3]int{}, [3]int{}, [3]int{}, [3]int{}, [3]int{2, 8, 1}, [3]int{1, 9, 0}), "lacks a stream"},
		{"a page that unpacks to too much", objectsOf("", pageOf("", packedStream("", bomb))...), "page 1 is left out (unpacks to more than 16 MB)"},
		{"rows without end", objectsOf("", pageOf("", packedStream("/DecodeParms<</Predictor 12/Columns 7000000000>>", pdfText))...), "rows that none has"},
		{"letters without end", objectsOf("", append(pageOf("", streamOf("", pdfText)), streamOf("", fmt.Sprintf(cmap, "7000000000 beginbfchar endbfchar")))...), "more letters than there are"},
	} {
		a, err := PDF("p", "p.pdf", c.file)
		switch {
		case c.want == "" && (err != nil || !strings.Contains(a.Text, "ministers met")):
			t.Errorf("%s: %q, %v", c.name, a.Text, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want) || a.Text != ""):
			t.Errorf("%s: %q, %v, want %q", c.name, a.Text, err, c.want)
		}
	}
}

// A page that is left out leaves the others.
func TestPDFWithoutOnePage(t *testing.T) {
	bomb := packedStream("", strings.Repeat("q Q\n", 5<<20))
	b := objectsOf("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>", "<</Type/Page/Contents 4 0 R>>", bomb,
		"<</Type/Font/BaseFont/Helvetica>>", "<</Type/Page/Contents 7 0 R/Resources<</Font<</F1 5 0 R>>>>>>", streamOf("", pdfText))
	a, err := PDF("p", "p.pdf", b)
	if err == nil || !strings.Contains(err.Error(), "page 1 is left out") || !strings.Contains(a.Text, "ministers met") {
		t.Errorf("%q, %v", a.Text, err)
	}
}
