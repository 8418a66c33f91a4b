package cli

import (
	"strconv"
	"testing"
	"time"
)

func TestProgressLine(t *testing.T) {
	for want, got := range map[string]string{
		"reading 50.0 MB of 200.0 MB, 10.0 MB a second, 15s left":      progressLine("reading", 50e6, 200e6, 5*time.Second, megabytes),
		"analysing 30 of 90, 3 a second, 20s left":                     progressLine("analysing", 30, 90, 10*time.Second, func(n float64) string { return strconv.Itoa(int(n)) }),
		"reading 0.0 MB of 1.0 MB, 0.0 MB a second, unknown time left": progressLine("reading", 0, 1e6, time.Second, megabytes),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
