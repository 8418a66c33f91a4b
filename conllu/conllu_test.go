package conllu

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"synoptic/internal/fault"
	"synoptic/text"
)

const sample = `# newdoc id = d1
# newpar id = p1
# sent_id = s1
# text = Ms Vane "can't" say.
1	Ms	Ms	PROPN	NNP	Number=Sing	2	compound	_	NER=B-PER
2	Vane	Vane	PROPN	NNP	Number=Sing	6	nsubj	_	NER=I-PER
3	"	"	PUNCT	` + "``" + `	_	6	punct	_	SpaceAfter=No
4-5	can't	_	_	_	_	_	_	_	SpaceAfter=No
4	ca	can	AUX	MD	_	6	aux	_	_
5	n't	not	PART	RB	_	6	advmod	_	_
5.1	really	really	ADV	RB	_	_	_	_	_
6	"	"	PUNCT	''	_	0	root	_	_
7	say	say	VERB	VB	_	6	dep	_	SpaceAfter=No
8	.	.	PUNCT	.	_	6	punct	_	SpaceAfter=No

# sent_id = s2
1	No	no	INTJ	UH	_	0	root	_	_

# newpar
# text = Dont  go
1-2	Dont	_	_	_	_	_	_	_	_
1	Do	do	AUX	VB	_	3	aux	_	_
2	n't	not	PART	RB	_	3	advmod	_	_
3	go	go	VERB	VB	_	0	root	_	_

# newdoc
1	Oslo	Oslo	PROPN	NNP	_	0	root	_	NER=B-GPE
`

func TestReadDocument(t *testing.T) {
	r := NewReader(strings.NewReader(sample))
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Check(); err != nil {
		t.Error(err)
	}
	want := "Ms Vane \"can't\" say.No\n\nDont  go"
	if d.Text != want {
		t.Errorf("text %q, want %q", d.Text, want)
	}
	var forms []string
	for _, tok := range d.Tokens {
		forms = append(forms, tok.Form+"="+tok.Span.In(d.Text))
	}
	wantForms := []string{"Ms=Ms", "Vane=Vane", `"="`, "ca=ca", "n't=n't", `"="`, "say=say", ".=.", "No=No", "Do=Dont", "n't=Dont", "go=go"}
	if diff := cmp.Diff(wantForms, forms); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]text.Range{{Start: 3, End: 5}, {Start: 9, End: 11}}, d.Multiwords); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]text.Entity{{Tokens: text.Range{Start: 0, End: 2}, Span: text.Span{Start: 0, End: 7}, Type: text.Person, Confidence: 1}}, d.Entities); diff != "" {
		t.Error(diff)
	}
	if d.ID != "d1" || d.SentenceIDs[1] != "s2" || d.Sentences[2].Paragraph != 1 || d.Arcs[0].Head != 1 || d.Arcs[8].Head != -1 {
		t.Errorf("%+v", d)
	}
	if d, err = r.Document(); err != nil || d.Text != "Oslo" {
		t.Errorf("second document: %v %v", d, err)
	}
	if _, err = r.Document(); !errors.Is(err, io.EOF) {
		t.Errorf("at the end: %v", err)
	}
}

func TestTokensOnly(t *testing.T) {
	r := NewReader(strings.NewReader(strings.ReplaceAll(sample, "\t6\t", "\tsix\t")))
	r.TokensOnly = true
	d, err := r.Document()
	if err != nil || d.Morphs != nil || d.Arcs != nil || d.Entities != nil || len(d.Tokens) != 12 {
		t.Fatalf("%+v %v", d, err)
	}
}

func TestWriteReadsBack(t *testing.T) {
	d, err := NewReader(strings.NewReader(sample)).Document()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Write(&b, d.Document); err != nil {
		t.Fatal(err)
	}
	again, err := NewReader(bytes.NewReader(b.Bytes())).Document()
	if err != nil {
		t.Fatalf("%v in\n%s", err, b.String())
	}
	if diff := cmp.Diff(d.Document, again.Document); diff != "" {
		t.Errorf("%s\n%s", diff, b.String())
	}
	for _, want := range []string{"# newdoc id = d1\n# newpar\n# sent_id = d1-1\n# text = Ms Vane", "4-5\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n4\tca\tcan\tAUX\tMD\t_\t6\taux\t_\t_\n", "\tNER=I-PER\n", "8\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\tSpaceAfter=No\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

func TestErrorsNameTheLine(t *testing.T) {
	row := func(id, head string) string { return id + "\ta\ta\tX\tX\t_\t" + head + "\tdep\t_\t_\n" }
	for _, c := range []struct{ name, in, want string }{
		{"columns", "# a\n1\ta\n", "line 2: 2 columns"},
		{"order", row("2", "0"), "line 1: word ID"},
		{"head", row("1", "x"), "line 1: head"},
		{"far head", row("1", "3") + "\n", "head 3 among 1"},
		{"no root", row("1", "2") + row("2", "1") + "\n", "0 roots"},
		{"cycle", row("1", "0") + row("2", "3") + row("3", "2") + "\n", "cycle"},
		{"multiword", "1-5\tab\t_\t_\t_\t_\t_\t_\t_\t_\n" + row("1", "0") + "\n", "multiword token 1-5"},
		{"utf8", "1\t\xff\ta\tX\tX\t_\t0\troot\t_\t_\n", "line 1: not UTF-8"},
		{"form", "1\t\ta\tX\tX\t_\t0\troot\t_\t_\n", "no form"},
	} {
		r := NewReader(strings.NewReader(c.in))
		_, err := r.Document()
		if err == nil || !strings.Contains(err.Error(), c.want) || fault.Of(err) != fault.Input {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(sample))
	f.Add([]byte("1\ta b\t_\t_\t_\t_\t_\t_\t_\tNER=I-X\n\n\n#\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		r := NewReader(bytes.NewReader(in))
		for {
			d, err := r.Document()
			if err != nil {
				return
			}
			if err := d.Check(); err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if err := Write(&b, d.Document); err != nil {
				t.Fatal(err)
			}
			again, err := NewReader(&b).Document()
			if err != nil || len(again.Tokens) != len(d.Tokens) || len(again.Sentences) != len(d.Sentences) {
				t.Fatalf("%v from %q", err, b.String())
			}
		}
	})
}
