package link

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"synoptic/internal/fault"
	"synoptic/lexicon"
	"synoptic/news"
	"synoptic/text"
)

// Gazetteer holds names of known actors with their ids in other registers. It is
// never needed. Read-only once read; safe for concurrent use.
type Gazetteer struct {
	ids    []string // "wikidata:Q42"
	source string
	byName map[string]int32 // folded name to ids; ambiguous for names of several
}

const ambiguous = int32(-1)

// Format is a format of gazetteer files.
type Format string

// The formats. All are UTF-8, one entry a line, fields set apart by tabs; blank
// lines and lines that begin with # are passed over.
const (
	JRCNames Format = "jrc"      // number, type (P, O …), language, name with + for blanks: JRC-Names (Steinberger et al., RANLP 2011)
	Wikidata Format = "wikidata" // id (Q…), label, aliases with | between them; a header line that begins with "qid" is passed over
	Aliases  Format = "aliases"  // the name, then its aliases; ids are "alias:" and the folded name
)

const maxLineErrors = 20

// ReadGazetteer reads a whole file or nothing: broken lines are all named, up to
// twenty, or that it is no text, in one error of kind fault.Input, and no gazetteer is returned. name
// stands in errors and evidence.
func ReadGazetteer(r io.Reader, name string, f Format) (*Gazetteer, error) {
	g := NewGazetteer()
	g.source = name
	at := map[string]int32{}
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 1<<16), 1<<22)
	var errs []error
	n := 0
	for sc.Scan() && len(errs) < maxLineErrors {
		n++
		if bytes.IndexByte(sc.Bytes(), 0) >= 0 {
			return nil, fault.New(fault.Input, "read gazetteer, nothing loaded: %s is no text in UTF-8; a gazetteer has one entry a line, fields set apart by tabs", name)
		}
		line := strings.TrimRight(sc.Text(), "\r")
		if n == 1 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		if strings.TrimSpace(line) == "" || line[0] == '#' || n == 1 && strings.HasPrefix(strings.ToLower(line), "qid") {
			continue
		}
		id, names, err := parseEntry(line, f)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s line %d: %w", name, n, err))
			continue
		}
		g.add(at, id, names)
	}
	if err := sc.Err(); err != nil {
		errs = append(errs, fmt.Errorf("%s line %d: %w", name, n+1, err))
	}
	if len(errs) > 0 {
		return nil, fault.New(fault.Input, "read gazetteer, nothing loaded: %w", errors.Join(errs...))
	}
	return g, nil
}

func (g *Gazetteer) add(at map[string]int32, id string, names []string) {
	k, ok := at[id]
	if !ok {
		k = int32(len(g.ids))
		at[id] = k
		g.ids = append(g.ids, id)
	}
	for _, n := range names {
		key := lexicon.Fold(n)
		if old, taken := g.byName[key]; taken && old != k {
			k := ambiguous
			g.byName[key] = k
			continue
		}
		g.byName[key] = k
	}
}

// FormatOf guesses the format of a gazetteer from its first lines: JRC-Names
// begin with a number, a Wikidata table with Q and a number; all else are
// aliases.
func FormatOf(data []byte) Format {
	const tried = 20
	n := 0
	for line := range strings.Lines(string(data[:min(len(data), 1<<16)])) {
		line = strings.TrimPrefix(strings.TrimSpace(line), "\ufeff")
		if line == "" || line[0] == '#' {
			continue
		}
		first, rest, _ := strings.Cut(line, "\t")
		switch {
		case strings.EqualFold(first, "qid"), len(first) > 1 && first[0] == 'Q' && strings.Trim(first[1:], "0123456789") == "":
			return Wikidata
		case first != "" && strings.Trim(first, "0123456789") == "" && strings.Contains(rest, "\t"):
			return JRCNames
		}
		if n++; n == tried {
			break
		}
	}
	return Aliases
}

// Include adds the entries of another gazetteer. A name that then belongs to
// entries of different ids is nobody's.
func (g *Gazetteer) Include(o *Gazetteer) {
	first := int32(len(g.ids))
	g.ids = append(g.ids, o.ids...)
	for name, k := range o.byName {
		if k != ambiguous {
			k += first
		}
		if old, taken := g.byName[name]; taken && (old == ambiguous || k == ambiguous || g.ids[old] != g.ids[k]) {
			k = ambiguous
		}
		g.byName[name] = k
	}
	if g.source == "" {
		g.source = o.source
	} else {
		g.source += ", " + o.source
	}
}

