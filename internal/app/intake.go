package app

import (
	"context"
	"encoding/json"
	"io"
	"iter"
	"os"
	"path/filepath"
	"time"

	"synoptic/internal/job"
	"synoptic/internal/store"
	"synoptic/news"
)

// Intake is what is told of an ingest while it goes on; every function may be
// nil but Report.
type Intake struct {
	In       io.Reader                        // what "-" is
	Report   func(job.Outcome)                // of every article, once it is on the disk or cannot be kept
	Progress func(done, total int64)          // bytes of files; total 0 if it is not known
	Resumed  func(archive string, from int64) // an archive is read on where an ingest stopped
}

// IngestFiles keeps the articles of files and folders. An archive of which an
// ingest that was stopped has kept a part is read on behind that part.
func (s *Store) IngestFiles(ctx context.Context, paths []string, in Intake) (job.Tally, error) {
	m := &marks{ctx: ctx, s: s.kept, resumed: in.Resumed}
	articles := readFiles(paths, in.In, in.Progress, m)
	t, err := job.Ingest(ctx, s.kept, nil, m.counting(articles), func(o job.Outcome) {
		m.reported++
		in.Report(o)
	})
	if err == nil {
		err = m.clear()
	}
	return t, err
}

// marks remembers in the store how far an archive is kept, for as long as an
// ingest of it is under way. A mark is set only where all that was read before it
// has been reported, so that it can be behind and never ahead.
type marks struct {
	ctx      context.Context
	s        store.States
	resumed  func(archive string, from int64)
	file     archiveMark // that is being read
	name     string      // of its state
	begun    []string    // states of the archives that were begun
	read     int         // articles and errors that were handed on
	reported int         // of these
	marked   int         // of these at the last mark
}

// archiveMark is a place in an archive; size and time tell whether the file is
// still the same.
type archiveMark struct {
	Size   int64     `json:"size"`
	Time   time.Time `json:"time"`
	Offset int64     `json:"offset"`
}

// begin says from where an archive is to be read.
func (m *marks) begin(f *os.File) int64 {
	info, err := f.Stat()
	abs, absErr := filepath.Abs(f.Name())
	if err != nil || absErr != nil || !info.Mode().IsRegular() {
		m.name = ""
		return 0
	}
	m.name = "ingest/archive/" + abs
	m.begun = append(m.begun, m.name)
	m.file = archiveMark{Size: info.Size(), Time: info.ModTime().UTC()}
	var kept archiveMark
	b, err := m.s.State(m.ctx, m.name)
	if err != nil || json.Unmarshal(b, &kept) != nil || kept.Size != m.file.Size || !kept.Time.Equal(m.file.Time) || kept.Offset <= 0 || kept.Offset >= kept.Size {
		return 0
	}
	if m.resumed != nil {
		m.resumed(f.Name(), kept.Offset)
	}
	return kept.Offset
}

// reach is told of the offset of the page that is next. A mark that cannot be set
// costs time after a crash and no more.
func (m *marks) reach(offset int64) {
	if m.name == "" || m.read != m.reported || m.marked == m.reported {
		return
	}
	m.marked = m.reported
	m.file.Offset = offset
	if b, err := json.Marshal(m.file); err == nil {
		_ = m.s.PutState(context.WithoutCancel(m.ctx), m.name, b)
	}
}

// counting counts what is handed on.
func (m *marks) counting(articles iter.Seq2[news.Article, error]) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		for a, err := range articles {
			m.read++
			if !yield(a, err) {
				return
			}
		}
	}
}

// clear removes the marks: the archives are done.
func (m *marks) clear() error {
	for _, name := range m.begun {
		if _, err := m.s.State(m.ctx, name); err != nil {
			continue
		}
		if err := m.s.PutState(context.WithoutCancel(m.ctx), name, nil); err != nil {
			return err
		}
	}
	return nil
}

// Analysed reports whether articles in a language, an ISO 639-1 code, are
// analysed; others are kept, searched and shown. One whose language cannot be
// told is.
func Analysed(language string) bool { return language == "" || language == "en" }
