// Package cli is the command line: one file a command.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"

	"github.com/spf13/cobra"

	"synoptic/internal/fault"
	"synoptic/text"
)

// Exit statuses.
const (
	exitDone   = 0
	exitFailed = 1 // some input failed; each is named, the rest is done
	exitUsage  = 2

	exitStopped = 130 // by a signal
)

// env is what a run of the program touches.
type env struct {
	in       io.Reader
	out, err io.Writer
	getenv   func(string) string
	writes   atomic.Bool // to the store: a signal asks the run to end rather than ending it
	failed   int         // inputs that failed
	db       string      // --db
	match    string      // --match of a comparison from the store

	gazetteers []string // --gazetteer

	opinion, opinionModel string // --second-opinion, --opinion-model
}

// fail names an input that could not be used; the rest goes on.
func (e *env) fail(err error) {
	e.failed++
	fmt.Fprintf(e.err, "synoptic: %v\n", err)
}

func (e *env) note(format string, args ...any) { fmt.Fprintf(e.err, format+"\n", args...) }

// Main runs the program and returns its exit status.
func Main(version string, args []string, in io.Reader, out, errw io.Writer) int {
	e := &env{in: in, out: out, err: errw, getenv: os.Getenv}
	root := newRoot(version, e)
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errw)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	finished := context.AfterFunc(ctx, func() {
		stop() // a second signal ends any run
		if !e.writes.Load() {
			os.Exit(exitStopped)
		}
	})
	defer finished()
	c, err := root.ExecuteContextC(ctx)
	switch {
	case err == nil && e.failed > 0:
		return exitFailed
	case err == nil:
		return exitDone
	}
	hint, status := "", exitFailed
	switch {
	case isCobraCount(err):
		status = exitUsage
		err = usage("%s: too few or too many arguments; write '%s'", c.Name(), strings.TrimSuffix(c.UseLine(), " [flags]"))
		hint = fmt.Sprintf("; see '%s --help'", c.CommandPath())
	case isCobraUsage(err):
		status = exitUsage
		if !strings.Contains(err.Error(), "\n") { // it suggests nothing itself
			hint = fmt.Sprintf("; see '%s --help'", c.CommandPath())
		}
	case fault.Of(err) == fault.Usage:
		status = exitUsage
	case fault.Of(err) == fault.NotFound:
		hint = whereToLook(err)
	}
	fmt.Fprintf(errw, "synoptic: %s%s\n", strings.TrimSpace(err.Error()), hint)
	return status
}

// isCobraCount tells cobra's errors of too few or too many arguments.
func isCobraCount(err error) bool {
	return strings.HasPrefix(err.Error(), "accepts ") || strings.HasPrefix(err.Error(), "requires ")
}

// whereToLook names the command that lists what is missing.
func whereToLook(err error) string {
	command := map[string]string{"article": "articles", "event": "events", "actor": "actors"}[fault.Lacks(err)]
	if command == "" {
		return ""
	}
	return fmt.Sprintf("; 'synoptic %s' lists what is there", command)
}

// isCobraUsage tells the errors that cobra itself makes of bad arguments: they
// have no type.
func isCobraUsage(err error) bool {
	for _, p := range []string{"unknown command", "unknown flag", "unknown shorthand", "flag needs", "invalid argument", "required flag"} {
		if strings.HasPrefix(err.Error(), p) {
			return true
		}
	}
	return false
}

