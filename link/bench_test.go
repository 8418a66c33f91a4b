package link

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"synoptic/news"
	"synoptic/text"
)

var syllables = strings.Fields("ba be bi bo bu da de di do du fa fe ga ge gi ka ke ki ko la le li lo lu ma me mi mo na ne ni no pa pe ra re ri ro sa se si so ta te ti to va ve vi wa za ze zi mar ten lor kal ven dris bren tor sel nam rusk hol pet gor")

func made(r *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(syllables[r.IntN(len(syllables))])
	}
	s := b.String()
	return strings.ToUpper(s[:1]) + s[1:]
}

// generated makes articles of ten mentions each, of persons drawn by Zipf's law
// from n; family names are shared by some twenty, and every second mention in an
// article after the first of a person is by family name.
func generated(mentions, persons int) func() (*news.Article, *text.Document, []int) {
	r := rand.New(rand.NewPCG(1, 2))
	families := make([]string, max(1, persons/20))
	for i := range families {
		families[i] = made(r, 3)
	}
	names := make([]string, persons)
	for i := range names {
		names[i] = made(r, 2) + " " + families[r.IntN(len(families))]
	}
	zipf := rand.NewZipf(r, 1.1, 20, uint64(persons-1))
	day := time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)
	left := mentions
	return func() (*news.Article, *text.Document, []int) {
		if left <= 0 {
			return nil, nil, nil
		}
		left -= 10
		day = day.Add(time.Minute)
		var who []int
		var marked strings.Builder
		for k := range 5 {
			p := int(zipf.Uint64())
			who = append(who, p)
			fmt.Fprintf(&marked, "[%d PER %s] met and [%d PER %s] spoke. ", k, names[p], k, names[p][strings.IndexByte(names[p], ' ')+1:])
		}
		a, d := annotated(fmt.Sprint("g", left), news.DateOf(day).String(), marked.String())
		return a, d, who
	}
}

// BenchmarkLinker reports the time for a mention and the memory held, for
// streams of 10⁴, 10⁵ and 10⁶ mentions of a tenth as many actors.
func BenchmarkLinker(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				next := generated(n, n/10)
				runtime.GC()
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				l := New(Options{})
				var spent time.Duration
				for a, d, _ := next(); a != nil; a, d, _ = next() {
					start := time.Now()
					l.Add(a, d)
					spent += time.Since(start)
				}
				runtime.GC()
				runtime.ReadMemStats(&after)
				b.ReportMetric(float64(spent.Nanoseconds())/float64(n), "ns/mention")
				b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB")
				b.ReportMetric(float64(len(l.actors)), "actors")
				b.StartTimer()
			}
		})
	}
}
