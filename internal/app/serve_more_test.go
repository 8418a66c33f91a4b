package app

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"synoptic/internal/config"
	"synoptic/internal/job"
	"synoptic/news"
)

func TestServeSavedSearchesAPI(t *testing.T) {
	base := serving(t, emptyStore(t), ServeOptions{}) + "/api/v1/searches"
	ask := func(method, path, body string, want int) string {
		t.Helper()
		status, answer := fetchPage(t, http.DefaultClient, request(t, method, base+path, body, "Content-Type", "application/json"))
		if status != want {
			t.Fatalf("%s %s %s: %d, want %d: %s", method, path, body, status, want, answer)
		}
		return answer
	}
	ask("POST", "", `{"q": ""}`, http.StatusUnprocessableEntity)
	ask("POST", "", `{"q": "-dues"}`, http.StatusUnprocessableEntity)
	ask("POST", "", `{"q": "dues", "hook": "file:///etc/passwd"}`, http.StatusUnprocessableEntity)
	ask("POST", "", `{"q": "dues", "from": "soon"}`, http.StatusUnprocessableEntity)
	var made struct{ ID string }
	if err := json.Unmarshal([]byte(ask("POST", "", `{"q": "dues OR tolls", "name": "Dues", "in": "statements", "outlet": ["The Post"], "from": "2031-04-01"}`, http.StatusCreated)), &made); err != nil || made.ID == "" {
		t.Fatalf("made %+v, %v", made, err)
	}
	all := ask("GET", "", "", http.StatusOK)
	for _, want := range []string{`"id":"` + made.ID + `"`, `"q":"dues OR tolls"`, `"name":"Dues"`, `"in":"statements"`, `"outlet":["The Post"]`, `"from":"2031-04-01"`, `"total":1`} {
		if !strings.Contains(all, want) {
			t.Errorf("the list lacks %s: %s", want, all)
		}
	}
	ask("DELETE", "/"+made.ID, "", http.StatusNoContent)
	ask("DELETE", "/"+made.ID, "", http.StatusNotFound)
	if all = ask("GET", "", "", http.StatusOK); !strings.Contains(all, `"items":[]`) {
		t.Errorf("what was removed is still there: %s", all)
	}
}

// A model is asked about an event's points when an analyst wants it, and what it
// answers stands beside them as its opinion.
func TestServeOpinions(t *testing.T) {
	var asked atomic.Int32
	model := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		_, _ = io.WriteString(w, `{"choices": [{"message": {"role": "assistant", "content": "No."}}]}`)
	}))
	t.Cleanup(model.Close)
	s, err := OpenStore(context.Background(), config.Config{DB: filepath.Join(t.TempDir(), "s.db"), Match: "normal", Workers: 1, SecondOpinion: model.URL + "/v1", SecondOpinionModel: "tiny"}, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	articles := func(yield func(news.Article, error) bool) {
		for _, a := range [][2]string{
			{"courier", "Lomenz raises harbour dues\n\nLOMENZ, 8 April 2031 – Harbour master Ada Keld said on Tuesday that the harbour dues will rise by a tenth. “Nobody likes it, but the quay must be repaired,” Keld said."},
			{"post", "Dues to rise in Lomenz\n\nLOMENZ, 8 April 2031 – The harbour dues of Lomenz will rise by 12 percent, harbour master Ada Keld said on Tuesday. “The quay must be repaired,” she said."},
		} {
			if !yield(news.Article{ID: a[0], Outlet: "The " + a[0], Text: a[1], Language: "en", Published: news.Date{Year: 2031, Month: 4, Day: 9}}, nil) {
				return
			}
		}
	}
	if _, err := s.Ingest(context.Background(), articles, func(job.Outcome) {}); err != nil {
		t.Fatal(err)
	}
	if bad, err := s.Analyse(context.Background(), nil); bad != nil || err != nil {
		t.Fatal(bad, err)
	}
	base := serving(t, s, ServeOptions{})
	get := func(path string) string {
		t.Helper()
		status, page := fetchPage(t, http.DefaultClient, request(t, "GET", base+path, ""))
		if status != http.StatusOK {
			t.Fatalf("%s: %d %s", path, status, page)
		}
		return page
	}
	const verdict, none = "one claim: no", "opinion, no evidence"
	if page := get("/event/e1"); !strings.Contains(page, "Ask tiny about this event") || strings.Contains(page, none) || asked.Load() > 0 {
		t.Fatalf("before it was asked (%d times): %s", asked.Load(), page)
	}
	if status, page := fetchPage(t, http.DefaultClient, request(t, "POST", base+"/event/e1/opinions", "", "Content-Type", "application/x-www-form-urlencoded")); status != http.StatusOK {
		t.Fatalf("ask: %d %s", status, page)
	}
	page := ""
	for strings.Contains(page, "is being asked") || page == "" {
		time.Sleep(20 * time.Millisecond)
		page = get("/event/e1")
	}
	if !strings.Contains(page, verdict) || !strings.Contains(page, none) || !strings.Contains(page, "tiny, prompt") {
		t.Errorf("after it was asked %d times: %s", asked.Load(), page)
	}
}
