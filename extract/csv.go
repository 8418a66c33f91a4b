package extract

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"synoptic/internal/fault"
	"synoptic/news"
)

// CSV reads one article a record, as a stream. The first record names the
// fields, with the same names as JSONL; the separator (comma, semicolon, tab or
// bar) is told from it. A record that cannot be used yields an error with its
// line, and reading goes on; an article that comes with an error was read but
// for its date.
func CSV(fileID, path string, r io.Reader) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		in, err := csvInput(path, r)
		if err != nil {
			yield(news.Article{}, err)
			return
		}
		budget := &budgetReader{r: in, limit: MaxRecord}
		rows := csv.NewReader(budget)
		rows.Comma = separator(in)
		rows.FieldsPerRecord = -1
		rows.LazyQuotes = true
		header, err := rows.Read()
		if err != nil {
			yield(news.Article{}, fault.New(fault.Input, "%s: no header line: %w", path, err))
			return
		}
		for i := range header {
			header[i] = strings.TrimSpace(header[i])
		}
		if !slices.ContainsFunc(header, func(h string) bool { return slices.Contains(textNames, h) }) {
			yield(news.Article{}, fault.New(fault.Input, "%s: the header line names no text column (one of %s); it has %q", path, strings.Join(textNames, ", "), header))
			return
		}
		for n := 0; ; n++ {
			budget.read = 0
			row, err := rows.Read()
			if err == io.EOF {
				if n == 0 {
					yield(news.Article{}, fault.New(fault.Input, "%s: holds no article, only a header line", path))
				}
				return
			}
			if !yield(csvArticle(fileID, path, header, row, rows, err)) || errors.Is(err, errLong) {
				return
			}
			var parse *csv.ParseError
			if err != nil && !errors.As(err, &parse) {
				return
			}
		}
	}
}

func csvArticle(fileID, path string, header, row []string, rows *csv.Reader, err error) (news.Article, error) {
	if errors.Is(err, errLong) {
		return news.Article{}, fault.New(fault.Input, "%s: a record is longer than %d MB (a quotation mark that is never closed?); what stands after it is not read", path, MaxRecord>>20)
	}
	if err != nil {
		return news.Article{}, fault.New(fault.Input, "%s: broken CSV: %w", path, err)
	}
	line, _ := rows.FieldPos(0)
	where := path + ":" + strconv.Itoa(line)
	rec := record{}
	for i, v := range row {
		if i >= len(header) {
			return news.Article{}, fault.New(fault.Input, "%s: %d fields under %d headings; quote a text that holds the separator", where, len(row), len(header))
		}
		if !utf8.ValidString(v) {
			return news.Article{}, fault.New(fault.Input, "%s: column %q is not UTF-8; convert the file with iconv", where, header[i])
		}
		rec[header[i]] = v
	}
	return rec.article(fileID, path, where, strconv.Itoa(line))
}

// csvInput decodes the stream: UTF-8, UTF-16 with a mark, or what the first
// 64 KiB are detected to be.
func csvInput(path string, r io.Reader) (*bufio.Reader, error) {
	in := bufio.NewReaderSize(r, 1<<16)
	head, err := in.Peek(1 << 16)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(bytes.TrimSpace(head)) == 0 {
		return nil, fault.New(fault.Input, "%s: the file is empty; remove it from the list", path)
	}
	if e := wideEncoding(head[:len(head)&^1]); e != nil {
		return bufio.NewReaderSize(e.NewDecoder().Reader(in), 1<<16), nil
	}
	if kind := binaryKind(head); kind != "" {
		return nil, fault.New(fault.Input, "%s: %s, not CSV", path, kind)
	}
	if utf8.Valid(trimRune(head)) || mostlyUTF8(head) {
		return skipBOM(in), nil
	}
	e, _ := charset.Lookup(detect(head))
	if e == nil {
		return nil, fault.New(fault.Input, "%s: not UTF-8, and its encoding cannot be told; convert it with iconv -t UTF-8", path)
	}
	return bufio.NewReaderSize(e.NewDecoder().Reader(in), 1<<16), nil
}

// trimRune drops a character that the end of b cuts.
func trimRune(b []byte) []byte {
	for i := 1; i <= min(3, len(b)); i++ {
		if utf8.RuneStart(b[len(b)-i]) {
			if !utf8.FullRune(b[len(b)-i:]) {
				return b[:len(b)-i]
			}
			break
		}
	}
	return b
}

// separator is the likeliest field separator of the first line.
func separator(in *bufio.Reader) rune {
	head, _ := in.Peek(4096)
	line, _, _ := bytes.Cut(head, []byte("\n"))
	best, most := ',', 0
	for _, sep := range ",;\t|" {
		if n := bytes.Count(line, []byte(string(sep))); n > most {
			best, most = sep, n
		}
	}
	return best
}

// budgetReader ends with errLong once a record has taken more than limit bytes.
type budgetReader struct {
	r           io.Reader
	read, limit int
}

func (b *budgetReader) Read(p []byte) (int, error) {
	if b.read > b.limit {
		return 0, errLong
	}
	n, err := b.r.Read(p)
	b.read += n
	return n, err
}
