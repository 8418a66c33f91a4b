package guard

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"sync"
)

// compressed packs answers of text for clients that take gzip. A stream of
// events goes out as it comes.
func compressed(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Encoding")
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") || r.Method == http.MethodHead {
			h.ServeHTTP(w, r)
			return
		}
		p := &packing{ResponseWriter: w}
		defer p.close()
		h.ServeHTTP(p, r)
	})
}

// packing decides with the first byte whether the answer is worth packing.
type packing struct {
	http.ResponseWriter
	decided bool
	gz      *gzip.Writer
}

var packers = sync.Pool{New: func() any {
	gz, _ := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed) // the level is a valid one
	return gz
}}

// Unwrap lets http.ResponseController through.
func (p *packing) Unwrap() http.ResponseWriter { return p.ResponseWriter }

// WriteHeader implements http.ResponseWriter.
func (p *packing) WriteHeader(status int) {
	h := p.Header()
	if !p.decided && status >= http.StatusOK {
		p.decided = true
		kind, _, _ := strings.Cut(h.Get("Content-Type"), ";")
		if packable[kind] && h.Get("Content-Encoding") == "" && status != http.StatusNoContent && status != http.StatusNotModified && status != http.StatusPartialContent {
			h.Set("Content-Encoding", "gzip")
			h.Del("Content-Length")
			p.gz = packers.Get().(*gzip.Writer)
			p.gz.Reset(p.ResponseWriter)
		}
	}
	p.ResponseWriter.WriteHeader(status)
}

// packable are the kinds of content that packing makes much smaller.
var packable = map[string]bool{"text/html": true, "text/css": true, "text/javascript": true, "text/csv": true, "text/plain": true,
	"image/svg+xml": true, "application/json": true, "application/problem+json": true, "application/atom+xml": true, "application/xml": true}

// Write implements http.ResponseWriter.
func (p *packing) Write(b []byte) (int, error) {
	if !p.decided {
		if p.Header().Get("Content-Type") == "" {
			p.Header().Set("Content-Type", http.DetectContentType(b))
		}
		p.WriteHeader(http.StatusOK)
	}
	if p.gz != nil {
		return p.gz.Write(b)
	}
	return p.ResponseWriter.Write(b)
}

func (p *packing) close() {
	if p.gz != nil {
		_ = p.gz.Close() // a client that has gone reads no end
		packers.Put(p.gz)
	}
}
