package cli

import (
	"fmt"
	"os"
	"time"

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

// analyse reads and analyses the articles of paths.
func (e *env) analyse(paths []string, oneEvent bool) (*news.Coverage, error) {
	articles, err := e.read(paths)
	if err != nil {
		return nil, err
	}
	engine, err := app.NewEngine()
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

// progress reports on standard error, where it is a terminal and the work takes
// longer than a moment.
func (e *env) progress(what string, total int) func(done int) {
	f, ok := e.err.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	start := time.Now()
	return func(done int) {
		spent := time.Since(start)
		if spent < time.Second {
			return
		}
		left := time.Duration(float64(spent) / float64(done) * float64(total-done)).Round(time.Second)
		fmt.Fprintf(f, "\r%s %d of %d, %.0f a second, %s left ", what, done, total, float64(done)/spent.Seconds(), left)
		if done == total {
			fmt.Fprint(f, "\r\x1b[K")
		}
	}
}
