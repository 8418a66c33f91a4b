package web

import (
	"net/http"
	"slices"
)

// What a visitor chooses is kept in cookies that hold nothing else.
const (
	themeCookie   = "theme"
	densityCookie = "density"
)

// The choices; the first is the default.
var (
	themes    = []string{"auto", "light", "dark"}
	densities = []string{"normal", "dense"}
)

// choice reads a cookie; what is none of the choices is the default.
func choice(r *http.Request, cookie string, of []string) string {
	if c, err := r.Cookie(cookie); err == nil && slices.Contains(of, c.Value) {
		return c.Value
	}
	return of[0]
}

func (s *Site) settings(r *http.Request) (answer, error) {
	return view{name: "settings", title: s.pages.say("settings.title"), data: struct{ Themes, Densities []string }{themes, densities}}, nil
}

// saved sets cookies and goes back to where the form was.
type saved struct {
	cookies []*http.Cookie
	to      string
}

func (a saved) write(s *Site, w http.ResponseWriter, r *http.Request) error {
	for _, c := range a.cookies {
		http.SetCookie(w, c)
	}
	return redirect(a.to).write(s, w, r)
}

func (s *Site) saveSettings(r *http.Request) (answer, error) {
	if err := r.ParseForm(); err != nil {
		return nil, badRequest("that form could not be read: %v", err)
	}
	out := saved{to: "/settings"}
	for _, c := range []struct {
		name string
		of   []string
	}{{themeCookie, themes}, {densityCookie, densities}} {
		v := r.PostForm.Get(c.name)
		if !slices.Contains(c.of, v) {
			continue
		}
		out.cookies = append(out.cookies, &http.Cookie{Name: c.name, Value: v, Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil})
	}
	return out, nil
}

func (s *Site) help(*http.Request) (answer, error) {
	return view{name: "help", title: s.pages.say("help.title"), data: shortcuts}, nil
}

// shortcuts are the keys that synoptic.js knows, in the order of the help page.
var shortcuts = []struct{ Keys, Message string }{
	{"/", "key.search"}, {"g h", "key.home"}, {"g e", "key.events"}, {"g s", "key.storylines"}, {"g a", "key.actors"}, {"g o", "key.outlets"},
	{"g q", "key.quote"}, {"g i", "key.inbox"}, {"j", "key.next"}, {"k", "key.previous"}, {"Enter", "key.open"}, {"t", "key.theme"},
	{"1 … 4", "key.layers"}, {"n", "key.nextpage"}, {"?", "key.help"}, {"Esc", "key.leave"},
}
