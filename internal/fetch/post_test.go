package fetch

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestPost(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		switch {
		case r.URL.Path == "/moved":
			http.Redirect(w, r, "/", http.StatusTemporaryRedirect)
		case r.Method != http.MethodPost || r.Header.Get("X-Key") != "k" || string(b) != "question":
			t.Errorf("%s %q with key %q", r.Method, b, r.Header.Get("X-Key"))
		default:
			_, _ = io.WriteString(w, "answer")
		}
	}))
	defer s.Close()
	c := New(Options{AllowPrivate: true, MaxBytes: 100})
	defer c.Close()
	header := http.Header{"X-Key": {"k"}}
	r, err := c.Post(context.Background(), s.URL, header, []byte("question"))
	if err != nil || r.Status != http.StatusOK || string(r.Body) != "answer" {
		t.Errorf("%+v, %v", r, err)
	}
	r, err = c.Post(context.Background(), s.URL+"/moved", header, nil)
	if err != nil || r.Status != http.StatusTemporaryRedirect {
		t.Errorf("a redirect is followed: %+v, %v", r, err)
	}
	careful := New(Options{})
	defer careful.Close()
	if _, err := careful.Post(context.Background(), s.URL, header, nil); !errors.Is(err, ErrPrivate) {
		t.Errorf("loopback without leave: %v, want ErrPrivate", err)
	}
	if _, err := c.Post(context.Background(), "file:///etc/hosts", nil, nil); !errors.Is(err, ErrScheme) {
		t.Errorf("a file: %v, want ErrScheme", err)
	}
}
