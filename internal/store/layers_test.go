package store

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"synoptic/text"
)

// layered is a document with something in every layer.
func layered() *text.Document {
	t := "“We don't agree,” Ada Lorne said."
	d := &text.Document{ID: "a", Text: t, Language: "en"}
	for _, w := range []struct {
		s, e int
		form string
	}{{0, 3, ""}, {3, 5, ""}, {6, 8, "do"}, {8, 11, "not"}, {12, 17, ""}, {17, 18, ""}, {18, 21, ""}, {22, 25, ""}, {26, 31, ""}, {32, 36, ""}, {36, 37, ""}} {
		s := text.Span{Start: w.s, End: w.e}
		if w.form == "" {
			w.form = s.In(t)
		}
		d.Tokens = append(d.Tokens, text.Token{Span: s, Form: w.form})
		d.Morphs = append(d.Morphs, text.Morph{UPOS: "X", XPOS: "XX", Feats: "A=B", Lemma: w.form})
		d.Arcs = append(d.Arcs, text.Arc{Head: len(d.Arcs) - 1, Relation: "dep"})
	}
	d.Multiwords = []text.Range{{Start: 2, End: 4}}
	d.Sentences = []text.Sentence{{Span: text.Span{Start: 0, End: 37}, Tokens: text.Range{Start: 0, End: 11}}}
	d.Quotes = []text.Quote{{Outer: text.Span{Start: 0, End: 21}, Inner: text.Span{Start: 3, End: 18}, Complete: true}}
	d.Entities = []text.Entity{{Tokens: text.Range{Start: 7, End: 9}, Span: text.Span{Start: 22, End: 31}, Type: text.Person, Confidence: 0.75}}
	d.Mentions = []text.Mention{{Tokens: text.Range{Start: 7, End: 9}, Span: text.Span{Start: 22, End: 31}, Head: 8, Kind: text.NameMention, Type: text.Person, Confidence: 1}}
	d.Chains = []text.Chain{{Mentions: []int{0}, Type: text.Person}}
	d.Attributions = []text.Attribution{{Kind: text.Direct, Source: []text.Span{{Start: 22, End: 31}}, Cue: []text.Span{{Start: 32, End: 36}},
		Content: []text.Span{{Start: 0, End: 21}}, Lemma: "say", Class: text.SpeechCue, Polarity: text.Negative, Modality: text.Asserted,
		Level: 1, Parent: -1, Confidence: 0.9}}
	return d
}

func roundTrip(t interface{ Fatal(...any) }, d *text.Document) *text.Document {
	b, err := EncodeLayers(d)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := EncodeLayers(d)
	if !bytes.Equal(b, again) {
		t.Fatal("the same document gave other bytes")
	}
	got := &text.Document{ID: d.ID, Text: d.Text}
	if err := DecodeLayers(b, got); err != nil {
		t.Fatal(err)
	}
	return got
}

func TestLayersRoundTrip(t *testing.T) {
	d := layered()
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(d, roundTrip(t, d)); diff != "" {
		t.Error(diff)
	}
	bare := &text.Document{ID: "b", Text: "x", Quotes: []text.Quote{}}
	if diff := cmp.Diff(bare, roundTrip(t, bare)); diff != "" {
		t.Error("nil and empty layers: ", diff)
	}
}

func TestLayersOfAnyShape(t *testing.T) {
	span := rapid.Custom(func(t *rapid.T) text.Span {
		return text.Span{Start: rapid.Int().Draw(t, "s"), End: rapid.Int().Draw(t, "e")}
	})
	rapid.Check(t, func(t *rapid.T) {
		d := &text.Document{Text: rapid.String().Draw(t, "text")}
		for range rapid.IntRange(0, 5).Draw(t, "n") {
			d.Tokens = append(d.Tokens, text.Token{Span: span.Draw(t, "span"), Form: rapid.String().Draw(t, "form")})
			d.Arcs = append(d.Arcs, text.Arc{Head: rapid.Int().Draw(t, "head"), Relation: rapid.String().Draw(t, "rel")})
			d.Attributions = append(d.Attributions, text.Attribution{Content: rapid.SliceOf(span).Draw(t, "content"), Speaker: rapid.Int().Draw(t, "speaker")})
		}
		if diff := cmp.Diff(d, roundTrip(t, d)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestDecodeLayersRefusesAnotherText(t *testing.T) {
	b, err := EncodeLayers(layered())
	if err != nil {
		t.Fatal(err)
	}
	if err := DecodeLayers(b, &text.Document{Text: "another"}); err == nil {
		t.Error("layers were laid over another text")
	}
	for n := range b {
		if err := DecodeLayers(b[:n], &text.Document{Text: layered().Text}); err == nil {
			t.Errorf("%d of %d bytes were read without an error", n, len(b))
		}
	}
}

func FuzzDecodeLayers(f *testing.F) {
	d := layered()
	b, err := EncodeLayers(d)
	if err != nil {
		f.Fatal(err)
	}
	payload, err := Unpack(b[len(layersMagic):])
	if err != nil {
		f.Fatal(err)
	}
	f.Add(payload[32:])
	f.Fuzz(func(t *testing.T, body []byte) {
		packed, err := Pack(append(payload[:32:32], body...))
		if err != nil {
			t.Fatal(err)
		}
		got := &text.Document{Text: d.Text}
		if DecodeLayers(append([]byte(layersMagic), packed...), got) == nil {
			if _, err := EncodeLayers(got); err != nil {
				t.Fatal(err)
			}
		}
	})
}
