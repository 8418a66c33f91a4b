package extract

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"

	"synoptic/internal/fault"
	"synoptic/news"
)

// Record is one record of a web archive.
type Record struct {
	ID          string // WARC-Record-ID without its brackets
	Type        string // response, resource, conversion, request, warcinfo …
	URL         string // WARC-Target-URI
	Date        string // WARC-Date, of the capture
	ContentType string
	Offset      int64 // of the record in the file, in bytes as they lie there
	Body        []byte
}

// WARCRecords reads the records of a web archive, ISO 28500, plain or in gzip of
// one member a record or many, as a stream: memory is one record, at most
// MaxRecord bytes. A record that is too long yields an error and is stepped
// over; where the archive is cut or broken an error says how far it was read.
func WARCRecords(path string, r io.Reader) iter.Seq2[Record, error] {
	return WARCRecordsFrom(path, r, 0)
}

// WARCRecordsFrom reads on in an archive from the offset of a record, where r
// stands.
func WARCRecordsFrom(path string, r io.Reader, offset int64) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		w := &warcReader{path: path, in: &counter{r: bufio.NewReaderSize(r, 1<<16), n: offset}}
		for n := 0; ; n++ {
			rec, err := w.next()
			if errors.Is(err, io.EOF) {
				if n == 0 {
					yield(Record{}, fault.New(fault.Input, "%s: the archive is empty", path))
				}
				return
			}
			var cut *cutError
			if errors.As(err, &cut) {
				yield(Record{}, fault.New(fault.Input, "%s: the archive breaks off or is damaged at byte %d (%w); the %d records before it were read", path, w.offset, cut.err, n))
				return
			}
			if !yield(rec, err) {
				return
			}
		}
	}
}

// WARC reads the articles of a web archive: the pages among its responses. An
// article's id is URLID of its address; its Provenance names record and offset.
// Records that are no pages are passed over; a page without an article yields an
// error and reading goes on.
func WARC(path string, r io.Reader) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		found := false
		for rec, err := range WARCRecords(path, r) {
			if err != nil {
				if found = true; !yield(news.Article{}, err) {
					return
				}
				continue
			}
			a, ok, err := rec.Article(path)
			if !ok {
				continue
			}
			if found = true; !yield(a, err) {
				return
			}
		}
		if !found {
			yield(news.Article{}, NoPage(path))
		}
	}
}

// NoPage is what is said of an archive at path that holds no page.
func NoPage(path string) error { return fault.New(fault.Input, "%s: the archive holds no page", path) }

// Article reads the article of a record of the archive at path; false for a
// record that is no page.
func (r *Record) Article(path string) (a news.Article, page bool, err error) {
	body, kind, ok := r.page()
	if !ok {
		return a, false, nil
	}
	where := fmt.Sprintf("%s: record %s at byte %d", path, r.ID, r.Offset)
	if a, err = HTML(URLID(r.URL), where, body, Options{URL: r.URL, Charset: kind}); err == nil {
		a.Path = path
		a.Provenance = fmt.Sprintf("warc record %s offset %d captured %s", r.ID, r.Offset, r.Date)
	}
	return a, true, err
}

// URLID is the id of an article that is known by its address alone.
func URLID(address string) string {
	h := sha256.Sum256([]byte(address))
	return "url-" + hex.EncodeToString(h[:8])
}

// page is the web page that a record holds, and its content type.
func (r *Record) page() ([]byte, string, bool) {
	switch r.Type {
	case "resource", "conversion":
		return r.Body, r.ContentType, strings.Contains(r.ContentType, "html")
	case "response":
	default:
		return nil, "", false
	}
	in := bufio.NewReader(bytes.NewReader(r.Body))
	status, err := in.ReadString('\n')
	if f := strings.Fields(status); err != nil || len(f) < 2 || !strings.HasPrefix(f[0], "HTTP/") || f[1] != "200" {
		return nil, "", false
	}
	h, err := textproto.NewReader(in).ReadMIMEHeader()
	if err != nil && len(h) == 0 {
		return nil, "", false
	}
	kind := h.Get("Content-Type")
	if kind != "" && !strings.Contains(strings.ToLower(kind), "html") {
		return nil, "", false
	}
	body, err := io.ReadAll(in)
	if err != nil {
		return nil, "", false
	}
	if strings.EqualFold(h.Get("Transfer-Encoding"), "chunked") {
		body = dechunk(body)
	}
	return uncode(body, h.Get("Content-Encoding")), kind, true
}

// dechunk joins the chunks of an HTTP body; a body that is none, as where the
// crawler joined them already, stays as it is.
func dechunk(b []byte) []byte {
	var out []byte
	rest := b
	for {
		line, after, ok := bytes.Cut(rest, []byte("\r\n"))
		size, _, _ := bytes.Cut(line, []byte(";"))
		n, err := strconv.ParseInt(string(bytes.TrimSpace(size)), 16, 32)
		if !ok || err != nil || n < 0 || int(n) > len(after) {
			if out == nil {
				return b
			}
			return out
		}
		if n == 0 {
			return out
		}
		out = append(out, after[:n]...)
		rest = bytes.TrimPrefix(after[n:], []byte("\r\n"))
	}
}

