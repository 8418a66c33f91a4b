package export

import (
	"io"

	"synoptic/news"
	"synoptic/text"
)

// TitleJSON is a title as a span of the text.
type TitleJSON struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// DatelineJSON is what stands before the first sentence.
type DatelineJSON struct {
	Place  *string `json:"place"`
	Agency *string `json:"agency,omitempty"`
	Date   *string `json:"date"`
}

// HeadJSON is what every shape of an article begins with.
type HeadJSON struct {
	Version    int           `json:"version"`
	ID         string        `json:"id"`
	Path       string        `json:"path"`
	URL        string        `json:"url,omitempty"`
	TextSHA256 string        `json:"text_sha256"`
	Offsets    text.Unit     `json:"offsets"`
	Language   *string       `json:"language"`
	Outlet     *string       `json:"outlet"`
	Title      *TitleJSON    `json:"title"`
	Published  *string       `json:"published"`
	Dateline   *DatelineJSON `json:"dateline"`
	Truncated  bool          `json:"truncated,omitempty"`
	Text       string        `json:"text,omitempty"`
}

func headOf(a *news.Article, s *scribe, opt Options) HeadJSON {
	h := HeadJSON{Version: version, ID: a.ID, Path: a.Path, URL: a.URL, TextSHA256: a.SHA256(), Offsets: opt.Unit(),
		Language: orNull(a.Language), Outlet: orNull(a.Outlet), Published: orNull(a.Published.String()), Truncated: a.Truncated}
	if !a.Title.Empty() {
		p := s.pair(a.Title)
		h.Title = &TitleJSON{p[0], p[1], a.TitleText()}
	}
	if d := a.Dateline; !d.Span.Empty() {
		h.Dateline = &DatelineJSON{orNull(d.Place), orNull(d.Agency), orNull(d.Date.String())}
	}
	if opt.WithText {
		h.Text = a.Text
	}
	return h
}

// MentionJSON is a mention of somebody or something.
type MentionJSON struct {
	Start int     `json:"start"`
	End   int     `json:"end"`
	Type  string  `json:"type"`
	Kind  string  `json:"kind,omitempty"`
	Chain *int    `json:"chain"`
	Actor *string `json:"actor"`
}

// AttributionJSON is one attribution; spans are in the unit of the article.
type AttributionJSON struct {
	Kind       text.Kind     `json:"kind"`
	Source     [][2]int      `json:"source"`
	Cue        [][2]int      `json:"cue"`
	Content    [][2]int      `json:"content"`
	Addressee  [][2]int      `json:"addressee"`
	Speaker    *string       `json:"speaker"`
	Polarity   text.Polarity `json:"polarity"`
	Modality   text.Modality `json:"modality"`
	Class      text.CueClass `json:"class,omitempty"`
	Evaluative bool          `json:"evaluative,omitempty"`
	Level      int           `json:"level"`
	Confidence float32       `json:"confidence"`
}

// AnnotationJSON is an article with its annotation.
type AnnotationJSON struct {
	HeadJSON
	Sentences    [][2]int          `json:"sentences"`
	Mentions     []MentionJSON     `json:"mentions"`
	Attributions []AttributionJSON `json:"attributions"`
	Actors       []ActorJSON       `json:"actors"`
}

// AnnotationOf is the shape of an article with its annotation. ActorOf gives the
// actor's id of each chain; actors are those that the article mentions.
func AnnotationOf(a *news.Article, d *text.Document, actorOf []string, actors []news.Actor, opt Options) AnnotationJSON {
	s := newScribe(a.Text, opt.Unit())
	out := AnnotationJSON{HeadJSON: headOf(a, s, opt), Actors: ActorsOf(actors),
		Sentences: make([][2]int, len(d.Sentences)), Attributions: make([]AttributionJSON, len(d.Attributions))}
	for i, sent := range d.Sentences {
		out.Sentences[i] = s.pair(sent.Span)
	}
	out.Mentions = mentionsOf(d, actorOf, s)
	for i := range d.Attributions {
		out.Attributions[i] = s.attribution(&d.Attributions[i], actorOf)
	}
	return out
}

