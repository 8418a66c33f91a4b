package conllu

import (
	"bufio"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"synoptic/internal/fault"
	"synoptic/text"
)

// A Reader reads sentences or documents. Errors are of kind fault.Input and
// name the line; after one the Reader gives nothing more. Not safe for
// concurrent use.
type Reader struct {
	// TokensOnly leaves every column but ID, FORM and MISC's SpaceAfter unread.
	TokensOnly bool

	in     *bufio.Reader
	line   int
	held   *Sentence // read ahead: it opens the next document
	failed error
}

// NewReader reads from r.
func NewReader(r io.Reader) *Reader {
	return &Reader{in: bufio.NewReaderSize(r, 1<<16)}
}

// Sentence returns the next sentence, or io.EOF.
func (r *Reader) Sentence() (*Sentence, error) {
	if r.held != nil {
		s := r.held
		r.held = nil
		return s, nil
	}
	if r.failed != nil {
		return nil, r.failed
	}
	s, err := r.read()
	if err != nil {
		r.failed = err
	}
	return s, err
}

// Document returns the sentences up to the next "# newdoc" as one document, all
// that are left where there is none, or io.EOF.
func (r *Reader) Document() (*Document, error) {
	var b builder
	for {
		s, err := r.Sentence()
		if errors.Is(err, io.EOF) && b.sentences > 0 {
			break
		}
		if err != nil {
			return nil, err
		}
		if _, opens := s.opens("newdoc"); opens && b.sentences > 0 {
			r.held = s
			break
		}
		b.add(s)
	}
	return b.document(r.TokensOnly), nil
}

func (r *Reader) read() (*Sentence, error) {
	s := &Sentence{}
	for {
		line, err := r.next()
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		end := err != nil
		switch {
		case line == "" && (len(s.Words) > 0 || end):
			return r.finish(s, end)
		case line == "":
			continue
		}
		if s.Line == 0 {
			s.Line = r.line
		}
		if line[0] == '#' {
			s.Comments = append(s.Comments, strings.TrimSpace(line[1:]))
		} else if err := r.word(s, line); err != nil {
			return nil, err
		}
	}
}

// next returns a line without its end; io.EOF after the last.
func (r *Reader) next() (string, error) {
	line, err := r.in.ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fault.New(fault.Input, "line %d: %w", r.line+1, err)
	}
	if line == "" {
		return "", io.EOF
	}
	r.line++
	if r.line == 1 {
		line = strings.TrimPrefix(line, "\uFEFF")
	}
	if !utf8.ValidString(line) {
		return "", r.errorf("not UTF-8")
	}
	return strings.TrimRight(line, "\r\n"), nil
}

func (r *Reader) errorf(format string, args ...any) error {
	return fault.New(fault.Input, "line %d: "+format, append([]any{r.line}, args...)...)
}

func (r *Reader) finish(s *Sentence, end bool) (*Sentence, error) {
	if len(s.Words) == 0 {
		return nil, io.EOF
	}
	for _, m := range s.Multiwords {
		if m.Last > len(s.Words) {
			return nil, r.errorf("multiword token %d-%d in a sentence of %d words", m.First, m.Last, len(s.Words))
		}
	}
	if r.TokensOnly {
		return s, nil
	}
	return s, r.tree(s)
}

// tree asks that the heads, where they are given, form one tree.
func (r *Reader) tree(s *Sentence) error {
	roots, given := 0, 0
	for _, w := range s.Words {
		if w.Head >= 0 {
			given++
		}
		if w.Head == 0 {
			roots++
		}
		if w.Head > len(s.Words) {
			return r.errorf("the sentence before has a head %d among %d words", w.Head, len(s.Words))
		}
	}
	if given == 0 {
		return nil
	}
	if given < len(s.Words) || roots != 1 {
		return r.errorf("the sentence before has %d roots and %d of %d heads", roots, given, len(s.Words))
	}
	if w := cycle(s.Words); w > 0 {
		return r.errorf("the sentence before has a cycle through word %d", w)
	}
	return nil
}

// cycle returns the ID of a word that does not reach the root, or 0.
func cycle(words []Word) int {
	reaches := make([]int, len(words)+1) // 0 unseen, else the walk that saw it; -1 reaches
	reaches[0] = -1
	for i := range words {
		walk := i + 1
		u := walk
		for reaches[u] == 0 {
			reaches[u] = walk
			u = words[u-1].Head
		}
		if reaches[u] == walk {
			return u
		}
		for u = walk; reaches[u] == walk; u = words[u-1].Head {
			reaches[u] = -1
		}
	}
	return 0
}

const columns = 10

func (r *Reader) word(s *Sentence, line string) error {
	f := strings.Split(line, "\t")
	if len(f) != columns {
		return r.errorf("%d columns, not %d", len(f), columns)
	}
	if f[1] == "" || strings.TrimSpace(f[1]) != f[1] {
		return r.errorf("word %s has no form, or blanks around it", f[0])
	}
	if strings.Contains(f[0], ".") {
		return nil
	}
	if a, b, ok := strings.Cut(f[0], "-"); ok {
		return r.multiword(s, a, b, f)
	}
	if id, err := strconv.Atoi(f[0]); err != nil || id != len(s.Words)+1 {
		return r.errorf("word ID %q where %d should stand", f[0], len(s.Words)+1)
	}
	w := Word{Form: f[1], Head: -1, Misc: blank(f[9])}
	if !r.TokensOnly {
		w.Lemma, w.UPOS, w.XPOS, w.Feats, w.Relation = blank(f[2]), blank(f[3]), blank(f[4]), blank(f[5]), blank(f[7])
		if f[2] == "_" && f[1] == "_" {
			w.Lemma = "_"
		}
		if f[6] != "_" {
			head, err := strconv.Atoi(f[6])
			if err != nil || head < 0 {
				return r.errorf("head %q is no number", f[6])
			}
			w.Head = head
		}
	}
	s.Words = append(s.Words, w)
	return nil
}

func (r *Reader) multiword(s *Sentence, a, b string, f []string) error {
	first, err1 := strconv.Atoi(a)
	last, err2 := strconv.Atoi(b)
	if err1 != nil || err2 != nil || first != len(s.Words)+1 || last <= first {
		return r.errorf("multiword token %q before word %d", f[0], len(s.Words)+1)
	}
	if n := len(s.Multiwords); n > 0 && s.Multiwords[n-1].Last >= first {
		return r.errorf("multiword token %q overlaps the one before", f[0])
	}
	s.Multiwords = append(s.Multiwords, Multiword{first, last, f[1], blank(f[9])})
	return nil
}

func blank(column string) string {
	if column == "_" {
		return ""
	}
	return column
}

// Document is what a file says about one text: all layers of text.Document that
// it holds (Tokens, Multiwords, Sentences; Morphs, Arcs and Entities where the
// columns are filled) and what has no layer.
type Document struct {
	*text.Document
	SentenceIDs []string // parallel to Sentences, "" where there is no sent_id
	Misc        []string // parallel to Tokens: the MISC column of the word, "" if empty
}
