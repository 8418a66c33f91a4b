package language

import (
	"strings"
	"testing"
)

func TestIdentify(t *testing.T) {
	for _, c := range []struct {
		name, text, hint, want string
		sure                   bool
	}{
		{"English", "The mayor said on Monday that the weir would have to be closed before the rains, because the houses on the bank had been flooded twice.", "", "en", true},
		{"English against a wrong template", "The mayor said on Monday that the weir would have to be closed before the rains, because the houses on the bank had been flooded twice.", "fr", "en", true},
		{"English full of foreign names", "Orsolya Szentgyörgyi of Nagyhelmec and Krzysztof Wyszczelski said that the Przedmost bridge in Szczelowice was closed to Dąbrowiecki and the Gyöngyfalva buses.", "", "en", true},
		{"French", "La mairesse a déclaré lundi que le barrage devait être fermé avant les pluies de l'automne, parce que les maisons de la rive sont inondées chaque année.", "", "fr", true},
		{"German", "Die Bürgermeisterin sagte am Montag, das Wehr müsse vor dem Herbst geschlossen werden, weil die Häuser am Ufer jedes Jahr überschwemmt würden.", "en", "de", true},
		{"Arabic", "قالت رئيسة البلدية يوم الاثنين إن السد يجب أن يغلق قبل أمطار الخريف لأن المنازل على الضفة تغمرها المياه كل عام وإن السكان لم يعودوا يحتملون ذلك أبدا في هذه المدينة", "", "ar", true},
		{"Russian", "Мэр города заявила в понедельник, что плотину необходимо закрыть до осенних дождей, потому что дома на берегу затапливает каждый год, и жители устали.", "", "ru", true},
		{"short: the hint", "Wehr zu", "de", "de", false},
		{"short: nothing", "Weir shut", "", "", false},
		{"no letters", strings.Repeat("12 345 ", 60), "en", "en", false},
		{"empty", "", "", "", false},
	} {
		if g := Identify(c.text, c.hint); g.Code != c.want || g.Sure != c.sure {
			t.Errorf("%s: %+v, want %q, sure %v", c.name, g, c.want, c.sure)
		}
	}
}

func TestAnyBytes(t *testing.T) {
	for _, s := range []string{"\xff\xfe", strings.Repeat("\x00", 5000), strings.Repeat("é", 5000), strings.Repeat("a", 1<<20)} {
		Identify(s, "")
	}
}
