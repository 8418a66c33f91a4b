package web

import "net/http"

// SignInView is what the page of signing in shows.
type SignInView struct {
	Message  string // key of a message, "" for none
	Name     string // as typed
	Next     string // where to go afterwards
	Provider string // name of an OpenID provider, "" for none
}

// SignIn writes the page of signing in.
func (s *Site) SignIn(w http.ResponseWriter, r *http.Request, status int, v SignInView) {
	page := view{name: "signin", title: s.pages.say("signin.title"), status: status, data: v}
	if err := page.write(s, w, r); err != nil {
		s.Log.Error("page", "path", r.URL.Path, "error", err)
	}
}
