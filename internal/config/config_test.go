package config

import (
	"path/filepath"
	"strings"
	"testing"

	"synoptic/internal/fault"
)

func env(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestLoad(t *testing.T) {
	root := t.TempDir() // absolute on every system
	for _, c := range []struct {
		name string
		env  func(string) string
		db   string
	}{
		{"home", env("HOME", root), filepath.Join(root, ".local", "share", "synoptic", "synoptic.db")},
		{"XDG", env("HOME", "/elsewhere", "XDG_DATA_HOME", root), filepath.Join(root, "synoptic", "synoptic.db")},
		{"relative XDG is passed over", env("HOME", root, "XDG_DATA_HOME", "data"), filepath.Join(root, ".local", "share", "synoptic", "synoptic.db")},
		{"variable", env("HOME", root, "SYNOPTIC_DB", "x.db"), "x.db"},
	} {
		got, err := Load(c.env)
		if err != nil || got.DB != c.db {
			t.Errorf("%s: %q, %v, want %q", c.name, got.DB, err, c.db)
		}
		if err := got.Check(); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	c, err := Load(env("SYNOPTIC_WORKERS", "3", "SYNOPTIC_ALLOW_PRIVATE", "true", "SYNOPTIC_MATCH", "loose"))
	if err != nil || c.Workers != 3 || !c.AllowPrivate || c.Match != "loose" {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestRefuses(t *testing.T) {
	for _, c := range []struct{ name, value, says string }{
		{"SYNOPTIC_WORKERS", "many", "SYNOPTIC_WORKERS"}, {"SYNOPTIC_WORKERS", "0", "workers"}, {"SYNOPTIC_MATCH", "perhaps", "strict, normal, loose"},
		{"SYNOPTIC_LOG_LEVEL", "loud", "log level"}, {"SYNOPTIC_LOG_FORMAT", "xml", "log format"}, {"SYNOPTIC_USER_AGENT", "a\nb", "one line"}, {"HOME", "", "--db"},
	} {
		pairs := []string{c.name, c.value, "HOME", "/home/x"}
		got, err := Load(env(pairs...))
		if err == nil {
			err = got.Check()
		}
		if err == nil || fault.Of(err) != fault.Usage || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s=%s: got %v, want a usage fault that says %q", c.name, c.value, err, c.says)
		}
	}
}