func newRoot(version string, e *env) *cobra.Command {
	root := &cobra.Command{
		Use:   "synoptic",
		Short: "Lay many outlets' accounts of the same event side by side",
		Long: `Synoptic reads many outlets' articles, finds which report the same event, and
lays their accounts side by side: who said what, what each outlet quoted,
reworded, contradicted or left out, and what words it chose for the same people.
It takes no side: every cell leads to the bytes of the sentence behind it.`,
		Example:       "  synoptic compare examples/\n  synoptic compare --format html --out report.html a.html b.txt c.jsonl",
		Version:       version,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetVersionTemplate("synoptic {{.Version}}\n")
	root.AddCommand(compareCommand(e), eventsCommand(e), annotateCommand(e), extractCommand(e), positionsCommand(e),
		ingestCommand(e), watchCommand(e), feedsCommand(e), articlesCommand(e), versionsCommand(e), actorsCommand(e), termsCommand(e), searchCommand(e), actorCommand(e), eventCommand(e), pointCommand(e),
		issueCommand(e),
		deleteCommand(e), backupCommand(e), restoreCommand(e), mcpCommand(e), serveCommand(e, version), userCommand(e), evalCommand(e), manCommand(root))
	return root
}

// group is a command that only holds others: it refuses one that it lacks.
func group(c *cobra.Command) *cobra.Command {
	c.Args, c.DisableFlagsInUseLine = cobra.NoArgs, true
	c.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
	return c
}

// usage is the error of a wrong request.
func usage(format string, args ...any) error { return fault.New(fault.Usage, format, args...) }

// formatFlag is --format with its choices.
func formatFlag(c *cobra.Command, to *string, choices ...string) {
	c.Flags().StringVar(to, "format", choices[0], "output: "+strings.Join(choices, ", "))
	_ = c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(choices, cobra.ShellCompDirectiveNoFileComp))
	before(c, func() error {
		if !slices.Contains(choices, *to) {
			return usage("--format %q: choose %s", *to, strings.Join(choices, ", "))
		}
		return nil
	})
}

// before adds a check of the flags to those that c makes before it runs.
func before(c *cobra.Command, check func() error) {
	earlier := c.PreRunE
	c.PreRunE = func(c *cobra.Command, args []string) error {
		if earlier != nil {
			if err := earlier(c, args); err != nil {
				return err
			}
		}
		return check()
	}
}

// within asks that a flag's number lies in bounds.
func within(flag string, n, least, most int) error {
	if n < least || n > most {
		return usage("%s %d: give a number from %d to %d", flag, n, least, most)
	}
	return nil
}

// unitFlag is --offsets.
type unitFlag struct{ unit text.Unit }

func (u *unitFlag) String() string { return string(u.unit) }
func (u *unitFlag) Type() string   { return "unit" }
func (u *unitFlag) Set(s string) (err error) {
	u.unit, err = text.ParseUnit(s)
	return err
}

func offsetsFlag(c *cobra.Command) *unitFlag {
	u := &unitFlag{text.UTF8}
	c.Flags().Var(u, "offsets", "unit of offsets: utf8, codepoint, utf16")
	_ = c.RegisterFlagCompletionFunc("offsets", cobra.FixedCompletions([]string{"utf8", "codepoint", "utf16"}, cobra.ShellCompDirectiveNoFileComp))
	return u
}

// somePaths asks for an argument at least, with the way out in the message.
func somePaths(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usage("%s: give files or folders of articles, or - for standard input; see 'synoptic %s --help'", c.Name(), c.Name())
	}
	return nil
}

// output is --out's file, or standard output for "". A file appears only when
// all of it is written.
func (e *env) output(path string, write func(io.Writer) error) error {
	if path == "" || path == "-" {
		return write(e.out)
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return usage("--out %s: that is a folder; name a file", path)
	} else if err == nil && !info.Mode().IsRegular() { // a device or a pipe is written to, not replaced
		return outputError(path, writeTo(path, write))
	}
	tmp, err := os.CreateTemp(dirOf(path), ".synoptic-*")
	if errors.Is(err, fs.ErrNotExist) {
		return usage("--out %s: there is no folder %s", path, dirOf(path))
	}
	if err != nil {
		return outputError(path, err)
	}
	defer os.Remove(tmp.Name())
	err = errors.Join(write(tmp), tmp.Close())
	if err == nil {
		err = os.Chmod(tmp.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	return outputError(path, err)
}

// writeTo writes to what is there already.
func writeTo(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// outputError names --out's file, and not the one that is written before it.
func outputError(path string, err error) error {
	cause, hint := err, ""
	if p := (*fs.PathError)(nil); errors.As(err, &p) && (p.Path == path || strings.HasPrefix(filepath.Base(p.Path), ".synoptic-")) {
		cause = p.Err
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrPermission):
		hint = ": name a place that you may write to"
	case errors.Is(err, syscall.ENOSPC):
		hint = ": free some disk space, or name another place"
	}
	return fault.New(fault.Unavailable, "--out %s: %w%s", path, cause, hint)
}

func dirOf(path string) string {
	if i := strings.LastIndexByte(path, os.PathSeparator); i >= 0 {
		return path[:i+1]
	}
	return "."
}
