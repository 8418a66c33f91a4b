package nlp_test

import (
	"strings"
	"testing"

	"synoptic/nlp"
	"synoptic/text"
)

// broken is a stage that was not prepared for some text.
type broken struct{}

func (broken) Name() string                  { return "broken" }
func (broken) Needs() nlp.Layer              { return 0 }
func (broken) Gives() nlp.Layer              { return nlp.Tokens }
func (broken) Annotate(*text.Document) error { panic("index out of range") }

func TestPanicIsAnError(t *testing.T) {
	p, err := nlp.NewPipeline("test", broken{})
	if err != nil {
		t.Fatal(err)
	}
	err = p.Annotate(&text.Document{ID: "a7"})
	for _, want := range []string{`"a7"`, "broken", "index out of range"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: want %s", err, want)
		}
	}
}
