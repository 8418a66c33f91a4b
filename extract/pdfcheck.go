package extract

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/ledongthuc/pdf"
)

// The PDF reader trusts what a file says of itself: it allots as much as it is told
// to, follows a ring of references for ever, and ends the program where a stream is
// said to lie in itself. What stands here refuses such files before it meets them.

// Bounds of a PDF. A page whose every letter looks up its width in a packed table
// asks for some hundred thousand reads.
const (
	maxLooks   = 1 << 17  // into the file, for its tables and to find a page
	maxReads   = 1 << 20  // of it, to read a page
	maxObjects = 1 << 20  // or one in eight bytes
	maxDrawing = 16 << 20 // what draws one page, unpacked
	maxLetters = 4 << 20  // what tells the letters of a font, unpacked
	maxColumns = 1 << 16  // of a packed table
)

var errRing = errors.New("its references run in a ring")

// metered is a file with something behind it, of which only so much is read.
type metered struct {
	file, more []byte
	left       int
}

func (m *metered) ReadAt(b []byte, at int64) (n int, err error) {
	if m.left--; m.left < 0 {
		panic(errRing)
	}
	if at < 0 {
		return 0, io.EOF
	}
	if at < int64(len(m.file)) {
		n = copy(b, m.file[at:])
	}
	if n == len(b) {
		return n, nil
	}
	if at += int64(n) - int64(len(m.file)); at < int64(len(m.more)) {
		n += copy(b[n:], m.more[at:])
	}
	if n < len(b) {
		err = io.EOF
	}
	return n, err
}

var (
	lastTable  = regexp.MustCompile(`startxref\s+(\d+)`)
	objectHead = regexp.MustCompile(`^[\s\x00]*(\d+)[\s\x00]+(\d+)[\s\x00]+obj`)
	// What heads a part of a plain table stands before a number, an entry before n or f.
	tableHead = regexp.MustCompile(`(\d+)[\s\x00]+(\d+)[\s\x00]+\d`)
	// A list of letters has a hundred entries at most, and an entry some letters.
	wildLetters = regexp.MustCompile(`\d{6,}[\s\x00]+begin|[<(][^<>()\[\]]{1000}`)
)

// checkPDF refuses a file whose tables would lead the reader astray; what is broken
// in other ways the reader says itself.
func checkPDF(b []byte) (err error) {
	defer caught(&err)
	x := objects{file: b, limit: int64(max(maxObjects, len(b)/8)), at: map[int64]place{}, holds: map[int64]bool{}}
	if err := x.plain(); err != nil {
		return err
	}
	end := b[max(0, len(b)-1024):]
	if m := lastTable.FindAllSubmatch(end, -1); m != nil {
		if err := x.packed(number(m[len(m)-1][1])); err != nil {
			return err
		}
	}
	return x.streams()
}

func caught(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%v", r)
	}
}

func number(b []byte) int64 {
	n, err := strconv.ParseInt(string(b), 10, 64)
	if err != nil {
		return 1 << 40
	}
	return n
}

// objects are where a file's packed tables say that its objects lie.
type objects struct {
	file  []byte
	limit int64
	at    map[int64]place
	holds map[int64]bool // streams that hold objects
}

type place struct {
	packed bool  // in a stream
	offset int64 // of an object that is not
	gen    int64
}

// plain looks through the plain tables.
func (x *objects) plain() error {
	for rest := x.file; ; {
		_, after, ok := bytes.Cut(rest, []byte("xref"))
		if !ok {
			return nil
		}
		rest = after
		table, _, _ := bytes.Cut(after, []byte("trailer"))
		if len(table) == 0 || !bytes.ContainsAny(table[:1], " \t\r\n") {
			continue
		}
		for _, m := range tableHead.FindAllSubmatch(table, -1) {
			if err := x.within(number(m[1]), number(m[2])); err != nil {
				return err
			}
		}
	}
}

func (x *objects) within(from, n int64) error {
	if from < 0 || n < 0 || from > x.limit || n > x.limit-from {
		return fmt.Errorf("its table tells of %d objects from number %d", n, from)
	}
	return nil
}

// packed reads the chain of packed tables, newest first, that begins at an offset.
func (x *objects) packed(at int64) error {
	for seen := map[int64]bool{}; at > 0 && at < int64(len(x.file)); {
		if seen[at] {
			return errRing
		}
		seen[at] = true
		m := objectHead.FindSubmatch(x.file[at:min(len(x.file), int(at)+256)])
		if m == nil {
			return nil
		}
		id, gen := number(m[1]), number(m[2])
		if err := x.within(id, 1); err != nil {
			return err
		}
		table, err := x.view(map[int64]place{id: {offset: at, gen: gen}}, fmt.Sprintf("%d %d R", id, gen))
		if err != nil {
			return nil //nolint:nilerr // the reader says what is wrong
		}
		if err := x.entries(table); err != nil {
			return err
		}
		at = table.Key("Prev").Int64()
	}
	return nil
}

