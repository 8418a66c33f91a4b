package position

import (
	"encoding/json"

	"synoptic/news"
)

// kept is a passage as it is written: all that Lay needs of it.
type kept struct {
	Statement news.Statement
	Event     string    `json:",omitempty"`
	Storyline string    `json:",omitempty"`
	Date      news.Date `json:",omitzero"`
	Outlet    string    `json:",omitempty"`
	CopyOf    string    `json:",omitempty"`
	Text      string
	Sentence  int
	Words     []keptWord
	Aside     []keptWord          `json:",omitempty"`
	Phrases   map[string][]string `json:",omitempty"`
	Order     []string            `json:",omitempty"` // of the phrases
	Heads     []string            `json:",omitempty"`
	Denied    map[string]bool     `json:",omitempty"`
	Stance    int                 `json:",omitempty"`
	StanceIs  string              `json:",omitempty"`
	Deadline  string              `json:",omitempty"`
	Year      int                 `json:",omitempty"`
	Numbers   map[string]float64  `json:",omitempty"`
	Values    []float64           `json:",omitempty"`
	Signs     map[int]string      `json:",omitempty"`
	Mean      float32             `json:",omitempty"`
	Firm      [3]int8             // the side of the highest word, how firm at most and at least
	Limits    bool                `json:",omitempty"`
	Spans     bool                `json:",omitempty"`
}

type keptWord struct {
	Key  string
	Form string
	Part float32
	Kind byte
	Side int8 `json:",omitempty"`
}

// MarshalJSON writes a passage so that its document need not be read again.
func (p *Passage) MarshalJSON() ([]byte, error) {
	t := &p.traits
	k := kept{Statement: p.Statement, Event: p.Event, Storyline: p.Storyline, Date: p.Date, Outlet: p.Outlet, CopyOf: p.CopyOf, Text: p.text, Sentence: p.sentence,
		Words: keepWords(p.words), Aside: keepWords(p.aside), Phrases: map[string][]string{}, Heads: t.heads, Denied: t.denied, Stance: t.stance, StanceIs: t.stanceIs,
		Deadline: t.deadline, Year: t.year, Numbers: t.numbers, Values: t.values, Signs: map[int]string{},
		Mean: t.mean, Firm: [3]int8{t.top, t.high, t.low}, Limits: t.limits, Spans: t.spans}
	for _, x := range p.phrases {
		k.Phrases[x.text] = x.keys
		k.Order = append(k.Order, x.text)
	}
	for s, words := range t.signs {
		if words != "" {
			k.Signs[s] = words
		}
	}
	return json.Marshal(k)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (p *Passage) UnmarshalJSON(data []byte) error {
	var k kept
	if err := json.Unmarshal(data, &k); err != nil {
		return err
	}
	*p = Passage{Statement: k.Statement, Event: k.Event, Storyline: k.Storyline, Date: k.Date, Outlet: k.Outlet, CopyOf: k.CopyOf, text: k.Text, sentence: k.Sentence,
		words: words(k.Words), aside: words(k.Aside)}
	for _, text := range k.Order {
		p.phrases = append(p.phrases, phrase{text, k.Phrases[text]})
	}
	p.traits = traits{heads: k.Heads, denied: k.Denied, stance: k.Stance, stanceIs: k.StanceIs, deadline: k.Deadline, year: k.Year, numbers: k.Numbers, values: k.Values,
		mean: k.Mean, top: k.Firm[0], high: k.Firm[1], low: k.Firm[2], limits: k.Limits, spans: k.Spans}
	for s, words := range k.Signs {
		if s >= 0 && s < int(nSigns) {
			p.traits.signs[s] = words
		}
	}
	return nil
}

func keepWords(ws []word) []keptWord {
	out := make([]keptWord, len(ws))
	for i, w := range ws {
		out[i] = keptWord{w.key, w.form, w.part, w.kind, w.side}
	}
	return out
}

func words(ks []keptWord) []word {
	out := make([]word, len(ks))
	for i, k := range ks {
		out[i] = word{key: k.Key, form: k.Form, part: k.Part, kind: k.Kind, side: k.Side}
	}
	return out
}
