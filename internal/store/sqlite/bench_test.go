package sqlite

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"synoptic/internal/store"
	"synoptic/news"
)

// BenchmarkIngest keeps generated articles of some 260 words in batches of 200
// and reports articles a second, bytes of the store an article and the memory
// that Go holds. -benchtime 1x; the largest takes a minute.
func BenchmarkIngest(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for range b.N {
				ingest(b, n)
			}
		})
	}
}

func ingest(b *testing.B, n int) {
	path := filepath.Join(b.TempDir(), "s.db")
	s, err := Open(ctx, path, Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	var spent time.Duration
	for from := 0; from < n; from += 200 {
		var batch []news.Article
		for i := from; i < from+200; i++ {
			batch = append(batch, generate(i))
		}
		start := time.Now()
		if _, err := s.PutArticles(ctx, batch); err != nil {
			b.Fatal(err)
		}
		spent += time.Since(start)
	}
	c, err := s.Counts(ctx)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(n)/spent.Seconds(), "articles/s")
	b.ReportMetric(float64(c.Bytes)/float64(n), "B/article")
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys)/(1<<20), "MB-Go")
	b.ReportMetric(peakMB(), "MB-peak")
	report(b, s, "search", func() error {
		q, err := store.ParseQuery("bale OR cale")
		if err == nil {
			_, err = s.SearchArticles(ctx, q, store.SearchFilter{Page: store.Cursor{Limit: 20}})
		}
		return err
	})
	report(b, s, "list", func() error {
		_, err := s.ListArticles(ctx, store.ArticleFilter{Outlets: []string{"Outlet 3"}})
		return err
	})
}

// report measures one kind of reading.
func report(b *testing.B, s store.Store, name string, read func() error) {
	const times = 20
	start := time.Now()
	for range times {
		if err := read(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(time.Since(start).Microseconds())/times/1000, "ms/"+name)
}

// peakMB is the most memory the process ever held, in MB; 0 where the system
// does not tell.
func peakMB() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(status), "\n") {
		var kb float64
		if n, _ := fmt.Sscanf(line, "VmHWM: %f kB", &kb); n == 1 {
			return kb / 1024
		}
	}
	return 0
}
