package collate

import (
	"testing"

	"synoptic/text"
)

// Who puts a claim into the world says it, though it be told as another's mind:
// "He noted that the port's position has been to wait".
func TestSpeakerOfNestedAttributions(t *testing.T) {
	a := plainAccount("a", "He noted that the port's position has been to wait.")
	whole := text.Span{Start: 9, End: len(a.Article.Text) - 1}
	inner := text.Span{Start: 43, End: whole.End}
	for class, want := range map[text.CueClass]string{text.BeliefCue: "keld", text.WantCue: "keld", text.SpeechCue: "port"} {
		a.Doc.Attributions = []text.Attribution{
			{Content: []text.Span{whole}, Class: text.SpeechCue, Level: 1, Parent: -1, Speaker: 0},
			{Content: []text.Span{inner}, Class: class, Level: 2, Parent: 0, Speaker: 1}}
		a.Actors = []string{"keld", "port"}
		u := unit{span: inner}
		if u.attribute(a.Doc, attributions(a)); u.speaker != want {
			t.Errorf("%s inside speech: said by %q, want %q", class, u.speaker, want)
		}
	}
}
