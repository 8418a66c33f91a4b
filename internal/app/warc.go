package app

import (
	"fmt"
	"io"
	"iter"
	"runtime"

	"synoptic/extract"
	"synoptic/news"
)

// page is one page of an archive on its way to becoming an article.
type page struct {
	record  extract.Record
	offset  int64
	broken  error // of the archive, in place of a record
	article news.Article
	is      bool // the record is a page
	err     error
	done    chan struct{}
}

// extract makes an article of the record. One page that the reader did not
// foresee does not end the work on all others.
func (p *page) extract(path string) {
	defer close(p.done)
	defer func() {
		if r := recover(); r != nil {
			p.article, p.is, p.err = news.Article{}, true, fmt.Errorf("%s: record %s: panic: %v", path, p.record.ID, r)
		}
		p.record = extract.Record{}
	}()
	p.article, p.is, p.err = p.record.Article(path)
}

// readWARC reads the articles of an archive as extract.WARC does, from an offset
// on, the pages on all cores and in their order; a few are read ahead. m, which
// may be nil, is told of the offset of every page that is next.
func readWARC(path string, r io.Reader, from int64, m *marks) iter.Seq2[news.Article, error] {
	workers := runtime.GOMAXPROCS(0)
	return func(yield func(news.Article, error) bool) {
		stop := make(chan struct{})
		inOrder, work := make(chan *page, 2*workers), make(chan *page)
		for range workers {
			go func() {
				for p := range work {
					p.extract(path)
				}
			}()
		}
		read := make(chan struct{})
		go func() {
			defer close(read)
			defer close(inOrder)
			defer close(work)
			for rec, err := range extract.WARCRecordsFrom(path, r, from) {
				p := &page{record: rec, offset: rec.Offset, broken: err, done: make(chan struct{})}
				select {
				case inOrder <- p:
				case <-stop:
					return
				}
				if err != nil {
					close(p.done)
					continue
				}
				work <- p
			}
		}()
		defer func() {
			close(stop)
			<-read // r is the caller's again
		}()
		found := from > 0
		for p := range inOrder {
			<-p.done
			found = found || p.is || p.broken != nil
			switch {
			case p.broken != nil:
				if !yield(news.Article{}, p.broken) {
					return
				}
			case p.is:
				if m != nil {
					m.reach(p.offset)
				}
				if !yield(p.article, p.err) {
					return
				}
			}
		}
		if !found {
			yield(news.Article{}, extract.NoPage(path))
		}
	}
}
