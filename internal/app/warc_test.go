package app

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"synoptic/eval/madenews"
	"synoptic/extract"
	"synoptic/internal/config"
	"synoptic/internal/job"
	"synoptic/news"
)

// madeArchive writes an archive of n made-up pages.
func madeArchive(tb testing.TB, n int) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "made.warc.gz")
	f, err := os.Create(path)
	if err != nil {
		tb.Fatal(err)
	}
	if err := madenews.Archive(f, 1, n); err != nil {
		tb.Fatal(err)
	}
	if err := f.Close(); err != nil {
		tb.Fatal(err)
	}
	return path
}

// The pages of an archive come in their order whichever core read them, and an
// archive that is cut gives what stands before the cut.
func TestReadWARC(t *testing.T) {
	whole, err := os.ReadFile(madeArchive(t, 60))
	if err != nil {
		t.Fatal(err)
	}
	pageless := []byte("WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:7>\r\nWARC-Date: 2031-05-05T00:00:00Z\r\nContent-Length: 0\r\n\r\n\r\n\r\n")
	for _, b := range [][]byte{whole, whole[:len(whole)*2/3], whole[:7], pageless, nil} {
		type outcome struct {
			Article news.Article
			Err     string
		}
		var want, got []outcome
		for a, err := range extract.WARC("made.warc.gz", bytes.NewReader(b)) {
			want = append(want, outcome{a, fmt.Sprint(err)})
		}
		for a, err := range readWARC("made.warc.gz", bytes.NewReader(b), 0, nil) {
			got = append(got, outcome{a, fmt.Sprint(err)})
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
	}
	n := 0
	for range readWARC("made.warc.gz", bytes.NewReader(whole), 0, nil) {
		if n++; n == 5 {
			break
		}
	}
}

// An ingest that is stopped goes on in the archive where it stopped, and reads it
// from the start once it is through.
func TestIngestResumes(t *testing.T) {
	path := madeArchive(t, 1000)
	s, err := OpenStore(context.Background(), config.Config{DB: filepath.Join(t.TempDir(), "s.db"), Match: "normal", Workers: 1}, false)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ids, from := map[string]bool{}, int64(-1)
	ctx, stop := context.WithCancel(context.Background())
	in := Intake{
		Resumed: func(_ string, offset int64) { from = offset },
		Report: func(o job.Outcome) {
			if ids[o.Kept.ID] && from > 0 && o.Kept.Change != "unchanged" || o.Err != nil {
				t.Errorf("%+v", o)
			}
			if ids[o.Kept.ID] = true; len(ids) == 500 {
				stop()
			}
		},
	}
	if _, err := s.IngestFiles(ctx, []string{path}, in); err == nil || from != -1 {
		t.Fatalf("not stopped, or resumed at %d: %v", from, err)
	}
	tally, err := s.IngestFiles(context.Background(), []string{path}, in)
	if err != nil || len(ids) != 1000 || from <= 0 || tally.Unchanged >= 500 {
		t.Fatalf("%d articles, from %d: %+v %v", len(ids), from, tally, err)
	}
	from = -1
	if tally, err = s.IngestFiles(context.Background(), []string{path}, in); err != nil || from != -1 || tally.Unchanged != 1000 {
		t.Errorf("again, from %d: %+v %v", from, tally, err)
	}
}

// BenchmarkIngestWARC takes archives into a store, end to end, and reports
// articles a second and the most memory that the process ever held: run one size
// at a time. With "analysed" they are annotated and related as well.
// -benchtime 1x -cpu 1,2; the largest kept takes minutes, analysed hours.
func BenchmarkIngestWARC(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		for _, analyse := range []bool{false, true} {
			what := "kept"
			if analyse {
				what = "analysed"
			}
			b.Run(fmt.Sprintf("%s/%d", what, n), func(b *testing.B) {
				for range b.N {
					ingestWARC(b, n, analyse)
				}
			})
		}
	}
}

func ingestWARC(b *testing.B, n int, analyse bool) {
	ctx, path := context.Background(), madeArchive(b, n)
	s, err := OpenStore(ctx, config.Config{DB: filepath.Join(b.TempDir(), "s.db"), Match: "normal", Workers: runtime.GOMAXPROCS(0)}, false)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	start, cpu := time.Now(), cpuSeconds()
	t, err := s.IngestFiles(ctx, []string{path}, Intake{Report: func(job.Outcome) {}})
	if err != nil || t.Added != n {
		b.Fatalf("%+v, %v", t, err)
	}
	kept := time.Since(start)
	if analyse {
		if articles, err := s.Analyse(ctx, nil); err != nil || articles != nil {
			b.Fatal(articles, err)
		}
		b.ReportMetric(float64(n)/time.Since(start).Seconds(), "analysed/s")
	}
	b.ReportMetric(1000*(cpuSeconds()-cpu)/float64(n), "ms-CPU/article")
	b.ReportMetric(float64(n)/kept.Seconds(), "kept/s")
	b.ReportMetric(peakMB(), "MB-peak")
}

// cpuSeconds is the processor time that the process has had, which a busy machine
// does not blur; 0 where the system does not tell.
func cpuSeconds() float64 {
	const ticks = 100 // a second, on Linux
	stat, _ := os.ReadFile("/proc/self/stat")
	_, after, _ := strings.Cut(string(stat), ") ")
	f := strings.Fields(after)
	if len(f) < 13 {
		return 0
	}
	user, _ := strconv.ParseFloat(f[11], 64)
	system, _ := strconv.ParseFloat(f[12], 64)
	return (user + system) / ticks
}

// peakMB is the most memory the process ever held, in MB; 0 where the system
// does not tell.
func peakMB() float64 {
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		if f := strings.Fields(line); len(f) > 1 && f[0] == "VmHWM:" {
			kb, _ := strconv.ParseFloat(f[1], 64)
			return kb / 1024
		}
	}
	return 0
}
