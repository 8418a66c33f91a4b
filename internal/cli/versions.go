package cli

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"synoptic/internal/app"
	"synoptic/internal/query"
	"synoptic/text"
)

func versionsCommand(e *env) *cobra.Command {
	c := &cobra.Command{
		Use:   "versions ID",
		Short: "Show how an article was edited, sentence by sentence",
		Long: `Versions lists the versions of an article that are kept, and shows how two of
them differ: sentences that were removed (-), added (+) and changed (~, with what
stood there before), and quotations that are not the same in both, flagged.
Without --from and --to these are the last two.`,
		Example: "  synoptic versions lomenz_zena\n  synoptic versions --from 1 --to 3 --format json lomenz_zena",
		Args:    cobra.ExactArgs(1),
	}
	e.dbFlag(c)
	var format string
	formatFlag(c, &format, "text", "json")
	from := c.Flags().Int("from", 0, "number of the older version")
	to := c.Flags().Int("to", 0, "number of the newer version")
	c.RunE = func(c *cobra.Command, args []string) error {
		return e.withStore(c.Context(), true, func(s *app.Store) error {
			r, err := s.Revision(c.Context(), args[0], *from, *to)
			if err != nil {
				return err
			}
			if format == "json" {
				return jsonLines(e.out, []query.Revision{r}, revisionRow)
			}
			e.revision(&r)
			return nil
		})
	}
	return c
}

// revision prints what differs.
func (e *env) revision(r *query.Revision) {
	for i, v := range r.Versions {
		fmt.Fprintf(e.out, "version %d  kept %s  %d bytes\n", i+1, v.Kept.Local().Format("2006-01-02 15:04"), len(v.Article.Text))
	}
	if r.From == r.To {
		return
	}
	fmt.Fprintf(e.out, "\nversion %d to %d\n", r.From, r.To)
	same := 0
	for _, s := range r.Steps {
		switch s.Kind {
		case query.StepSame:
			same++
			continue
		case query.StepRemoved:
			fmt.Fprintf(e.out, "- %s\n", plain(s.Old.In(r.Old.Text)))
		case query.StepAdded:
			fmt.Fprintf(e.out, "+ %s\n", plain(s.New.In(r.New.Text)))
		case query.StepChanged:
			fmt.Fprintf(e.out, "~ %s\n  before: %s\n", plain(s.New.In(r.New.Text)), plain(s.Old.In(r.Old.Text)))
		}
		for _, q := range s.Quotes {
			fmt.Fprintf(e.out, "  quotation changed: %s\n", quoteChange(plain(q.Old.In(r.Old.Text)), plain(q.New.In(r.New.Text))))
		}
	}
	fmt.Fprintf(e.out, "%d of %d sentences are the same\n", same, len(r.Steps))
}

func quoteChange(before, now string) string {
	switch {
	case now == "":
		return fmt.Sprintf("%q was removed", before)
	case before == "":
		return fmt.Sprintf("%q was added", now)
	}
	return fmt.Sprintf("%q was %q", now, before)
}

// The shape of a revision in JSON; spans are bytes of the version's text, null
// where it has nothing there.
type (
	revisionJSON struct {
		Version  int           `json:"version"`
		Offsets  string        `json:"offsets"`
		Article  string        `json:"article"`
		Versions []versionJSON `json:"versions"`
		From     int           `json:"from"`
		To       int           `json:"to"`
		Steps    []stepJSON    `json:"steps"`
	}
	versionJSON struct {
		Kept   time.Time `json:"kept"`
		SHA256 string    `json:"text_sha256"`
	}
	stepJSON struct {
		Kind   string     `json:"kind"`
		Old    *[2]int    `json:"old"`
		New    *[2]int    `json:"new"`
		Edits  []editJSON `json:"edits,omitempty"`
		Quotes []editJSON `json:"quotes,omitempty"`
	}
	editJSON struct {
		Old *[2]int `json:"old"`
		New *[2]int `json:"new"`
	}
)

func revisionRow(r query.Revision) revisionJSON {
	out := revisionJSON{Version: 1, Offsets: string(text.UTF8), Article: r.New.ID, From: r.From, To: r.To, Steps: []stepJSON{}}
	for _, v := range r.Versions {
		out.Versions = append(out.Versions, versionJSON{v.Kept, v.Article.SHA256()})
	}
	for _, s := range r.Steps {
		if s.Kind == query.StepSame {
			continue
		}
		row := stepJSON{Kind: string(s.Kind), Old: pair(s.Old), New: pair(s.New)}
		for _, x := range s.Edits {
			row.Edits = append(row.Edits, editJSON{pair(x.Old), pair(x.New)})
		}
		for _, x := range s.Quotes {
			row.Quotes = append(row.Quotes, editJSON{pair(x.Old), pair(x.New)})
		}
		out.Steps = append(out.Steps, row)
	}
	return out
}

func pair(s text.Span) *[2]int {
	if s.Empty() {
		return nil
	}
	return &[2]int{s.Start, s.End}
}
