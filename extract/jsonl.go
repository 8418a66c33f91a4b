package extract

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"unicode/utf8"

	"synoptic/internal/fault"
	"synoptic/news"
)

// MaxRecord is the longest line of JSONL, CSV record or single document that is
// read, in bytes. A longer one is refused with a message.
const MaxRecord = 32 << 20

// JSONL reads one article a line, as a stream. A line that cannot be used
// yields an error with its number, and reading goes on; an article that comes
// with an error was read but for its date. Field names are those of the
// contract, news-please, Fundus, trafilatura and Media Cloud. A record without
// an id is called "fileID#line".
func JSONL(fileID, path string, r io.Reader) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		in := bufio.NewReaderSize(r, 1<<16)
		found := false
		for n := 1; ; n++ {
			line, err := readLine(in, MaxRecord)
			where := path + ":" + strconv.Itoa(n)
			if errors.Is(err, errLong) {
				if !yield(news.Article{}, fault.New(fault.Input, "%s: the line is longer than %d MB; split the record", where, MaxRecord>>20)) {
					return
				}
				found = true
				continue
			}
			if err != nil && !errors.Is(err, io.EOF) {
				yield(news.Article{}, fmt.Errorf("%s: %w", where, err))
				return
			}
			if n == 1 {
				line = bytes.TrimPrefix(line, []byte("\ufeff"))
			}
			if len(bytes.TrimSpace(line)) > 0 {
				found = true
				if !yield(parseLine(fileID, path, where, n, line)) {
					return
				}
			}
			if errors.Is(err, io.EOF) {
				break
			}
		}
		if !found {
			yield(news.Article{}, fault.New(fault.Input, "%s: the file is empty; remove it from the list", path))
		}
	}
}

func parseLine(fileID, path, where string, n int, line []byte) (news.Article, error) {
	if !utf8.Valid(line) {
		return news.Article{}, fault.New(fault.Input, "%s: not UTF-8, as JSON must be; convert the file with iconv", where)
	}
	rec, err := parseRecord(line)
	if err != nil {
		return news.Article{}, fault.New(fault.Input, "%s: broken JSON: %w; one object a line is wanted", where, err)
	}
	return rec.article(fileID, path, where, strconv.Itoa(n))
}

func parseRecord(b []byte) (record, error) {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var rec record
	if err := d.Decode(&rec); err != nil {
		return nil, plainly(err)
	}
	if d.More() {
		return nil, errors.New("more than one value")
	}
	if rec == nil {
		return nil, errors.New("null")
	}
	return rec, nil
}

// plainly says of a value that is no object what it is, without Go's types.
func plainly(err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return fmt.Errorf("a %s where an article's object {…} should be", wrong.Value)
	}
	return err
}

// JSON reads a file of one object, an array of objects, or objects one after
// another, as news-please and Fundus write them; the array is read as a stream.
// After broken JSON the rest of the file is lost, and the error says where.
func JSON(fileID, path string, r io.Reader) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		in := skipBOM(bufio.NewReaderSize(r, 1<<16))
		d := json.NewDecoder(in)
		d.UseNumber()
		array := peekByte(in) == '['
		if array {
			if _, err := d.Token(); err != nil {
				yield(news.Article{}, fault.New(fault.Input, "%s: broken JSON: %w", path, err))
				return
			}
		}
		n := 0
		for ; d.More(); n++ {
			var rec record
			if err := d.Decode(&rec); err != nil {
				yield(news.Article{}, fault.New(fault.Input, "%s: broken JSON near byte %d: %w; what stands after it is not read", path, d.InputOffset(), plainly(err)))
				return
			}
			where := fmt.Sprintf("%s: record %d", path, n+1)
			if !yield(rec.article(fileID, path, where, strconv.Itoa(n+1))) {
				return
			}
		}
		if _, err := d.Token(); err != nil && (array || err != io.EOF) {
			yield(news.Article{}, fault.New(fault.Input, "%s: broken JSON near byte %d: %w", path, d.InputOffset(), err))
		} else if n == 0 {
			yield(news.Article{}, fault.New(fault.Input, "%s: holds no article", path))
		}
	}
}

var errLong = errors.New("line too long")

// readLine returns the next line without its end; a line of more than limit
// bytes is skipped and answered with errLong. The last line comes with io.EOF.
func readLine(in *bufio.Reader, limit int) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := in.ReadSlice('\n')
		if long = long || len(line)+len(part) > limit; !long {
			line = append(line, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if long && (err == nil || err == io.EOF) {
			return nil, errLong
		}
		return bytes.TrimRight(line, "\r\n"), err
	}
}

// skipBOM steps over a UTF-8 byte order mark and leading white space.
func skipBOM(in *bufio.Reader) *bufio.Reader {
	if b, _ := in.Peek(3); bytes.Equal(b, []byte("\ufeff")) {
		_, _ = in.Discard(3)
	}
	for {
		switch peekByte(in) {
		case ' ', '\t', '\r', '\n':
			_, _ = in.Discard(1)
		default:
			return in
		}
	}
}

// peekByte is the next byte, 0 at the end.
func peekByte(in *bufio.Reader) byte {
	b, err := in.Peek(1)
	if err != nil {
		return 0
	}
	return b[0]
}
