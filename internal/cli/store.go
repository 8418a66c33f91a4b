package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"synoptic/internal/app"
	"synoptic/internal/config"
	"synoptic/internal/fault"
	"synoptic/internal/job"
)

// dbFlag is --db.
func (e *env) dbFlag(c *cobra.Command) {
	c.Flags().StringVar(&e.db, "db", "", "file of the store (default $SYNOPTIC_DB, or in the data folder of the XDG rules)")
}

func (e *env) config() (config.Config, error) {
	cfg, err := config.Load(e.getenv)
	if err != nil {
		return cfg, err
	}
	if e.db != "" {
		cfg.DB = e.db
	}
	if e.match != "" {
		cfg.Match = e.match
	}
	if e.opinion != "" {
		cfg.SecondOpinion = e.opinion
	}
	if e.opinionModel != "" {
		cfg.SecondOpinionModel = e.opinionModel
	}
	return cfg, cfg.Check()
}

// withStore opens the store, and closes it after use.
func (e *env) withStore(ctx context.Context, readOnly bool, use func(*app.Store) error) error {
	cfg, err := e.config()
	if err != nil {
		return err
	}
	e.writes.Store(!readOnly)
	s, err := app.OpenStore(ctx, cfg, readOnly)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	return use(s)
}

func ingestCommand(e *env) *cobra.Command {
	c := &cobra.Command{
		Use:   "ingest [PATH…]",
		Short: "Keep articles in the store and analyse them",
		Long: `Ingest reads articles as compare does, keeps them in the store, and analyses what
was not analysed yet. What is reported as kept is on the disk; stopped at any
moment, it loses nothing, and running it again finishes the work. The same
article twice changes nothing; an edited one becomes a new version.

Files are text, HTML, JSONL, JSON, CSV, DOCX, PDF and web archives (WARC), each
with or without gzip; pages and feeds of the web are fetched with --url and --feed.`,
		Example: "  synoptic ingest articles/\n  synoptic ingest --db press.db dump.jsonl crawl.warc.gz\n  synoptic ingest --feed https://courier.example/feed",
	}
	var web collected
	web.flags(c)
	warcs := c.Flags().StringArray("warc", nil, "a web archive, as if given as PATH; may be given several times")
	c.Args = func(c *cobra.Command, args []string) error {
		if web.empty() && len(*warcs) == 0 {
			return somePaths(c, args)
		}
		return nil
	}
	e.dbFlag(c)
	e.gazetteerFlag(c)
	forget := c.Flags().Bool("no-gazetteer", false, "forget the gazetteers that were given before")
	quiet := c.Flags().Bool("quiet", false, "do not name each article that is kept")
	later := c.Flags().Bool("no-analysis", false, "keep the articles only; the next ingest or watch analyses them")
	c.RunE = func(c *cobra.Command, args []string) error {
		return e.withStore(c.Context(), false, func(s *app.Store) error {
			if len(e.gazetteers) > 0 || *forget {
				if err := s.KeepGazetteers(c.Context(), e.gazetteers); err != nil {
					return err
				}
			}
			tally, err := e.ingest(c.Context(), s, append(args, *warcs...), &web, *quiet)
			if err == nil && !*later {
				err = e.analyseKept(c.Context(), s)
			}
			if err != nil {
				return err
			}
			e.note("%d added, %d revised, %d unchanged, %d failed", tally.Added, tally.Revised, tally.Unchanged, tally.Failed)
			if tally.Added+tally.Revised+tally.Unchanged == 0 {
				return fault.New(fault.Input, "no article could be read from what was given")
			}
			return nil
		})
	}
	return c
}

