package export

import (
	"archive/zip"
	"fmt"
	"io"
	"strings"

	"synoptic/news"
	"synoptic/text"
)

// bratConf declares what Brat writes.
const bratConf = `[entities]
Source
Cue
Content
Addressee
PER
ORG
GPE
LOC
NORP
MISC
Thing

[relations]
source	Arg1:Content, Arg2:Source
cue	Arg1:Content, Arg2:Cue
addressee	Arg1:Content, Arg2:Addressee
<OVERLAP>	Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
Kind	Arg:Content, Value:direct|mixed|indirect
Polarity	Arg:Content, Value:positive|negative
Modality	Arg:Content, Value:asserted|urged|possible|intended|conditional|asked
Level	Arg:Content, Value:1|2|3|4|5|6|7|8|9
`

// Brat writes the documents of a coverage as a zip archive of standoff files:
// NAME.txt with the article's text, NAME.ann with its attributions and mentions,
// and annotation.conf. Offsets count code points, as brat does, whatever opt
// says; a span over several lines is written as its fragments, as brat wants.
// Articles without annotation have an empty .ann.
//
// Source: Stenetorp et al.: brat: a Web-based Tool for NLP-Assisted Text
// Annotation, EACL 2012, and its "standoff" format.
func Brat(w io.Writer, c *news.Coverage, _ Options) error {
	z := zip.NewWriter(w)
	if err := zipFile(z, "annotation.conf", bratConf); err != nil {
		return err
	}
	names := map[string]bool{}
	for i := range c.Articles {
		a := &c.Articles[i]
		name := fileName(a.ID, names)
		if err := zipFile(z, name+".txt", a.Text); err != nil {
			return err
		}
		ann := ""
		if i < len(c.Documents) && c.Documents[i] != nil {
			ann = standoff(c, i)
		}
		if err := zipFile(z, name+".ann", ann); err != nil {
			return err
		}
	}
	return z.Close()
}

func zipFile(z *zip.Writer, name, content string) error {
	f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, content)
	return err
}

// fileName makes a name that every file system takes, and that no other article
// of the archive has.
func fileName(id string, taken map[string]bool) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_':
			return r
		}
		return '_'
	}, id)
	if len(clean) > 80 {
		clean = clean[:80]
	}
	name := clean
	for n := 2; taken[strings.ToLower(name)] || name == ""; n++ {
		name = fmt.Sprintf("%s-%d", clean, n)
	}
	taken[strings.ToLower(name)] = true
	return name
}

type bratWriter struct {
	out        strings.Builder
	scribe     *scribe
	t, r, a, n int // the last numbers given
}

func standoff(c *news.Coverage, i int) string {
	d := c.Documents[i]
	b := &bratWriter{scribe: newScribe(c.Articles[i].Text, text.CodePoint)}
	for k := range d.Attributions {
		b.attribution(c, i, &d.Attributions[k])
	}
	for _, m := range d.Mentions {
		kind := string(m.Type)
		if kind == "" {
			kind = "Thing"
		}
		b.note(b.entity(kind, []text.Span{m.Span}), actorName(c, actorAt(c, i, m.Chain)))
	}
	return b.out.String()
}

func actorAt(c *news.Coverage, article, chain int) string {
	if article >= len(c.ActorOf) || chain < 0 || chain >= len(c.ActorOf[article]) {
		return ""
	}
	return c.ActorOf[article][chain]
}

func (b *bratWriter) attribution(c *news.Coverage, i int, at *text.Attribution) {
	content := b.entity("Content", at.Content)
	if content == "" {
		return
	}
	for _, part := range []struct {
		kind  string
		spans []text.Span
	}{{"Source", at.Source}, {"Cue", at.Cue}, {"Addressee", at.Addressee}} {
		if t := b.entity(part.kind, part.spans); t != "" {
			b.r++
			fmt.Fprintf(&b.out, "R%d\t%s Arg1:%s Arg2:%s\n", b.r, strings.ToLower(part.kind), content, t)
		}
	}
	for _, v := range [][2]string{{"Kind", string(at.Kind)}, {"Polarity", string(at.Polarity)}, {"Modality", string(at.Modality)}, {"Level", fmt.Sprint(min(at.Level, 9))}} {
		b.a++
		fmt.Fprintf(&b.out, "A%d\t%s %s %s\n", b.a, v[0], content, v[1])
	}
	b.note(content, actorName(c, actorAt(c, i, at.Speaker)))
}

// entity writes a text-bound annotation and gives its name, "" for no spans.
func (b *bratWriter) entity(kind string, spans []text.Span) string {
	var at, words []string
	for _, s := range spans {
		for _, f := range lines(b.scribe.text, s) {
			p := b.scribe.pair(f)
			at, words = append(at, fmt.Sprintf("%d %d", p[0], p[1])), append(words, f.In(b.scribe.text))
		}
	}
	if len(at) == 0 {
		return ""
	}
	b.t++
	fmt.Fprintf(&b.out, "T%d\t%s %s\t%s\n", b.t, kind, strings.Join(at, ";"), strings.Join(words, " "))
	return fmt.Sprintf("T%d", b.t)
}

func (b *bratWriter) note(target, words string) {
	if words = strings.Join(strings.Fields(words), " "); words == "" {
		return
	}
	b.n++
	fmt.Fprintf(&b.out, "#%d\tAnnotatorNotes %s\t%s\n", b.n, target, words)
}

// lines cuts a span at line breaks; stretches of white space alone are left out.
func lines(t string, s text.Span) (out []text.Span) {
	for at := s.Start; at < s.End; {
		end := s.End
		if i := strings.IndexAny(t[at:s.End], "\n\r"); i >= 0 {
			end = at + i
		}
		if strings.TrimSpace(t[at:end]) != "" {
			out = append(out, text.Span{Start: at, End: end})
		}
		at = end + 1
	}
	return out
}