// view is what the reader itself makes of a value, in a file whose one table is at.
func (x *objects) view(at map[int64]place, value string) (pdf.Value, error) {
	var more strings.Builder
	more.WriteString("\nxref\n")
	last := int64(0)
	for id, p := range at {
		if !p.packed {
			fmt.Fprintf(&more, "%d 1\n%010d %05d n \n", id, p.offset, p.gen)
			last = max(last, id)
		}
	}
	fmt.Fprintf(&more, "trailer\n<</Size %d/Root %s>>\nstartxref\n%d\n%%%%EOF\n", last+1, value, len(x.file)+1)
	r, err := pdf.NewReader(&metered{x.file, []byte(more.String()), maxLooks}, int64(len(x.file)+more.Len()))
	if err != nil {
		return pdf.Value{}, err
	}
	return r.Trailer().Key("Root"), nil
}

// entries notes where the objects of a packed table lie.
func (x *objects) entries(table pdf.Value) error {
	size := table.Key("Size").Int64()
	if err := x.within(0, size); err != nil {
		return err
	}
	var w [3]int
	for i := range table.Key("W").Len() {
		n := table.Key("W").Index(i).Int64()
		if n < 0 || n > 8 || i >= len(w) {
			return errors.New("its table has columns that none has")
		}
		w[i] = int(n)
	}
	index := []int64{0, size}
	if l := table.Key("Index"); l.Kind() == pdf.Array {
		index = index[:0]
		for i := range l.Len() {
			index = append(index, l.Index(i).Int64())
		}
	}
	if err := unpacks(table, io.Discard, maxMember); err != nil {
		return fmt.Errorf("its table %w", err)
	}
	in, row := table.Reader(), make([]byte, w[0]+w[1]+w[2])
	for part := range slices.Chunk(index, 2) {
		if len(part) < 2 {
			return nil
		}
		if err := x.within(part[0], part[1]); err != nil {
			return err
		}
		for id := part[0]; id < part[0]+part[1]; id++ {
			if _, err := io.ReadFull(in, row); err != nil {
				return nil //nolint:nilerr // the reader says what is wrong
			}
			x.entry(id, row[:w[0]], row[w[0]:w[0]+w[1]], row[w[0]+w[1]:])
		}
	}
	return nil
}

// entry notes one object; what an older table says of it does not count.
func (x *objects) entry(id int64, kind, where, which []byte) {
	if _, known := x.at[id]; known {
		return
	}
	switch k := whole(kind); {
	case k == 1 || len(kind) == 0:
		x.at[id] = place{offset: whole(where), gen: whole(which)}
	case k == 2:
		x.at[id] = place{packed: true}
		x.holds[whole(where)] = true
	}
}

func whole(b []byte) (n int64) {
	for _, c := range b {
		n = n<<8 | int64(c)
	}
	return n
}

// streams looks at the streams that hold objects: none lies in another, nor does its
// length.
func (x *objects) streams() error {
	var refs strings.Builder
	for id := range x.holds {
		if x.at[id].packed {
			return errRing
		}
		fmt.Fprintf(&refs, "%d %d R ", id, x.at[id].gen)
	}
	if refs.Len() == 0 {
		return nil
	}
	all, err := x.view(x.at, "["+refs.String()+"]")
	if err != nil {
		return nil //nolint:nilerr // the reader says what is wrong
	}
	for i := range all.Len() {
		if s := all.Index(i); s.Kind() != pdf.Stream || s.Key("Length").Kind() != pdf.Integer {
			return errors.New("it lacks a stream that is to hold objects")
		} else if err := unpacks(s, io.Discard, maxMember); err != nil {
			return fmt.Errorf("a stream that holds objects %w", err)
		}
	}
	return nil
}

// unpacks refuses a stream that holds more than limit bytes; w is
// told what it holds. What cannot be unpacked is left to the reader to complain of.
func unpacks(v pdf.Value, w io.Writer, limit int64) (err error) {
	if v.Kind() != pdf.Stream {
		return nil
	}
	how := v.Key("DecodeParms")
	for i := range 1 + how.Len() {
		if max(how.Key("Columns").Int64(), how.Index(i).Key("Columns").Int64()) > maxColumns {
			return errors.New("has rows that none has")
		}
	}
	defer func() {
		if r := recover(); r != nil && r != any(errRing) {
			err = nil
		}
	}()
	if n, _ := io.Copy(w, io.LimitReader(v.Reader(), limit+1)); n > limit {
		return fmt.Errorf("unpacks to more than %d MB", limit>>20)
	}
	return nil
}

// checkPage refuses a page that would take more memory than a page may.
func checkPage(p pdf.Page) error {
	drawing := counted{left: maxDrawing}
	parts := []pdf.Value{p.V.Key("Contents")}
	if list := parts[0]; list.Kind() == pdf.Array {
		parts = parts[:0]
		for i := range list.Len() {
			parts = append(parts, list.Index(i))
		}
	}
	for _, s := range parts {
		if err := unpacks(s, &drawing, drawing.left); err != nil {
			return err
		}
	}
	for _, name := range p.Fonts() {
		var letters bytes.Buffer
		if err := unpacks(p.Font(name).V.Key("ToUnicode"), &letters, maxLetters); err != nil {
			return fmt.Errorf("what tells the letters of font %s %w", name, err)
		}
		if wildLetters.Match(letters.Bytes()) {
			return fmt.Errorf("font %s has more letters than there are", name)
		}
	}
	return nil
}

// counted takes bytes and keeps how many are left.
type counted struct{ left int64 }

func (c *counted) Write(b []byte) (int, error) {
	c.left -= int64(len(b))
	return len(b), nil
}