// ingest keeps the articles of files and of the web.
func (e *env) ingest(ctx context.Context, s *app.Store, paths []string, web *collected, quiet bool) (job.Tally, error) {
	report := func(o job.Outcome) {
		if o.Err != nil {
			e.fail(o.Err)
		}
		if o.Kept.ID != "" && !quiet {
			fmt.Fprintf(e.out, "%s %s\n", o.Kept.Change, o.Kept.ID)
		}
	}
	tally, err := s.IngestFiles(ctx, paths, app.Intake{In: e.in, Report: report, Progress: e.progressBytes("reading"), Resumed: func(archive string, from int64) {
		e.note("%s: going on at byte %d, where the last ingest stopped", archive, from)
	}})
	if err != nil {
		return tally, err
	}
	fetched, err := e.collect(ctx, s, web, report)
	return tally.Plus(fetched), err
}

// analyseKept analyses what was not yet.
func (e *env) analyseKept(ctx context.Context, s *app.Store) error {
	pending, err := s.Pending(ctx)
	if err != nil {
		return err
	}
	articles, err := s.Analyse(ctx, e.progress("analysing", pending))
	if err != nil {
		return err
	}
	if articles != nil {
		e.fail(articles)
	}
	return nil
}

func deleteCommand(e *env) *cobra.Command {
	c := &cobra.Command{
		Use:     "delete ID…",
		Short:   "Remove articles and all that was derived from them, for good",
		Example: "  synoptic delete lomenz_zena",
		Args:    cobra.MinimumNArgs(1),
	}
	e.dbFlag(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		return e.withStore(c.Context(), false, func(s *app.Store) error { return s.Delete(c.Context(), args...) })
	}
	return c
}

func backupCommand(e *env) *cobra.Command {
	c := &cobra.Command{
		Use:     "backup FILE",
		Short:   "Copy the store into one file, while it may be in use",
		Example: "  synoptic backup press-2031-05-05.db",
		Args:    cobra.ExactArgs(1),
	}
	e.dbFlag(c)
	force := c.Flags().Bool("force", false, "replace FILE if it is there")
	c.RunE = func(c *cobra.Command, args []string) error {
		cfg, err := e.config()
		if err != nil {
			return err
		}
		if _, err := os.Stat(dirOf(args[0])); errors.Is(err, fs.ErrNotExist) {
			return usage("backup %s: there is no folder %s", args[0], dirOf(args[0]))
		}
		e.writes.Store(true)
		return app.Backup(c.Context(), cfg, args[0], *force)
	}
	return c
}

func restoreCommand(e *env) *cobra.Command {
	c := &cobra.Command{
		Use:     "restore FILE",
		Short:   "Make a backup the store",
		Example: "  synoptic restore press-2031-05-05.db",
		Args:    cobra.ExactArgs(1),
	}
	e.dbFlag(c)
	force := c.Flags().Bool("force", false, "replace the store if there is one")
	c.RunE = func(c *cobra.Command, args []string) error {
		cfg, err := e.config()
		if err != nil {
			return err
		}
		if _, err := os.Stat(args[0]); err != nil {
			return fault.New(fault.NotFound, "restore: %w: check the name", err)
		}
		e.writes.Store(true)
		return app.Restore(c.Context(), cfg, args[0], *force)
	}
	return c
}

// page is --limit and --after of the commands that list what is kept.
type page struct {
	limit  int
	after  string
	format string
}

func pageFlags(c *cobra.Command) *page {
	p := &page{}
	formatFlag(c, &p.format, "text", "json")
	p.flags(c, "how many at most, up to 1000")
	return p
}

func (p *page) flags(c *cobra.Command, what string) {
	c.Flags().IntVar(&p.limit, "limit", 50, what)
	c.Flags().StringVar(&p.after, "after", "", "go on after this mark, which the page before printed")
	before(c, func() error { return within("--limit", p.limit, 1, 1000) })
}

// more says how to get the next page.
func (e *env) more(next string) {
	if next != "" {
		e.note("there is more: --after %s", next)
	}
}

// lines prints rows of a list; of an empty one it says so, unless none is "".
func lines[T any](e *env, w io.Writer, none string, items []T, line func(T) string) error {
	if len(items) == 0 && none != "" {
		e.note("%s", none)
	}
	for _, it := range items {
		if _, err := fmt.Fprintln(w, line(it)); err != nil {
			return err
		}
	}
	return nil
}
