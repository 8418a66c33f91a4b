package lexicon

import (
	"bufio"
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"synoptic/text"
)

// CueFrame is a construction in which a cue takes what is said.
type CueFrame string

// The frames of cues.txt that are not prepositions. Any other frame is the
// preposition whose object is what is said.
const (
	QuoteFrame      CueFrame = "quote"
	ThatFrame       CueFrame = "that"
	InfinitiveFrame CueFrame = "inf"
	GerundFrame     CueFrame = "ing"
	NounFrame       CueFrame = "np"
	AsFrame         CueFrame = "as"
	ComplementFrame CueFrame = "oc"
	AddresseeFrame  CueFrame = "addr"
)

// Strength tells how surely a word in a frame introduces what somebody says.
type Strength int

// The strengths.
const (
	NoCue        Strength = iota // the word is not listed with the frame
	SometimesCue                 // listed with "?"
	UsualCue
)

// Cue is one entry of the cue lexicon: a word or phrase in one class.
type Cue struct {
	Lemma      string
	UPOS       string // VERB, NOUN, ADJ or ADP
	Class      text.CueClass
	Evaluative bool
	Modality   text.Modality
	Polarity   text.Polarity
	Frames     map[CueFrame]Strength
}

// CueLexicon holds the cues by lemma. It is safe for concurrent use.
type CueLexicon struct {
	entries map[string][]*Cue // by UPOS + " " + lemma, in the order of the file
	phrases map[string]bool   // first words of entries of several words
}

//go:embed cues.txt
var cuesFile string

// Cues is the cue lexicon that the module ships. It panics if the embedded file
// is broken, which the package's tests exclude.
var Cues = sync.OnceValue(func() *CueLexicon {
	l, err := ParseCues(cuesFile)
	if err != nil {
		panic(err)
	}
	return l
})

// Find returns the entries of a lemma (lower case; words of a phrase set apart
// by one space) as a part of speech, in the order of the file; nil if there is
// none.
func (l *CueLexicon) Find(lemma, upos string) []*Cue { return l.entries[upos+" "+lemma] }

// Best is the entry of a lemma that lists the frame most strongly, the first
// such, or else the first entry; nil if the lemma is not listed.
func (l *CueLexicon) Best(lemma, upos string, frame CueFrame) *Cue {
	var best *Cue
	for _, c := range l.Find(lemma, upos) {
		if best == nil || c.Frames[frame] > best.Frames[frame] {
			best = c
		}
	}
	return best
}

// StartsPhrase reports whether an entry of several words begins with the lemma.
func (l *CueLexicon) StartsPhrase(lemma string) bool { return l.phrases[lemma] }

// ParseCues reads the notation that cues.txt explains at its head. An error
// names the line.
func ParseCues(s string) (*CueLexicon, error) {
	l := &CueLexicon{entries: map[string][]*Cue{}, phrases: map[string]bool{}}
	section, have := Cue{}, false
	lines := bufio.NewScanner(strings.NewReader(s))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		var err error
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			section, err = parseCueSection(line)
			have = true
		case !have:
			err = fmt.Errorf("entry before the first section")
		default:
			err = l.add(section, line)
		}
		if err != nil {
			return nil, fmt.Errorf("cue lexicon, line %d: %w", n, err)
		}
	}
	return l, lines.Err()
}

var cueUPOS = map[string]string{"verb": "VERB", "noun": "NOUN", "adjective": "ADJ", "preposition": "ADP"}

// parseCueSection reads "[verb speech evaluative negative]".
func parseCueSection(line string) (Cue, error) {
	words := strings.Fields(strings.Trim(line, "[]"))
	c := Cue{Modality: text.Asserted, Polarity: text.Positive}
	if len(words) < 2 || cueUPOS[words[0]] == "" {
		return c, fmt.Errorf("section %q: want part of speech and class", line)
	}
	c.UPOS = cueUPOS[words[0]]
	for _, w := range words[1:] {
		switch w {
		case "speech", "belief", "want", "perception", "document":
			c.Class = text.CueClass(w)
		case "evaluative", "neutral":
			c.Evaluative = w == "evaluative"
		case "positive", "negative":
			c.Polarity = text.Polarity(w)
		case "asserted", "urged", "possible", "intended", "conditional", "asked":
			c.Modality = text.Modality(w)
		default:
			return c, fmt.Errorf("section %q: unknown word %q", line, w)
		}
	}
	if c.Class == "" {
		return c, fmt.Errorf("section %q has no class", line)
	}
	return c, nil
}

// add reads "announce, declare: quote that np?" into the lexicon. A lemma that
// the section listed before gets the frames added to its entry.
func (l *CueLexicon) add(section Cue, line string) error {
	lemmas, frames, ok := strings.Cut(line, ":")
	if !ok || strings.TrimSpace(frames) == "" {
		return fmt.Errorf("%q: want lemmas, a colon and frames", line)
	}
	for _, lemma := range strings.Split(lemmas, ",") {
		lemma = strings.TrimSpace(lemma)
		if lemma == "" {
			return fmt.Errorf("%q: empty lemma", line)
		}
		c := l.entry(section, lemma)
		for _, f := range strings.Fields(frames) {
			name, sometimes := strings.CutSuffix(f, "?")
			strength := UsualCue
			if sometimes {
				strength = SometimesCue
			}
			c.Frames[CueFrame(name)] = max(c.Frames[CueFrame(name)], strength)
		}
		if first, _, several := strings.Cut(lemma, " "); several {
			l.phrases[first] = true
		}
	}
	return nil
}

// entry is the lemma's entry with the section's properties, made if need be.
func (l *CueLexicon) entry(section Cue, lemma string) *Cue {
	key := section.UPOS + " " + lemma
	for _, c := range l.entries[key] {
		if c.Class == section.Class && c.Evaluative == section.Evaluative && c.Modality == section.Modality && c.Polarity == section.Polarity {
			return c
		}
	}
	c := section
	c.Lemma, c.Frames = lemma, map[CueFrame]Strength{}
	l.entries[key] = append(l.entries[key], &c)
	return &c
}
