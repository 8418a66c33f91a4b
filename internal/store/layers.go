package store

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"sync"

	"github.com/klauspost/compress/zstd"

	"synoptic/text"
)

// Documents are kept in the format that doc/formats/document.md draws. One
// description of it, layerCodec.document, both writes and reads, so that the two
// cannot part.

// layersMagic begins every kept document: four letters and the format's number.
const layersMagic = "SYND\x01"

var (
	packer   = sync.OnceValues(func() (*zstd.Encoder, error) { return zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1)) })
	unpacker = sync.OnceValues(func() (*zstd.Decoder, error) {
		return zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(1<<30))
	})
)

// Pack compresses b.
func Pack(b []byte) ([]byte, error) {
	z, err := packer()
	if err != nil {
		return nil, err
	}
	return z.EncodeAll(b, nil), nil
}

// Unpack is the inverse of Pack. What would take more than 1 GB is an error.
func Unpack(b []byte) ([]byte, error) {
	z, err := unpacker()
	if err != nil {
		return nil, err
	}
	return z.DecodeAll(b, nil)
}

// EncodeLayers writes the language and the layers of d, with the digest of its
// text in place of the text. The same document gives the same bytes.
func EncodeLayers(d *text.Document) ([]byte, error) {
	c := layerCodec{writing: true, index: map[string]int{}}
	kept := *d
	c.document(&kept)
	digest := sha256.Sum256([]byte(d.Text))
	payload := append([]byte(nil), digest[:]...)
	payload = binary.AppendVarint(payload, int64(len(c.table)))
	for _, s := range c.table {
		payload = binary.AppendVarint(payload, int64(len(s)))
		payload = append(payload, s...)
	}
	packed, err := Pack(append(payload, c.buf...))
	return append([]byte(layersMagic), packed...), err
}

// DecodeLayers reads what EncodeLayers wrote into d, whose Text must be the one
// that was annotated.
func DecodeLayers(b []byte, d *text.Document) error {
	if len(b) < len(layersMagic) || string(b[:len(layersMagic)]) != layersMagic {
		return errors.New("not a kept document of a known format")
	}
	payload, err := Unpack(b[len(layersMagic):])
	if err != nil {
		return fmt.Errorf("kept document: %w", err)
	}
	digest := sha256.Sum256([]byte(d.Text))
	if len(payload) < len(digest) || string(payload[:len(digest)]) != string(digest[:]) {
		return errors.New("kept document: made from another text")
	}
	c := layerCodec{buf: payload[len(digest):], text: d.Text}
	c.strings()
	c.document(d)
	if c.err == nil && len(c.buf) > 0 {
		c.fail("%d bytes too many", len(c.buf))
	}
	return c.err
}

// layerCodec writes into or reads from buf. After an error it reads zeros.
type layerCodec struct {
	writing bool
	buf     []byte
	table   []string       // every distinct string, in order of first use
	index   map[string]int // of table, when writing
	text    string
	err     error
}

func (c *layerCodec) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf("kept document: "+format, args...)
	}
	c.buf = nil
}

func (c *layerCodec) strings() {
	n := 0
	c.count(&n)
	for i := 0; i < n && c.err == nil; i++ {
		size := 0
		c.count(&size)
		c.table = append(c.table, string(c.buf[:size]))
		c.buf = c.buf[size:]
	}
}

// count is a number of things of one byte or more that follow.
func (c *layerCodec) count(n *int) {
	c.number(n)
	if !c.writing && (*n < 0 || *n > len(c.buf)) {
		c.fail("%d things in %d bytes", *n, len(c.buf))
		*n = 0
	}
}

// number is an integer that is seldom negative.
func (c *layerCodec) number(p *int) {
	if c.writing {
		c.buf = binary.AppendVarint(c.buf, int64(*p))
		return
	}
	v, n := binary.Varint(c.buf)
	if n <= 0 {
		c.fail("cut short")
		*p = 0
		return
	}
	*p, c.buf = int(v), c.buf[n:]
}

// delta is a number that is near *from, which it then moves to.
func (c *layerCodec) delta(p, from *int) {
	d := *p - *from
	c.number(&d)
	*p = *from + d
	*from = *p
}

func (c *layerCodec) flag(p *bool) {
	n := 0
	if *p {
		n = 1
	}
	c.number(&n)
	*p = n == 1
}

func (c *layerCodec) fraction(p *float32) {
	if c.writing {
		c.buf = binary.LittleEndian.AppendUint32(c.buf, math.Float32bits(*p))
		return
	}
	if len(c.buf) < 4 {
		c.fail("cut short")
		return
	}
	*p, c.buf = math.Float32frombits(binary.LittleEndian.Uint32(c.buf)), c.buf[4:]
}

// word is a string, by its place in the table.
func word[S ~string](c *layerCodec, p *S) {
	i, ok := c.index[string(*p)]
	if c.writing && !ok {
		i = len(c.table)
		c.index[string(*p)] = i
		c.table = append(c.table, string(*p))
	}
	c.number(&i)
	if c.writing || c.err != nil {
		return
	}
	if i < 0 || i >= len(c.table) {
		c.fail("no string %d", i)
		return
	}
	*p = S(c.table[i])
}