// uncode undoes a content encoding that the archive kept; what cannot be undone
// stays as it is, for crawlers keep the header and not the encoding.
func uncode(b []byte, encoding string) []byte {
	var r io.Reader
	switch strings.ToLower(encoding) {
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(bytes.NewReader(b))
		if err != nil {
			return b
		}
		r = z
	case "br":
		r = brotli.NewReader(bytes.NewReader(b))
	default:
		return b
	}
	out, err := io.ReadAll(io.LimitReader(r, MaxRecord))
	if err != nil && len(out) == 0 {
		return b
	}
	return out
}

// cutError marks a place behind which an archive cannot be read.
type cutError struct{ err error }

func (e *cutError) Error() string { return e.err.Error() }
func (e *cutError) Unwrap() error { return e.err }

// counter counts the bytes taken from a file. It is a ByteReader, so that gzip
// takes no byte of the member that follows.
type counter struct {
	r *bufio.Reader
	n int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

func (c *counter) ReadByte() (byte, error) {
	b, err := c.r.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

type warcReader struct {
	path   string
	in     *counter
	zip    *gzip.Reader  // nil if the archive is not compressed
	plain  *bufio.Reader // the current member, or the archive itself
	offset int64         // of the record being read, or of the member it stands in
}

// next reads one record; io.EOF at the end, cutError where nothing more can be
// read.
func (w *warcReader) next() (Record, error) {
	if err := w.open(); err != nil {
		return Record{}, err
	}
	line, err := w.version()
	if err != nil {
		return Record{}, err
	}
	if !strings.HasPrefix(line, "WARC/") {
		return Record{}, &cutError{fmt.Errorf("%.20q where a record should begin", line)}
	}
	h, err := w.header()
	if err != nil {
		return Record{}, &cutError{unexpected(err)}
	}
	size, err := strconv.ParseInt(strings.TrimSpace(h.Get("Content-Length")), 10, 64)
	if err != nil || size < 0 {
		return Record{}, &cutError{fmt.Errorf("Content-Length %q", h.Get("Content-Length"))}
	}
	rec := Record{
		ID: strings.Trim(h.Get("WARC-Record-ID"), "<>"), Type: strings.ToLower(h.Get("WARC-Type")), URL: strings.Trim(h.Get("WARC-Target-URI"), "<>"),
		Date: h.Get("WARC-Date"), ContentType: h.Get("Content-Type"), Offset: w.offset,
	}
	if size > MaxRecord {
		if _, err := io.CopyN(io.Discard, w.plain, size); err != nil {
			return rec, &cutError{unexpected(err)}
		}
		return rec, fault.New(fault.Input, "%s: record %s at byte %d has %d MB, more than %d; it is left out", w.path, rec.ID, rec.Offset, size>>20, MaxRecord>>20)
	}
	rec.Body = make([]byte, size)
	if _, err := io.ReadFull(w.plain, rec.Body); err != nil {
		return rec, &cutError{unexpected(err)}
	}
	return rec, nil
}

func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// open begins the next gzip member where the current one is at its end.
func (w *warcReader) open() error {
	if w.plain == nil {
		head, err := w.in.r.Peek(2)
		if len(head) == 0 {
			return err
		}
		if !bytes.Equal(head, []byte{0x1f, 0x8b}) {
			w.plain = bufio.NewReaderSize(w.in, 1<<15)
		}
	}
	if w.zip == nil && w.plain != nil {
		return nil
	}
	for w.zip == nil || w.memberDone() {
		if _, err := w.in.r.Peek(1); err != nil {
			return io.EOF
		}
		w.offset = w.in.n
		var err error
		if w.zip == nil {
			w.zip, err = gzip.NewReader(w.in)
		} else {
			err = w.zip.Reset(w.in)
		}
		if err != nil {
			return &cutError{unexpected(err)}
		}
		w.zip.Multistream(false)
		w.plain = bufio.NewReaderSize(w.zip, 1<<15)
	}
	return nil
}

// memberDone steps over blank lines and reports whether the member is at its
// end.
func (w *warcReader) memberDone() bool {
	for {
		b, err := w.plain.Peek(1)
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil || b[0] != '\r' && b[0] != '\n' {
			return false
		}
		_, _ = w.plain.Discard(1)
	}
}

// version reads the line that begins a record. A line that is longer than the
// buffer is none.
func (w *warcReader) version() (string, error) {
	for {
		if w.zip == nil {
			w.offset = w.in.n - int64(w.plain.Buffered())
		}
		line, err := w.plain.ReadSlice('\n')
		if s := string(bytes.TrimSpace(line)); s != "" {
			return s, nil
		}
		if errors.Is(err, io.EOF) {
			return "", io.EOF
		}
		if err != nil {
			return "", &cutError{unexpected(err)}
		}
	}
}

// The header of a record is this long at most.
const maxHeader = 1 << 18

// header reads a record's header; what is broken or bombs cannot make it take
// more memory than maxHeader.
func (w *warcReader) header() (textproto.MIMEHeader, error) {
	var head []byte
	for {
		line, err := w.plain.ReadSlice('\n')
		head = append(head, line...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull), len(head) > maxHeader:
			return nil, fmt.Errorf("a header of more than %d bytes", len(head))
		case err != nil:
			return nil, err
		case len(bytes.TrimSpace(line)) == 0:
			return textproto.NewReader(bufio.NewReader(bytes.NewReader(head))).ReadMIMEHeader()
		}
	}
}
