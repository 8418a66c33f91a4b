package guard

import (
	"net"
	"net/http"
	"slices"
	"strings"
)

// policy lets a page load style, script and pictures from this server and
// nothing from anywhere else; no script and no style that stands in the page.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// headed sets the headers that every answer carries. A handler may replace the
// policy by one that allows other things, as for a picture with its own style.
func headed(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		set := w.Header()
		set.Set("Content-Security-Policy", policy)
		set.Set("X-Content-Type-Options", "nosniff")
		set.Set("X-Frame-Options", "DENY")
		set.Set("Referrer-Policy", "same-origin")
		set.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		set.Set("Cross-Origin-Opener-Policy", "same-origin")
		set.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.ServeHTTP(w, r)
	})
}

// named refuses requests for a host of another name.
func named(h http.Handler, hosts []string) http.Handler {
	if hosts == nil {
		return h
	}
	refuse := refusal(http.StatusMisdirectedRequest, "This server does not go by that name.")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !slices.Contains(hosts, hostOnly(r.Host)) {
			refuse.ServeHTTP(w, r)
			return
		}
		h.ServeHTTP(w, r)
	})
}

// hostOnly is a host without port and brackets, in lower case.
func hostOnly(s string) string {
	if host, _, err := net.SplitHostPort(s); err == nil {
		s = host
	}
	return strings.ToLower(strings.Trim(s, "[]"))
}
