// Package config holds what a user may set for a whole run: one struct, filled
// from the environment, overridden by flags, checked once.
package config

import (
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"synoptic/internal/fault"
)

// Config is what a user may set. Environment variables have the names that
// Variables gives; flags overrule them.
type Config struct {
	// DB is the file of the store.
	DB string
	// Workers is how many goroutines annotate at once; at least 1.
	Workers int
	// Match is how alike two readings must be to become one point: strict,
	// normal or loose.
	Match string
	// LogLevel is debug, info, warn or error.
	LogLevel string
	// LogFormat is text or json.
	LogFormat string
	// UserAgent is how we introduce ourselves to other people's servers.
	UserAgent string
	// AllowPrivate lets fetching reach private and loopback addresses.
	AllowPrivate bool
	// SecondOpinion is the address of a model server that speaks OpenAI's chat
	// completions; "" asks for no second opinion.
	SecondOpinion string
	// SecondOpinionModel is the name of the model there.
	SecondOpinionModel string
	// SecondOpinionKey is sent along if the server wants one.
	SecondOpinionKey string
}

// Variable is an environment variable that sets a field.
type Variable struct {
	Name string
	Help string
	set  func(c *Config, value string) error
}

// Variables are all of them, in the order of the documentation.
func Variables() []Variable {
	return []Variable{
		{"SYNOPTIC_DB", "file of the store", text(func(c *Config) *string { return &c.DB })},
		{"SYNOPTIC_WORKERS", "how many articles are annotated at once", func(c *Config, v string) (err error) {
			c.Workers, err = strconv.Atoi(v)
			return err
		}},
		{"SYNOPTIC_MATCH", "how alike two readings must be: strict, normal or loose", text(func(c *Config) *string { return &c.Match })},
		{"SYNOPTIC_LOG_LEVEL", "debug, info, warn or error", text(func(c *Config) *string { return &c.LogLevel })},
		{"SYNOPTIC_LOG_FORMAT", "text or json", text(func(c *Config) *string { return &c.LogFormat })},
		{"SYNOPTIC_USER_AGENT", "how we introduce ourselves to other people's servers", text(func(c *Config) *string { return &c.UserAgent })},
		{"SYNOPTIC_ALLOW_PRIVATE", "true lets fetching reach private addresses", func(c *Config, v string) (err error) {
			c.AllowPrivate, err = strconv.ParseBool(v)
			return err
		}},
		{"SYNOPTIC_SECOND_OPINION", "address of a model server that is asked for a second opinion", text(func(c *Config) *string { return &c.SecondOpinion })},
		{"SYNOPTIC_SECOND_OPINION_MODEL", "name of the model there", text(func(c *Config) *string { return &c.SecondOpinionModel })},
		{"SYNOPTIC_SECOND_OPINION_KEY", "key of the model server, if it wants one", text(func(c *Config) *string { return &c.SecondOpinionKey })},
	}
}

func text(field func(*Config) *string) func(*Config, string) error {
	return func(c *Config, v string) error {
		*field(c) = v
		return nil
	}
}

// Load reads the defaults and then the environment, through getenv
// (os.Getenv). Check is to be called when flags have been laid over it.
func Load(getenv func(string) string) (Config, error) {
	c := Config{DB: defaultDB(getenv), Workers: runtime.GOMAXPROCS(0), Match: "normal", LogLevel: "info", LogFormat: "text", UserAgent: "synoptic"}
	for _, v := range Variables() {
		value := getenv(v.Name)
		if value == "" {
			continue
		}
		if err := v.set(&c, value); err != nil {
			return c, fault.New(fault.Usage, "%s is %q: %w", v.Name, value, err)
		}
	}
	return c, nil
}

// defaultDB is synoptic/synoptic.db in the user's data folder (XDG Base
// Directory Specification); on Windows in the local application data. "" if
// there is no home to put it in.
func defaultDB(getenv func(string) string) string {
	data := getenv("XDG_DATA_HOME")
	if !filepath.IsAbs(data) { // the specification has relative ones passed over
		data = getenv("LocalAppData")
	}
	if home := getenv("HOME"); data == "" && home != "" {
		data = filepath.Join(home, ".local", "share")
	}
	if data == "" {
		return ""
	}
	return filepath.Join(data, "synoptic", "synoptic.db")
}

// Check reports, as a Usage fault, the first setting that cannot be.
func (c *Config) Check() error {
	switch {
	case c.DB == "":
		return fault.New(fault.Usage, "no place for the store: set --db or SYNOPTIC_DB")
	case c.SecondOpinion != "" && c.SecondOpinionModel == "":
		return fault.New(fault.Usage, "second opinion: name the model, too: --opinion-model or SYNOPTIC_SECOND_OPINION_MODEL")
	case c.Workers < 1 || c.Workers > 1024:
		return fault.New(fault.Usage, "workers: %d is not between 1 and 1024", c.Workers)
	case strings.ContainsAny(c.UserAgent, "\r\n") || c.UserAgent == "":
		return fault.New(fault.Usage, "user agent %q: want one line", c.UserAgent)
	}
	for _, choice := range []struct {
		name, value string
		of          []string
	}{
		{"match", c.Match, []string{"strict", "normal", "loose"}},
		{"log level", c.LogLevel, []string{"debug", "info", "warn", "error"}},
		{"log format", c.LogFormat, []string{"text", "json"}},
	} {
		if !slices.Contains(choice.of, choice.value) {
			return fault.New(fault.Usage, "%s %q: choose %s", choice.name, choice.value, strings.Join(choice.of, ", "))
		}
	}
	return nil
}
