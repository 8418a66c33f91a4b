// Package app chooses the implementations and composes them: it is the one place
// that knows all rooms.
package app

import (
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"sync/atomic"

	"synoptic/conllu"
	"synoptic/extract"
	"synoptic/internal/fault"
	"synoptic/news"
	"synoptic/text"
)

// stdin is the path that stands for standard input.
const stdin = "-"

// Read reads the articles of files and folders, in the order given, folders by
// name; "-" is in. A path or an article that cannot be used yields an error
// that names it, and the rest goes on.
func Read(paths []string, in io.Reader) iter.Seq2[news.Article, error] {
	return readFiles(paths, in, nil, nil)
}

// readFiles is Read that tells progress after every article how many bytes of the
// files are read, and how many there are, 0 if that is not known; and goes on in
// archives where marks say. Both may be nil.
func readFiles(paths []string, in io.Reader, progress func(done, total int64), m *marks) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		files, errs := expand(paths)
		for _, err := range errs {
			if !yield(news.Article{}, err) {
				return
			}
		}
		r := reader{in: in, marks: m}
		ids, seen := extract.IDs(files), map[string]int{}
		total := sizeOf(files)
		for i, f := range files {
			for a, err := range r.file(ids[i], f) {
				if seen[a.ID]++; seen[a.ID] > 1 && a.Text != "" {
					a.ID += "#" + strconv.Itoa(seen[a.ID])
				}
				if !yield(a, err) {
					return
				}
				if progress != nil {
					progress(r.done.Load(), total)
				}
			}
		}
	}
}

// sizeOf is the size of all files, 0 if that of one is not known.
func sizeOf(files []string) (total int64) {
	for _, f := range files {
		info, err := os.Stat(f)
		if err != nil || !info.Mode().IsRegular() {
			return 0
		}
		total += info.Size()
	}
	return total
}

// reader reads files and counts their bytes.
type reader struct {
	in    io.Reader
	marks *marks
	done  atomic.Int64
}

// counting counts what is read through it.
type counting struct {
	io.Reader
	n *atomic.Int64
}

func (c counting) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.n.Add(int64(n))
	return n, err
}

func (r *reader) file(id, path string) iter.Seq2[news.Article, error] {
	if path == stdin {
		return extract.Articles("stdin", path, r.in)
	}
	return func(yield func(news.Article, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield(news.Article{}, fault.New(fault.Input, "%w: check the name and that you may read it", err))
			return
		}
		defer f.Close()
		if extract.IsWARC(path) {
			r.archive(path, f)(yield)
			return
		}
		extract.Articles(id, path, counting{f, &r.done})(yield)
	}
}

// archive reads an archive from where its mark says.
func (r *reader) archive(path string, f *os.File) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		var from int64
		if r.marks != nil {
			from = r.marks.begin(f)
		}
		if _, err := f.Seek(from, io.SeekStart); err != nil && from > 0 {
			yield(news.Article{}, fault.New(fault.Input, "%w", err))
			return
		}
		r.done.Add(from)
		for a, err := range readWARC(path, counting{f, &r.done}, from, r.marks) {
			if !yield(a, err) {
				return
			}
		}
	}
}

// expand walks folders. In a folder, files whose names begin with a dot and
// files of kinds that no reader knows are passed over, and so are pipes; a file named outright is
// always read.
func expand(paths []string) (files []string, errs []error) {
	for _, p := range paths {
		if p == stdin {
			files = append(files, p)
			continue
		}
		info, err := os.Stat(p)
		if err != nil {
			errs = append(errs, fault.New(fault.Input, "%w: check the name", err))
			continue
		}
		if !info.IsDir() {
			files = append(files, p)
			continue
		}
		found, bad := walk(p)
		if len(found) == 0 && len(bad) == 0 {
			bad = append(bad, fault.New(fault.Input, "%s: no articles in this folder: files of text, HTML, JSONL, CSV, WARC, DOCX and PDF are read", p))
		}
		files, errs = append(files, found...), append(errs, bad...)
	}
	return files, errs
}

func walk(root string) (files []string, errs []error) {
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			errs = append(errs, fault.New(fault.Input, "%w: the rest of the folder is read", err))
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case path != root && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.Type()&(fs.ModeNamedPipe|fs.ModeSocket|fs.ModeDevice) != 0: // a pipe would be waited for
		case !d.IsDir() && extract.Known(path):
			files = append(files, path)
		}
		return nil
	})
	sort.Strings(files)
	return files, errs
}

// ReadConllu reads documents with their tokens and sentences from CoNLL-U files.
func ReadConllu(paths []string, in io.Reader) iter.Seq2[*text.Document, error] {
	return func(yield func(*text.Document, error) bool) {
		for _, p := range paths {
			r, done, err := open(p, in)
			if err != nil {
				if !yield(nil, err) {
					return
				}
				continue
			}
			more := readConllu(p, conllu.NewReader(r), yield)
			done()
			if !more {
				return
			}
		}
	}
}

// readConllu yields the documents of one file, up to its first error.
func readConllu(path string, r *conllu.Reader, yield func(*text.Document, error) bool) bool {
	r.TokensOnly = true
	for {
		d, err := r.Document()
		switch {
		case errors.Is(err, io.EOF):
			return true
		case err != nil:
			return yield(nil, fault.New(fault.Input, "%s: %w", path, err))
		case d.ID == "":
			d.ID = strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
		}
		if !yield(d.Document, nil) {
			return false
		}
	}
}

func open(path string, in io.Reader) (io.Reader, func(), error) {
	if path == stdin {
		return in, func() {}, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, fault.New(fault.Input, "%w: check the name and that you may read it", err)
	}
	return f, func() { f.Close() }, nil
}
