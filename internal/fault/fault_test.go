package fault

import (
	"fmt"
	"testing"
)

func TestMissing(t *testing.T) {
	err := fmt.Errorf("read: %w", Missing("event", "e7"))
	if Of(err) != NotFound || Lacks(err) != "event" || err.Error() != `read: no event "e7" in the store` {
		t.Errorf("%v: kind %v, lacks %q", err, Of(err), Lacks(err))
	}
	if err := New(NotFound, "no page"); Lacks(err) != "" {
		t.Errorf("%v lacks %q", err, Lacks(err))
	}
}
