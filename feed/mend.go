package feed

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"

	"synoptic/internal/fault"
)

var declaration = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)
})

// toUTF8 decodes by byte order mark, then as UTF-8 if the bytes are, then by the
// XML declaration, then as windows-1252.
func toUTF8(b []byte) (string, error) {
	switch {
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}), bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		out, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(b)
		if err != nil {
			return "", fault.New(fault.Input, "no feed: broken UTF-16: %w", err)
		}
		return string(out), nil
	case utf8.Valid(b):
		return string(b), nil
	}
	name := "windows-1252"
	if m := declaration().FindSubmatch(b[:min(len(b), 300)]); m != nil {
		name = string(m[1])
	}
	e, canonical := charset.Lookup(name)
	if e == nil || canonical == "utf-8" {
		return strings.ToValidUTF8(string(b), "\ufffd"), nil
	}
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return "", fault.New(fault.Input, "no feed: not %s as it says: %w", name, err)
	}
	return string(out), nil
}

// rootName is the local name of the first element in small letters.
func rootName(s string) string {
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 || i+1 >= len(s) {
			return ""
		}
		s = s[i+1:]
		if s[0] == '?' || s[0] == '!' {
			if strings.HasPrefix(s, "!--") {
				if j := strings.Index(s, "-->"); j >= 0 {
					s = s[j+3:]
					continue
				}
				return ""
			}
			if strings.HasPrefix(strings.ToLower(s), "!doctype html") {
				return "html"
			}
			continue
		}
		end := strings.IndexAny(s, " \t\r\n>/")
		if end < 0 {
			return ""
		}
		name := strings.ToLower(s[:end])
		return name[strings.IndexByte(name, ':')+1:]
	}
	return ""
}

var (
	encodingDecl = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^(<\?xml[^>]*?)\s+encoding\s*=\s*["'][^"']*["']`)
	})
	bareAmp = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`&(#[0-9]{1,7};|#x[0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,30};)?`)
	})
	unquoted = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(<[a-zA-Z][\w:.-]*(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s+[\w:.-]+\s*=\s*)([^\s"'<>/][^\s"'<>]*)`)
	})
)

// mend repairs what XML readers stumble over: the declared encoding of text that
// is UTF-8 by now, characters that XML forbids, ampersands that begin no entity,
// attributes without quotation marks. CDATA sections are left alone.
func mend(s string) string {
	if strings.HasPrefix(s, "{") {
		return s
	}
	s = encodingDecl().ReplaceAllString(s, "$1")
	var b strings.Builder
	for s != "" {
		i := strings.Index(s, "<![CDATA[")
		if i < 0 {
			b.WriteString(mendPart(s))
			break
		}
		b.WriteString(mendPart(s[:i]))
		j := strings.Index(s[i:], "]]>")
		if j < 0 {
			b.WriteString(legal(s[i:]))
			break
		}
		b.WriteString(legal(s[i : i+j+3]))
		s = s[i+j+3:]
	}
	return b.String()
}

func mendPart(s string) string {
	s = legal(s)
	if strings.Contains(s, "&") {
		s = bareAmp().ReplaceAllStringFunc(s, func(m string) string {
			switch {
			case m == "&":
				return "&amp;"
			case strings.HasPrefix(m, "&#") && forbidden(m):
				return ""
			}
			return m
		})
	}
	for range 8 {
		t := unquoted().ReplaceAllString(s, `$1"$2"`)
		if t == s {
			break
		}
		s = t
	}
	return s
}

// forbidden reports whether a character reference is to one that XML 1.0
// forbids.
func forbidden(ref string) bool {
	digits, base := strings.Trim(ref, "&#;"), 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseInt(digits, base, 32)
	return err != nil || legal(string(rune(n))) == "" || n > 0x10FFFF
}

// legal drops the characters that XML 1.0 forbids.
func legal(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
}

var foreignDate = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(\d{1,2})\.?\s+(\p{L}+)\.?,?\s+(\d{4}|\d{2})(?:[ ,T]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?)?\s*([+-]\d{2}:?\d{2})?`)
})

// Months as feeds in other languages than English write them, by their first
// letters.
var foreignMonths = []string{
	"jan ene gen jän янв sty", "feb fév fev фев lut", "mar mär mrz мар", "apr avr abr апр kwi", "may mai mag maj mei мая", "jun juin giu июн cze",
	"jul juil lug июл lip", "aug aoû ago авг sie", "sep set сен wrz", "oct okt ott out окт paź", "nov ноя lis", "dec dez déc dic дек gru",
}

// foreignStamp reads a day, a month's name in another language and a year.
func foreignStamp(s string) time.Time {
	m := foreignDate().FindStringSubmatch(s)
	if m == nil {
		return time.Time{}
	}
	month := monthNumber(strings.ToLower(m[2]))
	n := func(i int) int { v, _ := strconv.Atoi(m[i]); return v }
	year := n(3)
	if len(m[3]) == 2 {
		year += 2000
	}
	if month == 0 || n(1) < 1 || n(1) > 31 || n(4) > 23 || n(5) > 59 || n(6) > 60 || year < firstYear || year > lastYear {
		return time.Time{}
	}
	loc := time.UTC
	if z := strings.ReplaceAll(m[7], ":", ""); z != "" {
		if t, err := time.Parse("-0700", z); err == nil {
			loc = t.Location()
		}
	}
	return time.Date(year, time.Month(month), n(1), n(4), n(5), n(6), 0, loc)
}

func monthNumber(name string) int {
	for i, starts := range foreignMonths {
		for start := range strings.FieldsSeq(starts) {
			if strings.HasPrefix(name, start) {
				return i + 1
			}
		}
	}
	return 0
}
