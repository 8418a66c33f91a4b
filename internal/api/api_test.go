package api_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"synoptic/internal/api"
	"synoptic/internal/app"
	"synoptic/internal/config"
	"synoptic/internal/job"
	"synoptic/news"
)

var texts = map[string]string{
	"courier": "Lomenz raises harbour dues\n\nLOMENZ, 8 April 2031 – Harbour master Ada Keld said on Tuesday that dues will rise by a tenth. “Nobody likes it, but the quay must be repaired,” Keld said. Fishermen protested.",
	"post":    "Dues to rise in Lomenz\n\nLOMENZ, 8 April 2031 – The harbour dues of Lomenz will rise by 12 percent, harbour master Ada Keld said on Tuesday. “The quay must be repaired,” she said.",
}

func served(t *testing.T) *httptest.Server {
	t.Helper()
	ctx := context.Background()
	s, err := app.OpenStore(ctx, config.Config{DB: filepath.Join(t.TempDir(), "s.db"), Match: "normal", Workers: 1}, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	articles := func(yield func(news.Article, error) bool) {
		for _, id := range []string{"courier", "post"} {
			if !yield(news.Article{ID: id, Outlet: "The " + id, Text: texts[id], Language: "en", Published: news.Date{Year: 2031, Month: 4, Day: 9}}, nil) {
				return
			}
		}
	}
	if _, err := s.Ingest(ctx, articles, func(job.Outcome) {}); err != nil {
		t.Fatal(err)
	}
	if bad, err := s.Analyse(ctx, nil); bad != nil || err != nil {
		t.Fatal(bad, err)
	}
	srv := httptest.NewServer(api.New(api.Config{Reader: s.Reader, Decider: s, Formats: app.Formats(), Version: "test"}))
	t.Cleanup(srv.Close)
	return srv
}

// reply is a response whose body was read.
type reply struct {
	StatusCode int
	Header     http.Header
}

func get(t *testing.T, url string, header ...string) (reply, string) {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(header) == 2 {
		req.Header.Set(header[0], header[1])
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{res.StatusCode, res.Header}, string(b)
}

func decode[T any](t *testing.T, body string) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(body), &v); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	return v
}

type list struct {
	Items []struct{ ID, Text, Name, Article string }
	Next  string
	Total int
}

func TestReading(t *testing.T) {
	srv := served(t)
	for _, c := range []struct {
		path   string
		status int
		want   string
	}{
		{"/articles", 200, `"id":"courier"`},
		{"/articles?outlet=The+post", 200, `"total":1`},
		{"/articles/courier", 200, `"kind":"direct"`},
		{"/articles/courier?offsets=utf16", 200, `"offsets":"utf16"`},
		{"/articles/nobody", 404, `"status":404`},
		{"/articles/courier/passage?start=0&end=6&context=8", 200, `"text":"Lomenz"`},
		{"/articles/courier/passage?start=0&end=99999", 422, `no span 0-99999`},
		{"/articles/courier/passage?start=x&end=3", 422, `"errors"`},
		{"/articles?from=2031-13-01", 422, `date`},
		{"/articles?limit=5000", 422, `"errors"`},
		{"/events?accounts=2", 200, `"outlets":2`},
		{"/storylines", 200, `"articles":2`},
		{"/actors?name=keld", 200, `Ada Keld`},
		{"/actors/Ada%20Keld/positions", 200, `"change":"first"`},
		{"/actors/nobody/positions", 404, `"status":404`},
		{"/statements", 200, `the quay must be repaired`},
		{"/outlets", 200, `"outlet":"The courier"`},
		{"/captures", 200, `"items":[]`},
		{"/search/articles?q=quay+-fishermen", 200, `"id":"post"`},
		{"/search/statements?q=%22must+be+repaired%22", 200, `"facets"`},
		{"/search/articles?q=-quay", 422, `only excluded`},
		{"/search/articles", 422, `required`},
		{"/quote?text=The+quay+must+be+mended", 200, `"kind":"left_out","text":"mended"`},
		{"/quote?text=%3F", 422, `no word`},
		{"/counts", 200, `"articles":2`},
		{"/decisions", 200, `"items":[]`},
		{"/nowhere", 404, ``},
		{"/openapi.json", 200, `"openapi":"3.1.0"`},
		{"/", 200, `GET /api/v1/events/{id}/comparison`},
	} {
		res, body := get(t, srv.URL+api.Prefix+c.path)
		if res.StatusCode != c.status || !strings.Contains(body, c.want) {
			t.Errorf("%s: %d, want %d with %q in\n%.600s", c.path, res.StatusCode, c.status, c.want, body)
		}
		if c.status == 422 && res.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: an error as %s", c.path, res.Header.Get("Content-Type"))
		}
	}
}

func TestPaging(t *testing.T) {
	srv := served(t)
	var ids []string
	for after := ""; ; {
		_, body := get(t, srv.URL+api.Prefix+"/articles?limit=1&after="+url.QueryEscape(after))
		l := decode[list](t, body)
		if len(l.Items) != 1 || l.Total != 2 {
			t.Fatalf("page %s", body)
		}
		ids = append(ids, l.Items[0].ID)
		if after = l.Next; after == "" {
			break
		}
	}
	slices.Sort(ids)
	if strings.Join(ids, " ") != "courier post" {
		t.Errorf("pages gave %q", ids)
	}
}

