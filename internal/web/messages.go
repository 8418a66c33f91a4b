package web

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// messages are the words of the interface in one language: a catalogue of keys,
// so that a translation is one more file.
type messages struct {
	tag  language.Tag
	text map[string]string
}

//go:embed messages/*.json
var messageFiles embed.FS

func loadMessages(lang string) (*messages, error) {
	b, err := messageFiles.ReadFile("messages/" + lang + ".json")
	if err != nil {
		return nil, err
	}
	m := &messages{tag: language.Make(lang)}
	if err := json.Unmarshal(b, &m.text); err != nil {
		return nil, fmt.Errorf("messages/%s.json: %w", lang, err)
	}
	return m, nil
}

// say is the message of a key with its arguments. A message that depends on a
// number, the first argument, stands under the key and a plural form of CLDR:
// "event.points.one", "event.points.other". A key without message says itself,
// so that it is seen.
func (m *messages) say(key string, args ...any) string {
	t, ok := m.text[key]
	if !ok && len(args) > 0 {
		if n, isInt := args[0].(int); isInt {
			if t, ok = m.text[key+"."+m.form(n)]; !ok {
				t, ok = m.text[key+".other"]
			}
		}
	}
	if !ok {
		return key
	}
	if len(args) == 0 || !strings.Contains(t, "%") {
		return t
	}
	return fmt.Sprintf(t, args...)
}

// form is the plural form that a number takes.
func (m *messages) form(n int) string {
	switch plural.Cardinal.MatchPlural(m.tag, max(n, -n), 0, 0, 0, 0) {
	case plural.Zero:
		return "zero"
	case plural.One:
		return "one"
	case plural.Two:
		return "two"
	case plural.Few:
		return "few"
	case plural.Many:
		return "many"
	}
	return "other"
}