// NewGazetteer makes one without entries.
func NewGazetteer() *Gazetteer { return &Gazetteer{byName: map[string]int32{}} }

// Mark gives actors the ids of the entries that bear one of their names; a
// single name of a person is no evidence. A nil Gazetteer marks nothing.
func (g *Gazetteer) Mark(actors []news.Actor) {
	for i := range actors {
		a := &actors[i]
		for _, al := range a.Aliases {
			id := g.idOf(a.Type, form{text: al.Text, core: strings.Fields(lexicon.Fold(al.Text))})
			if id != "" && !contains(a.External, id) {
				a.External = append(a.External, id)
			}
		}
	}
}

// Len is the number of entries.
func (g *Gazetteer) Len() int { return len(g.ids) }

// Find returns the id of the one entry that bears a name, "" if none or several
// do.
func (g *Gazetteer) Find(name string) string {
	if k, ok := g.byName[lexicon.Fold(name)]; ok && k != ambiguous {
		return g.ids[k]
	}
	return ""
}

func parseEntry(line string, f Format) (id string, names []string, err error) {
	if !utf8.ValidString(line) {
		return "", nil, errors.New("not UTF-8")
	}
	cols := strings.Split(line, "\t")
	switch f {
	case JRCNames:
		id, names, err = parseJRC(cols)
	case Wikidata:
		id, names, err = parseWikidata(cols)
	case Aliases:
		id, names = "alias:"+strings.ReplaceAll(lexicon.Fold(cols[0]), " ", "-"), cols
	default:
		return "", nil, fmt.Errorf("no gazetteer format %q", f)
	}
	if err != nil {
		return "", nil, err
	}
	for i, n := range names {
		if names[i] = strings.TrimSpace(n); lexicon.Fold(n) == "" {
			return "", nil, fmt.Errorf("name %d is empty", i+1)
		}
	}
	return id, names, nil
}

func parseJRC(cols []string) (string, []string, error) {
	if len(cols) != 4 {
		return "", nil, fmt.Errorf("%d fields, want number, type, language, name", len(cols))
	}
	if cols[0] == "" || strings.Trim(cols[0], "0123456789") != "" {
		return "", nil, fmt.Errorf("%q is no number", cols[0])
	}
	return "jrc:" + cols[0], []string{strings.ReplaceAll(cols[3], "+", " ")}, nil
}

func parseWikidata(cols []string) (string, []string, error) {
	if len(cols) < 2 || len(cols) > 3 {
		return "", nil, fmt.Errorf("%d fields, want id, label, aliases", len(cols))
	}
	if len(cols[0]) < 2 || cols[0][0] != 'Q' || strings.Trim(cols[0][1:], "0123456789") != "" {
		return "", nil, fmt.Errorf("%q is no Wikidata id", cols[0])
	}
	names := []string{cols[1]}
	if len(cols) == 3 && cols[2] != "" {
		names = append(names, strings.Split(cols[2], "|")...)
	}
	return "wikidata:" + cols[0], names, nil
}

// idOf is the entry of a form of a name; a bare family name has none. A nil
// Gazetteer has no entries.
func (g *Gazetteer) idOf(t text.EntityType, f form) string {
	if g == nil || t == text.Person && len(f.core) < 2 {
		return ""
	}
	return g.Find(f.text)
}

// lookUp gives an actor the id of the gazetteer entry that bears one of its full
// names; the id is then a blocking key as good as a name.
func (l *Linker) lookUp(k int32, e *entry, p *profile) {
	for _, f := range p.forms {
		id := l.o.Gazetteer.idOf(p.typ, f)
		if id == "" || contains(e.external, id) {
			continue
		}
		e.external = append(e.external, id)
		for i := range e.names {
			if e.names[i].text == f.text {
				e.names[i].evidence = append(e.names[i].evidence, news.Evidence{Rule: "gazetteer", Comment: l.o.Gazetteer.source + " " + id})
			}
		}
		l.put("external "+id, k)
	}
}

func contains(xs []string, x string) bool {
	for _, y := range xs {
		if x == y {
			return true
		}
	}
	return false
}
