package link

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestResume takes a Linker up in the middle of a stream: it goes on as if it
// had never stopped.
func TestResume(t *testing.T) {
	next := generated(2000, 200)
	whole, parted := New(Options{}), New(Options{})
	for n := 0; ; n++ {
		a, doc, _ := next()
		if a == nil {
			break
		}
		if n == 80 {
			data, err := parted.Snapshot()
			if err != nil {
				t.Fatal(err)
			}
			if parted, err = Resume(Options{}, data); err != nil {
				t.Fatal(err)
			}
			again, err := parted.Snapshot()
			if err != nil || !bytes.Equal(again, data) {
				t.Errorf("a snapshot of what was resumed differs (%v)", err)
			}
		}
		want, got := whole.Add(a, doc), parted.Add(a, doc)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("article %d: %s", n, diff)
		}
	}
	if diff := cmp.Diff(whole.Actors(), parted.Actors()); diff != "" {
		t.Error(diff)
	}
	if _, err := Resume(Options{}, []byte("no snapshot")); err == nil {
		t.Error("took anything for a snapshot")
	}
}
