package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"synoptic/news"
)

// Columns name the cells of a Row, in order.
var Columns = []string{"event", "record", "point", "speaker", "account", "outlet", "kind", "fit", "start", "end", "text", "note"}

// CSV writes the rows of a coverage. A cell that a spreadsheet would take for a
// formula is led by an apostrophe.
func CSV(w io.Writer, c *news.Coverage, opt Options) error {
	out := csv.NewWriter(w)
	if err := out.Write(Columns); err != nil {
		return err
	}
	for _, r := range Rows(c, opt) {
		err := out.Write([]string{r.Event, string(r.Record), r.Point, inert(r.Speaker), inert(r.Account), inert(r.Outlet),
			r.Kind, r.Fit, digits(r.Start), digits(r.End), inert(r.Text), inert(r.Note)})
		if err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func digits(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// inert keeps a spreadsheet from running a cell as a formula (OWASP, CSV
// injection).
func inert(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
