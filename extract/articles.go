package extract

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"

	"synoptic/internal/fault"
	"synoptic/news"
)

// Format is a kind of input file.
type Format string

// The formats.
const (
	TextFormat  Format = "text"
	HTMLFormat  Format = "html"
	JSONLFormat Format = "jsonl"
	JSONFormat  Format = "json"
	CSVFormat   Format = "csv"
	WARCFormat  Format = "warc"
	DOCXFormat  Format = "docx"
	PDFFormat   Format = "pdf"
)

// extensions maps what a file name says to its format.
var extensions = map[string]Format{
	".txt": TextFormat, ".text": TextFormat, ".md": TextFormat,
	".html": HTMLFormat, ".htm": HTMLFormat, ".xhtml": HTMLFormat, ".shtml": HTMLFormat,
	".jsonl": JSONLFormat, ".ndjson": JSONLFormat, ".json": JSONFormat,
	".csv": CSVFormat, ".tsv": CSVFormat, ".warc": WARCFormat, ".docx": DOCXFormat, ".pdf": PDFFormat,
}

// Known reports whether a file of this name is read when a folder is walked;
// a file named by itself is always tried.
func Known(path string) bool {
	_, ok := extensions[extension(path)]
	return ok
}

// IsWARC reports whether a file of this name is read as a web archive.
func IsWARC(path string) bool { return extensions[extension(path)] == WARCFormat }

func extension(path string) string {
	return strings.ToLower(filepath.Ext(strings.TrimSuffix(path, ".gz")))
}

// Articles reads the articles of one file; r is its content, id the file's id
// (IDs) and path its name, which chooses the format; a name without a known
// extension leaves it to the first bytes. Gzip around any format is undone.
// Errors name the file and the line or record; after an error reading goes on
// where the format allows. An article may come with an error: it was read but
// for what the error says. JSONL, CSV and WARC stream; of the other formats a file
// over MaxRecord bytes is refused.
func Articles(id, path string, r io.Reader) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		in := bufio.NewReaderSize(r, 1<<12)
		if extensions[extension(path)] == WARCFormat {
			WARC(path, in)(yield) // undoes gzip itself, for the offsets
			return
		}
		if head, _ := in.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
			z, err := gzip.NewReader(in)
			if err != nil {
				yield(news.Article{}, fault.New(fault.Input, "%s: broken gzip: %w", path, err))
				return
			}
			in = bufio.NewReaderSize(z, 1<<12)
		}
		format, ok := extensions[extension(path)]
		if !ok {
			format = sniff(in)
		}
		open(format, id, path, in)(yield)
	}
}

func open(format Format, id, path string, in *bufio.Reader) iter.Seq2[news.Article, error] {
	switch format {
	case JSONLFormat:
		return JSONL(id, path, in)
	case JSONFormat:
		return JSON(id, path, in)
	case CSVFormat:
		return CSV(id, path, in)
	case WARCFormat:
		return WARC(path, in)
	}
	return func(yield func(news.Article, error) bool) {
		b, err := readAll(path, in)
		if err != nil {
			yield(news.Article{}, err)
			return
		}
		switch format {
		case HTMLFormat:
			yield(HTML(id, path, b, Options{}))
		case DOCXFormat:
			yield(DOCX(id, path, b))
		case PDFFormat:
			yield(PDF(id, path, b))
		default:
			yield(Text(id, path, b))
		}
	}
}

// readAll reads a document that must fit into memory.
func readAll(path string, r io.Reader) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, MaxRecord+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(b) > MaxRecord {
		return nil, fault.New(fault.Input, "%s: larger than %d MB, too long for one article; give many articles as JSONL, one a line", path, MaxRecord>>20)
	}
	return b, nil
}

// sniff tells a format from the first bytes.
func sniff(in *bufio.Reader) Format {
	head, _ := in.Peek(1 << 12)
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	lower := bytes.ToLower(head[:min(len(head), 512)])
	switch {
	case bytes.HasPrefix(head, []byte("WARC/")):
		return WARCFormat
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return PDFFormat
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return DOCXFormat
	case bytes.HasPrefix(head, []byte("{")) && bytes.Contains(head, []byte("\":")):
		if line, _, whole := bytes.Cut(head, []byte("\n")); whole && !bytes.HasSuffix(bytes.TrimSpace(line), []byte("}")) {
			return JSONFormat
		}
		return JSONLFormat
	case bytes.HasPrefix(head, []byte("[{")), bytes.HasPrefix(head, []byte("[\n")):
		return JSONFormat
	case bytes.HasPrefix(lower, []byte("<!doctype html")), bytes.HasPrefix(lower, []byte("<html")),
		bytes.HasPrefix(lower, []byte("<")) && bytes.Contains(lower, []byte("<head")):
		return HTMLFormat
	}
	return TextFormat
}
