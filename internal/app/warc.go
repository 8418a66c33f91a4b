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

// readWARC reads the articles of an archive as extract.WARC does, the pages on
// all cores and in their order; a few are read ahead.
func readWARC(path string, r io.Reader) iter.Seq2[news.Article, error] {
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
			for rec, err := range extract.WARCRecords(path, r) {
				p := &page{record: rec, broken: err, done: make(chan struct{})}
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
		for p := range inOrder {
			<-p.done
			switch {
			case p.broken != nil:
				if !yield(news.Article{}, p.broken) {
					return
				}
			case p.is:
				if !yield(p.article, p.err) {
					return
				}
			}
		}
	}
}