// Annotation writes one article with its annotation as a line, as AnnotationOf
// shapes it.
func Annotation(w io.Writer, a *news.Article, d *text.Document, actorOf []string, actors []news.Actor, opt Options) error {
	return writeLine(w, AnnotationOf(a, d, actorOf, actors, opt))
}

// mentionsOf lists the coreference layer's mentions, and the named entities that
// it does not cover.
func mentionsOf(d *text.Document, actorOf []string, s *scribe) []MentionJSON {
	out := []MentionJSON{}
	covered := make(map[text.Span]bool, len(d.Mentions))
	for _, m := range d.Mentions {
		covered[m.Span] = true
		p := s.pair(m.Span)
		j := MentionJSON{Start: p[0], End: p[1], Type: string(m.Type), Kind: string(m.Kind)}
		if m.Chain >= 0 {
			j.Chain = &m.Chain
			j.Actor = chainActor(m.Chain, actorOf)
		}
		out = append(out, j)
	}
	for _, e := range d.Entities {
		if !covered[e.Span] {
			p := s.pair(e.Span)
			out = append(out, MentionJSON{Start: p[0], End: p[1], Type: string(e.Type), Kind: string(text.NameMention)})
		}
	}
	return out
}

func chainActor(chain int, actorOf []string) *string {
	if chain < 0 || chain >= len(actorOf) {
		return nil
	}
	return orNull(actorOf[chain])
}

func (s *scribe) attribution(a *text.Attribution, actorOf []string) AttributionJSON {
	return AttributionJSON{Kind: a.Kind, Source: s.pairs(a.Source), Cue: s.pairs(a.Cue), Content: s.pairs(a.Content),
		Addressee: s.pairs(a.Addressee), Speaker: chainActor(a.Speaker, actorOf), Polarity: a.Polarity, Modality: a.Modality,
		Class: a.Class, Evaluative: a.Evaluative, Level: a.Level, Confidence: round(a.Confidence)}
}

// round keeps three digits: more would claim a precision that is not there.
func round(f float32) float32 { return float32(int(f*1000+.5)) / 1000 }

// ExtractJSON is what was taken out of a page.
type ExtractJSON struct {
	Version   int      `json:"version"`
	ID        string   `json:"id"`
	URL       *string  `json:"url"`
	Outlet    *string  `json:"outlet"`
	Title     *string  `json:"title"`
	Authors   []string `json:"authors"`
	Published *string  `json:"published"`
	Modified  *string  `json:"modified"`
	Section   *string  `json:"section"`
	Language  *string  `json:"language"`
	Truncated bool     `json:"truncated"`
	Text      string   `json:"text"`
}

// Extract writes what was taken out of one page, as a line.
func Extract(w io.Writer, a *news.Article) error {
	j := ExtractJSON{Version: version, ID: a.ID, URL: orNull(a.URL), Outlet: orNull(a.Outlet), Title: orNull(a.TitleText()),
		Authors: list(a.Authors), Published: orNull(published(a)), Section: orNull(a.Section), Language: orNull(a.Language),
		Truncated: a.Truncated, Text: Body(a)}
	if !a.Modified.IsZero() {
		j.Modified = orNull(a.Modified.Format("2006-01-02T15:04:05Z07:00"))
	}
	return writeLine(w, j)
}

func published(a *news.Article) string {
	if !a.Stamp.IsZero() {
		return a.Stamp.Format("2006-01-02T15:04:05Z07:00")
	}
	return a.Published.String()
}

// Body is the article's text after its title and the two newlines between, if
// the text begins with the title.
func Body(a *news.Article) string {
	if !a.Title.Empty() && a.Title.Start == 0 && len(a.Text) >= a.Title.End+2 && a.Text[a.Title.End:a.Title.End+2] == "\n\n" {
		return a.Text[a.Title.End+2:]
	}
	return a.Text
}

// ArticleJSON is an article without annotation.
type ArticleJSON struct {
	HeadJSON
	Event *string `json:"event"`
}

// Article writes an article's metadata as a line.
func Article(w io.Writer, a *news.Article, event string, opt Options) error {
	return writeLine(w, ArticleJSON{headOf(a, newScribe(a.Text, opt.Unit()), opt), orNull(event)})
}
