package fetch

import (
	"bytes"
	"context"
	"net/http"

	"synoptic/internal/fault"
)

// Post sends body to an address that the user named, and reads the answer under
// the limits of Get. It asks no robots.txt, waits for no turn and follows no
// redirect: whoever named the address speaks for it. An answer of any status is a
// Response; an error says why there is none.
func (c *Client) Post(ctx context.Context, address string, header http.Header, body []byte) (*Response, error) {
	r, err := c.post(ctx, address, header, body)
	if err != nil {
		return nil, fault.New(kindOf(err), "post to %s: %w", address, err)
	}
	return r, nil
}

func (c *Client) post(ctx context.Context, address string, header http.Header, body []byte) (*Response, error) {
	u, err := checkURL(address)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, c.o.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	for k, v := range header {
		req.Header[k] = v
	}
	req.Header.Set("User-Agent", c.o.UserAgent)
	res, err := c.http.Do(req)
	if err != nil {
		return nil, unwrapURL(err)
	}
	defer func() { _ = res.Body.Close() }()
	r := &Response{URL: u.String(), Status: res.StatusCode, ContentType: res.Header.Get("Content-Type")}
	if res.StatusCode < 200 || res.StatusCode > 299 {
		return r, nil
	}
	return r, c.read(ctx, r, res)
}
