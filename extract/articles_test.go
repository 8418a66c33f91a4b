package extract

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"synoptic/internal/fault"
	"synoptic/news"
)

const story = "The two ministers met for three hours in the port city and agreed on little, their aides said."

// collect reads all articles and errors of one input.
func collect(path, content string) (ids []string, texts []string, errs []string) {
	for a, err := range Articles("f", path, strings.NewReader(content)) {
		if a.Text != "" {
			ids = append(ids, a.ID)
			texts = append(texts, a.Text)
		}
		if err != nil {
			errs = append(errs, err.Error())
		}
	}
	return ids, texts, errs
}

func TestArticles(t *testing.T) {
	for _, c := range []struct {
		name, path, in string
		ids, texts     []string
		errs           []string // parts of the messages
	}{
		{"text unchanged", "f.txt", " \n" + story + "\u00a0\r\n\n", []string{"f"}, []string{" \n" + story + "\u00a0\r\n\n"}, nil},
		{"latin-1", "f.txt", "Der Minister sprach in K\xf6ln \xfcber die Br\xfccke und die L\xf6hne der Besch\xe4ftigten, f\xfcr die er k\xe4mpft.", []string{"f"}, []string{"Der Minister sprach in Köln über die Brücke und die Löhne der Beschäftigten, für die er kämpft."}, nil},
		{"utf-16", "f.txt", "\xff\xfeH\x00i\x00", []string{"f"}, []string{"Hi"}, nil},
		{"utf-16 without mark", "f.txt", "H\x00e\x00l\x00l\x00o\x00 \x00y\x00o\x00u\x00", []string{"f"}, []string{"Hello you"}, nil},
		{"empty", "f.txt", " \n\t", nil, nil, []string{"f.txt: the file is empty"}},
		{"binary", "f.txt", "ab\x00\x01\x02cdefg", nil, nil, []string{"f.txt: binary data"}},
		{"pdf under a wrong name", "f.txt", "%PDF-1.4 ...", nil, nil, []string{"a PDF, not text"}},
		{"broken utf-8", "f.txt", "Köln, Tübingen, Nürnberg \xff und Jülich", nil, nil, []string{"byte 28 breaks"}},
		{"jsonl", "f.jsonl", `{"id":"a","title":"Ti","text":"Bo","date":"2031-04-08"}` + "\n\n" + `{"text":"Alone"}`, []string{"a", "f#3"}, []string{"Ti\n\nBo", "Alone"}, nil},
		{"jsonl with a bad line", "f.jsonl", `{"id":"a","text":"Bo"}` + "\n{\"id\":\n" + `{"id":"c","text":"Co"}`, []string{"a", "c"}, []string{"Bo", "Co"}, []string{"f.jsonl:2: broken JSON"}},
		{"jsonl without text", "f.jsonl", `{"id":"a","title":"x"}`, nil, nil, []string{"f.jsonl:1: no text"}},
		{"jsonl of a title alone", "f.jsonl", `{"id":"a","title":"Ti","text":""}`, []string{"a"}, []string{"Ti\n\n"}, nil},
		{"jsonl with a bad date", "f.jsonl", `{"id":"a","text":"Bo","date":"some day"}`, []string{"a"}, []string{"Bo"}, []string{`date "some day" cannot be read`}},
		{"news-please", "f.json", `{"maintext":"Bo","title":"Ti","date_publish":"2031-04-08 10:11:12","source_domain":"www.ledger.example","authors":["A B"],"language":"en"}`, []string{"f#1"}, []string{"Ti\n\nBo"}, nil},
		{"fundus", "f.json", `[{"title":"Ti","body":{"summary":["S"],"sections":[{"headline":["H"],"paragraphs":["P","Q"]}]}},{"title":"T2","plaintext":"X"}]`, []string{"f#1", "f#2"}, []string{"Ti\n\nS\n\nH\n\nP\n\nQ", "T2\n\nX"}, nil},
		{"json cut short", "f.json", `[{"id":"a","text":"Bo"},{"id":`, []string{"a"}, []string{"Bo"}, []string{"f.json: broken JSON"}},
		{"csv", "f.csv", "id,title,text\na,Ti,\"Bo, with\nline\"\nb,,Co\n", []string{"a", "b"}, []string{"Ti\n\nBo, with\nline", "Co"}, nil},
		{"csv with semicolons and mark", "f.csv", "\ufeffid;text\r\na;Bo\r\n", []string{"a"}, []string{"Bo"}, nil},
		{"csv row too long", "f.csv", "id,text\na,Bo,more\nb,Co\n", []string{"b"}, []string{"Co"}, []string{"f.csv:2: 3 fields under 2 headings"}},
		{"csv without text column", "f.csv", "id,words\na,Bo\n", nil, nil, []string{"names no text column"}},
		{"told from its bytes", "-", `{"id":"a","text":"Bo"}` + "\n", []string{"a"}, []string{"Bo"}, nil},
		{"indented JSON told from its bytes", "-", "{\n \"id\": \"a\",\n \"text\": \"Bo\"\n}\n", []string{"a"}, []string{"Bo"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			ids, texts, errs := collect(c.path, c.in)
			if !slices.Equal(ids, c.ids) || !slices.Equal(texts, c.texts) {
				t.Errorf("got %q %q, want %q %q", ids, texts, c.ids, c.texts)
			}
			if len(errs) != len(c.errs) {
				t.Fatalf("errors %q, want %q", errs, c.errs)
			}
			for i := range errs {
				if !strings.Contains(errs[i], c.errs[i]) {
					t.Errorf("error %q, want %q", errs[i], c.errs[i])
				}
			}
		})
	}
}

