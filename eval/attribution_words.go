package eval

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// speechForms are the surface forms that put a cue in the group "speech".
var speechForms = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(speechWords) {
		m[w] = true
	}
	return m
})

const speechWords = `say said says saying tell told tells telling add added adds adding ask asked asks asking write wrote written
writes tweet tweeted tweets argue argued argues report reported reports reporting announce announced announces
announcement claim claimed claims claiming note noted notes noting state stated states statement statements
declare declared declares describe described describes describing according explain explained explains warn
warned warns warning insist insisted insists call called calls calling comment commented comments suggest
suggested suggests respond responded responds response reply replied deny denied denies admit admitted admits
acknowledge acknowledged accuse accused accuses accusing urge urged urges promise promised promises vow vowed
pledge pledged point pointed points criticize criticized criticizes blast blasted slam slammed praise praised
quip quipped joke joked predict predicted testify testified allege alleged alleges contend contended contends
assert asserted asserts concede conceded confirm confirmed confirms disclose disclosed reveal revealed
conclude concluded demand demanded propose proposed recommend recommended recall recalled recalls cite cited
cites citing quote quoted quotes talk talked talking speak spoke spoken speaking discuss discussed mention
mentioned emphasize emphasized stress stressed remark remarked remarks continue continued continues threaten
threatened condemn condemned denounce denounced complain complained express expressed expressing voice voiced
read reads shout shouted chant chanted lament lamented endorse endorsed advise advised agree agreed agrees
assure assured answer answered lash lashed tout touted posted post blame blamed repeat repeated reiterate
reiterated caution cautioned`

// quotedMask tells for each byte whether a quotation mark is open there. A line
// break closes all. Single marks count where they close in the same paragraph at
// a word's end.
func quotedMask(s string) []bool {
	mask := make([]bool, len(s))
	double, single := false, false
	last := ' '
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		next, _ := utf8.DecodeRuneInString(s[i+n:])
		switch {
		case r == '\n':
			double, single = false, false
		case r == '“' || r == '«':
			double = true
		case r == '”' || r == '»':
			double = false
		case r == '"':
			double = !double
		case strings.HasPrefix(s[i:], "``"):
			double, n = true, 2
		case strings.HasPrefix(s[i:], "''"):
			double, n = false, 2
		case (r == '‘' || r == '\'') && !single && opensAfter(last) && alnum(next):
			single = single || closesSingle(s[i+n:])
		case (r == '\'' || r == '’') && single && !alnum(next):
			single = false
		}
		for k := i; k < i+n; k++ {
			mask[k] = double || single
		}
		last, _ = utf8.DecodeLastRuneInString(s[:i+n])
		i += n
	}
	return mask
}

func opensAfter(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`([—–-“"`, r) }

func alnum(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r))
}

// closesSingle reports whether a single mark stands at a word's end before the
// paragraph ends.
func closesSingle(s string) bool {
	if end := strings.IndexByte(s, '\n'); end >= 0 {
		s = s[:end]
	}
	last := ' '
	for i, r := range s {
		if r == '\'' || r == '’' {
			next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
			if (wordRune(last) || strings.ContainsRune(".,!?…", last)) && !wordRune(next) {
				return true
			}
		}
		last = r
	}
	return false
}
