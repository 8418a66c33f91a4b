package cli

import (
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"synoptic/internal/app"
	"synoptic/internal/fault"
	"synoptic/news"
)

// read reads the articles of paths; what cannot be read is named and counted.
func (e *env) read(paths []string) ([]news.Article, error) {
	var articles []news.Article
	for a, err := range app.Read(paths, e.in) {
		if err != nil {
			e.fail(err)
		}
		if a.Text != "" { // some of an article may be unreadable, its date say, and the rest of use
			articles = append(articles, a)
		}
	}
	if len(articles) == 0 {
		return nil, fault.New(fault.Input, "no article could be read from what was given")
	}
	return articles, nil
}

// gazetteerFlag is --gazetteer.
func (e *env) gazetteerFlag(c *cobra.Command) {
	c.Flags().StringArrayVar(&e.gazetteers, "gazetteer", nil, "file of known names with their ids: JRC-Names, a Wikidata table (id, label, aliases) or aliases; may be given several times")
}

// engine makes the engine, with the gazetteers that were given.
func (e *env) engine() (*app.Engine, error) {
	known, err := app.LoadGazetteer(e.gazetteers)
	if err != nil {
		return nil, err
	}
	engine, err := app.NewEngine()
	if err == nil {
		engine.Know(known)
	}
	return engine, err
}

// analyse reads and analyses the articles of paths.
func (e *env) analyse(paths []string, oneEvent bool) (*news.Coverage, error) {
	articles, err := e.read(paths)
	if err != nil {
		return nil, err
	}
	engine, err := e.engine()
	if err != nil {
		return nil, err
	}
	bar := e.progress("analysing", len(articles))
	cov, errs := engine.Analyse(articles, app.Options{OneEvent: oneEvent, Progress: bar})
	for _, err := range errs {
		e.fail(err)
	}
	return cov, nil
}

// terminal is standard error where it is one, nil elsewhere.
func (e *env) terminal() *os.File {
	f, ok := e.err.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	return f
}

// progress reports on standard error, where it is a terminal and the work takes
// longer than a moment.
func (e *env) progress(what string, total int) func(done int) {
	f := e.terminal()
	if f == nil {
		return nil
	}
	start := time.Now()
	return func(done int) {
		if spent := time.Since(start); spent >= time.Second {
			fmt.Fprint(f, "\r", progressLine(what, float64(done), float64(total), spent, func(n float64) string { return strconv.Itoa(int(n)) }), "\x1b[K")
		}
		if done == total {
			fmt.Fprint(f, "\r\x1b[K")
		}
	}
}

// How often a bar that is told of every article is drawn.
const barPause = 200 * time.Millisecond

// progressBytes is progress for what is told in bytes; it draws nothing where
// the size is not known.
func (e *env) progressBytes(what string) func(done, total int64) {
	f := e.terminal()
	if f == nil {
		return nil
	}
	start := time.Now()
	drawn := start
	return func(done, total int64) {
		now := time.Now()
		if total > 0 && now.Sub(start) >= time.Second && now.Sub(drawn) >= barPause {
			drawn = now
			fmt.Fprint(f, "\r", progressLine(what, float64(done), float64(total), now.Sub(start), megabytes), "\x1b[K")
		}
		if done == total {
			fmt.Fprint(f, "\r\x1b[K")
		}
	}
}

// progressLine says how far some work is, its rate and the time that is left.
func progressLine(what string, done, total float64, spent time.Duration, amount func(float64) string) string {
	rate := done / spent.Seconds()
	left := "unknown time"
	if rate > 0 {
		left = time.Duration((total - done) / rate * float64(time.Second)).Round(time.Second).String()
	}
	return fmt.Sprintf("%s %s of %s, %s a second, %s left", what, amount(done), amount(total), amount(rate), left)
}

func megabytes(n float64) string { return fmt.Sprintf("%.1f MB", n/1e6) }
