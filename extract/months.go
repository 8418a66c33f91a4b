package extract

import "strings"

// monthStarts are the first letters of the months' names in the languages of
// many pages, longest first where one begins another.
var monthStarts = []struct {
	month  int
	starts []string
}{
	{1, []string{"jan", "jän", "ene", "gen", "sty", "led", "янв", "січ", "oca"}},
	{2, []string{"feb", "fév", "fev", "lut", "úno", "фев", "лют", "şub"}},
	{3, []string{"mar", "mär", "maa", "mrz", "bře", "мар", "бер"}},
	{4, []string{"apr", "avr", "abr", "kwi", "dub", "апр", "кві", "nis"}},
	{5, []string{"may", "mai", "maj", "mei", "mag", "kvě", "мая", "тра"}},
	{6, []string{"jun", "juin", "giu", "cze", "čerw", "июн", "чер", "haz"}},
	{7, []string{"jul", "juil", "lug", "lip", "июл", "лип", "tem"}},
	{8, []string{"aug", "aoû", "aou", "ago", "sie", "srp", "авг", "сер", "ağu"}},
	{9, []string{"sep", "set", "wrz", "zář", "сен", "вер", "eyl"}},
	{10, []string{"oct", "okt", "ott", "out", "paź", "říj", "окт", "жов", "eki"}},
	{11, []string{"nov", "lis", "ноя", "кас"}},
	{12, []string{"dec", "dez", "déc", "dic", "gru", "pro", "дек", "гру", "ara"}},
}

// monthOf is the number of a month's name, 0 if it is none.
func monthOf(name string) int {
	name = strings.ToLower(name)
	for _, m := range monthStarts {
		for _, s := range m.starts {
			if strings.HasPrefix(name, s) {
				return m.month
			}
		}
	}
	return 0
}