// list is a slice; nil and empty stay apart. each handles one element.
func list[T any](c *layerCodec, p *[]T, each func(*T)) {
	n := len(*p) + 1
	if *p == nil {
		n = 0
	}
	c.number(&n)
	if !c.writing {
		*p = nil
		if n-1 > len(c.buf) || n < 0 {
			c.fail("%d things in %d bytes", n-1, len(c.buf))
			return
		}
		if n == 0 || c.err != nil {
			return
		}
		*p = make([]T, n-1)
	}
	column(c, *p, each)
}

// column handles one field of every element: like next to like packs best.
func column[T any](c *layerCodec, s []T, each func(*T)) {
	for i := range s {
		each(&s[i])
	}
}

// span is a stretch that begins not far from *from.
func (c *layerCodec) span(s *text.Span, from *int) {
	c.delta(&s.Start, from)
	n := s.Len()
	c.number(&n)
	s.End = s.Start + n
}

func (c *layerCodec) tokenRange(r *text.Range, from *int) {
	c.delta(&r.Start, from)
	n := r.Len()
	c.number(&n)
	r.End = r.Start + n
}

func (c *layerCodec) spans(s *[]text.Span, from *int) {
	list(c, s, func(s *text.Span) { c.span(s, from) })
}

func (c *layerCodec) document(d *text.Document) {
	word(c, &d.Language)
	c.tokens(d)
	c.quotes(d)
	c.morphs(d)
	c.arcs(d)
	c.named(d)
	c.attributions(d)
}

func (c *layerCodec) tokens(d *text.Document) {
	at := 0
	list(c, &d.Tokens, func(t *text.Token) {
		c.delta(&t.Span.Start, &at)
		n := t.Span.Len()
		c.number(&n)
		t.Span.End = t.Span.Start + n
		at = t.Span.End
	})
	column(c, d.Tokens, func(t *text.Token) {
		inside := t.Span.Start >= 0 && t.Span.Start <= t.Span.End && t.Span.End <= len(d.Text)
		differs := c.writing && (!inside || t.Form != t.Span.In(d.Text))
		c.flag(&differs)
		if !differs && !inside {
			c.fail("a token outside the text")
		}
		if !differs && c.err == nil {
			t.Form = t.Span.In(d.Text)
			return
		}
		word(c, &t.Form)
	})
	at = 0
	list(c, &d.Multiwords, func(r *text.Range) { c.tokenRange(r, &at) })
	from, block := 0, 0
	at = 0
	list(c, &d.Sentences, func(s *text.Sentence) {
		c.span(&s.Span, &from)
		c.tokenRange(&s.Tokens, &at)
		c.delta(&s.Paragraph, &block)
	})
}

func (c *layerCodec) quotes(d *text.Document) {
	at := 0
	list(c, &d.Quotes, func(q *text.Quote) {
		c.span(&q.Outer, &at)
		c.span(&q.Inner, &at)
		c.number(&q.Depth)
		c.flag(&q.Complete)
		c.flag(&q.Single)
	})
}

func (c *layerCodec) morphs(d *text.Document) {
	list(c, &d.Morphs, func(m *text.Morph) { word(c, &m.UPOS) })
	column(c, d.Morphs, func(m *text.Morph) { word(c, &m.XPOS) })
	column(c, d.Morphs, func(m *text.Morph) { word(c, &m.Feats) })
	column(c, d.Morphs, func(m *text.Morph) { word(c, &m.Lemma) })
}

func (c *layerCodec) arcs(d *text.Document) {
	i := -1
	list(c, &d.Arcs, func(a *text.Arc) {
		i++
		own := i // heads are near
		c.delta(&a.Head, &own)
	})
	column(c, d.Arcs, func(a *text.Arc) { word(c, &a.Relation) })
}

func (c *layerCodec) named(d *text.Document) {
	tok, at := 0, 0
	list(c, &d.Entities, func(e *text.Entity) {
		c.tokenRange(&e.Tokens, &tok)
		c.span(&e.Span, &at)
		word(c, &e.Type)
		c.fraction(&e.Confidence)
	})
	tok, at = 0, 0
	list(c, &d.Mentions, func(m *text.Mention) {
		c.tokenRange(&m.Tokens, &tok)
		c.span(&m.Span, &at)
		start := m.Tokens.Start
		c.delta(&m.Head, &start)
		word(c, &m.Kind)
		word(c, &m.Type)
		c.number(&m.Chain)
		c.fraction(&m.Confidence)
	})
	list(c, &d.Chains, func(ch *text.Chain) {
		before := 0
		list(c, &ch.Mentions, func(m *int) { c.delta(m, &before) })
		word(c, &ch.Type)
		c.number(&ch.Principal)
	})
}

func (c *layerCodec) attributions(d *text.Document) {
	at := 0
	list(c, &d.Attributions, func(a *text.Attribution) {
		word(c, &a.Kind)
		c.spans(&a.Source, &at)
		c.spans(&a.Cue, &at)
		c.spans(&a.Content, &at)
		c.spans(&a.Addressee, &at)
		word(c, &a.Lemma)
		word(c, &a.Class)
		c.flag(&a.Evaluative)
		word(c, &a.Polarity)
		word(c, &a.Modality)
		c.number(&a.Level)
		c.number(&a.Parent)
		c.number(&a.Speaker)
		c.fraction(&a.Confidence)
	})
}
