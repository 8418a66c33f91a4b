package cli

import (
	"encoding/json"
	"io"
)

// jsonLines writes each row, shaped by of, as a line.
func jsonLines[T, L any](w io.Writer, rows []T, of func(T) L) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, r := range rows {
		if err := enc.Encode(of(r)); err != nil {
			return err
		}
	}
	return nil
}