func TestGzip(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(`{"id":"a","text":"Bo"}`))
	z.Close()
	if ids, _, errs := collect("f.jsonl.gz", b.String()); !slices.Equal(ids, []string{"a"}) || errs != nil {
		t.Errorf("got %q %q", ids, errs)
	}
}

// endless is n bytes of one line.
func endless(n int64) io.Reader { return io.LimitReader(repeat('x'), n) }

type repeat byte

func (r repeat) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(r)
	}
	return len(p), nil
}

func TestLimits(t *testing.T) {
	for _, path := range []string{"f.txt", "f.csv", "f.jsonl"} {
		var errs []error
		in := io.MultiReader(strings.NewReader("id,text\n"), endless(MaxRecord+1<<17), strings.NewReader("\n{\"id\":\"z\",\"text\":\"Bo\"}\n"))
		var last news.Article
		for a, err := range Articles("f", path, in) {
			if err != nil {
				errs = append(errs, err)
			}
			last = a
		}
		if len(errs) == 0 || fault.Of(errs[len(errs)-1]) != fault.Input || !strings.Contains(errors.Join(errs...).Error(), "MB") {
			t.Errorf("%s: %v", path, errs)
		}
		if path == "f.jsonl" && last.ID != "z" {
			t.Errorf("%s: the line after the long one is lost", path)
		}
	}
}

func TestFields(t *testing.T) {
	in := `{"maintext":"` + story + `","title":"Ti","date_publish":"2031-04-08 10:11:12","date_modify":"2031-04-09 00:00:01","source_domain":"www.ledger.example","authors":["A B"],"language":"en-GB","url":"https://ledger.example/x"}`
	for a, err := range Articles("f", "f.json", strings.NewReader(in)) {
		if err != nil {
			t.Fatal(err)
		}
		if a.Outlet != "ledger.example" || a.Published.String() != "2031-04-08" || a.Stamp.Hour() != 10 || a.Modified.Day() != 9 || a.Language != "en" || a.Authors[0] != "A B" || a.URL == "" || a.TitleText() != "Ti" {
			t.Errorf("%+v", a)
		}
	}
}

func TestIDs(t *testing.T) {
	in := []string{"x/a.txt", "y/a.txt", "b.txt", "./b.txt", "z/c.html", "z/c.txt", "q/x/d.txt", "r/x/d.txt", "e.jsonl.gz"}
	want := []string{"x/a", "y/a", "b", "b", "c.html", "c.txt", "q/x/d", "r/x/d", "e"}
	if got := IDs(in); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
