package news

import (
	"reflect"
	"testing"
)

func TestOrigins(t *testing.T) {
	c := Comparison{Accounts: []Account{{Article: "a"}, {Article: "b", CopyOf: "a"}, {Article: "c", CopyOf: "b"}, {Article: "d", CopyOf: "elsewhere"},
		{Article: "x", CopyOf: "y"}, {Article: "y", CopyOf: "x"}}}
	got := c.Origins()
	if want := map[string]string{"a": "a", "b": "a", "c": "a", "d": "d"}; !reflect.DeepEqual(map[string]string{"a": got["a"], "b": got["b"], "c": got["c"], "d": got["d"]}, want) {
		t.Errorf("origins %v, want %v", got, want)
	}
	p := Point{Readings: []Reading{{Account: "a"}, {Account: "c"}, {Account: "d"}}}
	if n := p.Voices(got); n != 2 {
		t.Errorf("%d voices, want 2: c is a copy of a copy of a", n)
	}
}

func TestShort(t *testing.T) {
	c := Comparison{Accounts: []Account{{Article: "a", Words: 300}, {Article: "b", Words: 99}, {Article: "c", Words: 400}}}
	for article, want := range map[string]bool{"a": false, "b": true, "c": false} {
		if got := c.Short(article); got != want {
			t.Errorf("short(%s) = %v, want %v", article, got, want)
		}
	}
}