// What was got once is not sent again while it is the same.
func TestEntityTag(t *testing.T) {
	srv := served(t)
	res, _ := get(t, srv.URL+api.Prefix+"/articles")
	tag := res.Header.Get("ETag")
	if res, body := get(t, srv.URL+api.Prefix+"/articles", "If-None-Match", `"other", W/`+tag); res.StatusCode != http.StatusNotModified || body != "" {
		t.Errorf("same tag: %d %q", res.StatusCode, body)
	}
	if res, _ := get(t, srv.URL+api.Prefix+"/articles", "If-None-Match", `"other"`); res.StatusCode != http.StatusOK {
		t.Errorf("other tag: %d", res.StatusCode)
	}
}

// An event's comparison is the command line's, in every format.
func TestComparison(t *testing.T) {
	srv := served(t)
	_, body := get(t, srv.URL+api.Prefix+"/events?accounts=2")
	event := decode[list](t, body).Items[0].ID
	for _, f := range app.Formats() {
		res, body := get(t, srv.URL+api.Prefix+"/events/"+event+"/comparison?format="+f.Name)
		if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != f.Media || body == "" {
			t.Errorf("%s: %d %s, %d bytes", f.Name, res.StatusCode, res.Header.Get("Content-Type"), len(body))
		}
	}
	_, body = get(t, srv.URL+api.Prefix+"/events/"+event+"/comparison?with_text=true")
	c := decode[struct {
		Events []struct {
			Accounts []struct{ ID, Text string }
			Points   []struct {
				Readings []struct {
					Account    string
					Start, End int
					Text       string
				}
			}
		}
	}](t, body)
	for _, p := range c.Events[0].Points {
		for _, r := range p.Readings {
			if texts[r.Account][r.Start:r.End] != r.Text {
				t.Errorf("%s %d-%d is not %q", r.Account, r.Start, r.End, r.Text)
			}
		}
	}
	if len(c.Events[0].Points) == 0 {
		t.Error("no points")
	}
	if res, _ := get(t, srv.URL+api.Prefix+"/events/"+event+"/comparison?format=docx"); res.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("unknown format: %d", res.StatusCode)
	}
}

func TestDecisions(t *testing.T) {
	srv := served(t)
	_, body := get(t, srv.URL+api.Prefix+"/actors?name=keld")
	actor := decode[list](t, body).Items[0].ID
	post := func(body string) (reply, string) {
		res, err := http.Post(srv.URL+api.Prefix+"/decisions", "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		b, _ := io.ReadAll(res.Body)
		return reply{res.StatusCode, res.Header}, string(b)
	}
	res, body := post(`{"kind":"actor.rename","subjects":["` + actor + `"],"args":["A. Keld"],"note":"as she signs"}`)
	if res.StatusCode != http.StatusCreated {
		t.Fatalf("rename: %d %s", res.StatusCode, body)
	}
	id := decode[struct{ ID string }](t, body).ID
	if _, body := get(t, srv.URL+api.Prefix+"/actors/"+actor); !strings.Contains(body, `"name":"A. Keld"`) {
		t.Errorf("not renamed: %s", body)
	}
	req, _ := http.NewRequest(http.MethodDelete, srv.URL+api.Prefix+"/decisions/"+id, nil)
	undone, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer undone.Body.Close()
	if undone.StatusCode != http.StatusNoContent {
		t.Fatalf("undo: %s", undone.Status)
	}
	if _, body := get(t, srv.URL+api.Prefix+"/actors/"+actor); !strings.Contains(body, `"name":"Ada Keld"`) {
		t.Errorf("not undone: %s", body)
	}
	if _, body := get(t, srv.URL+api.Prefix+"/decisions"); !strings.Contains(body, `"undone":true`) {
		t.Errorf("history %s", body)
	}
	_, body = get(t, srv.URL+api.Prefix+"/events?accounts=2")
	event := decode[list](t, body).Items[0].ID
	_, body = get(t, srv.URL+api.Prefix+"/events/"+event+"/comparison")
	point := decode[struct {
		Events []struct{ Points []struct{ ID string } }
	}](t, body).Events[0].Points[0].ID
	if res, body := post(`{"kind":"point.name","event":"` + event + `","subjects":["` + point + `"],"args":["the dues"]}`); res.StatusCode != http.StatusCreated {
		t.Errorf("naming a point: %d %s", res.StatusCode, body)
	}
	if _, body = get(t, srv.URL+api.Prefix+"/events/"+event+"/comparison"); !strings.Contains(body, `"name":"the dues"`) {
		t.Error("the point was not named")
	}
	for _, bad := range []string{`{"kind":"point.name","subjects":["` + point + `"],"args":["x"]}`, `{"kind":"actor.rename","subjects":[]}`, `{"kind":"actor.levitate","subjects":["x"]}`, `{`, `{"kind":"actor.rename","subjects":["nobody"],"args":["x"]}`} {
		if res, body := post(bad); res.StatusCode < 400 || res.StatusCode >= 500 {
			t.Errorf("%s: %d %s", bad, res.StatusCode, body)
		}
	}
}

func TestProgress(t *testing.T) {
	srv := served(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	req, _ := http.NewRequestWithContext(ctx, http.MethodGet, srv.URL+api.Prefix+"/progress", nil)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	lines := bufio.NewScanner(res.Body)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "data:") {
			if !strings.Contains(lines.Text(), `"articles":2`) {
				t.Errorf("progress %s", lines.Text())
			}
			return
		}
	}
	t.Error("no event came")
}
