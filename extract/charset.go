package extract

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"

	"synoptic/internal/fault"
)

// How sure the detector must be (0 to 100) before bytes in no declared encoding
// are converted.
const minDetection = 25

// decode returns b as UTF-8. Bytes that are UTF-8 already come back as they
// are, a byte order mark included.
func decode(path string, b []byte) (string, error) {
	if len(bytes.TrimSpace(b)) == 0 {
		return "", fault.New(fault.Input, "%s: the file is empty; remove it from the list", path)
	}
	if e := wideEncoding(b); e != nil {
		return convert(path, b, e)
	}
	if kind := binaryKind(b); kind != "" {
		return "", fault.New(fault.Input, "%s: %s, not text; export its text first", path, kind)
	}
	if utf8.Valid(b) {
		return string(b), nil
	}
	if mostlyUTF8(b) {
		return "", fault.New(fault.Input, "%s: byte %d breaks the UTF-8 encoding; mend the file, or convert it with iconv -c", path, badByte(b))
	}
	name := detect(b)
	e, _ := charset.Lookup(name)
	if e == nil {
		return "", fault.New(fault.Input, "%s: not UTF-8, and its encoding cannot be told (byte %d); convert it with iconv -t UTF-8", path, badByte(b))
	}
	return convert(path, b, e)
}

func convert(path string, b []byte, e encoding.Encoding) (string, error) {
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return "", fault.New(fault.Input, "%s: cannot be converted to UTF-8 (%w); convert it with iconv", path, err)
	}
	return string(out), nil
}

// wideEncoding recognises UTF-16 by its byte order mark or by where its zero
// bytes stand; nil if b is not UTF-16.
func wideEncoding(b []byte) encoding.Encoding {
	little := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	big := unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	switch {
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}):
		return little
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		return big
	case len(b) < 4 || len(b)%2 != 0:
		return nil
	}
	var zeros [2]int
	head := b[:min(len(b), 2048)]
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	half := len(head) / 2
	switch {
	case zeros[1]*10 > half*7 && zeros[0] == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zeros[0]*10 > half*7 && zeros[1] == 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// binaryKind names what b is if it is no text, "" if it may be text.
func binaryKind(b []byte) string {
	for _, m := range []struct{ magic, name string }{
		{"%PDF-", "a PDF"}, {"PK\x03\x04", "a ZIP or Office file"}, {"\x1f\x8b", "gzip data"}, {"\x89PNG", "a PNG image"},
		{"\xff\xd8\xff", "a JPEG image"}, {"GIF8", "a GIF image"}, {"\x7fELF", "a program"}, {"\xd0\xcf\x11\xe0", "an old Office file"},
		{"{\\rtf", "an RTF file"}, {"SQLite format 3\x00", "a database"},
	} {
		if bytes.HasPrefix(b, []byte(m.magic)) {
			return m.name
		}
	}
	control := 0
	for _, c := range b {
		if c == 0 {
			return "binary data"
		}
		if c < 0x20 && !strings.ContainsRune("\t\n\v\f\r\x1b", rune(c)) {
			control++
		}
	}
	if control*50 > len(b) {
		return "binary data"
	}
	return ""
}

// mostlyUTF8 tells a UTF-8 text with a few broken bytes from text in another
// encoding: most of its bytes above ASCII belong to good sequences.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		i += size
	}
	return good > bad
}

func badByte(b []byte) int {
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(b)
}

// detect names the encoding of b, "" if it cannot be told. Latin-1 is read as
// its superset windows-1252, as browsers do.
func detect(b []byte) string {
	best, err := chardet.NewTextDetector().DetectBest(b[:min(len(b), 1<<16)])
	if err != nil || best.Confidence < minDetection {
		return ""
	}
	switch best.Charset {
	case "UTF-8":
		return ""
	case "ISO-8859-1":
		return "windows-1252"
	}
	return best.Charset
}
