package cli

import (
	"context"

	"github.com/spf13/cobra"

	"synoptic/internal/app"
	"synoptic/news"
)

// opinionFlags say whom to ask for a second opinion; nobody, unless the user does.
type opinionFlags struct{ address, model string }

func (o *opinionFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&o.address, "second-opinion", "", "address of a model server (OpenAI's chat completions, such as http://localhost:8080/v1) that is asked whether two readings carry one claim; its answers are shown as such and change nothing (default $SYNOPTIC_SECOND_OPINION, or none)")
	c.Flags().StringVar(&o.model, "opinion-model", "", "name of the model there (default $SYNOPTIC_SECOND_OPINION_MODEL)")
}

// asked reports whether anybody is to be asked.
func (o *opinionFlags) asked(getenv func(string) string) bool {
	return o.address != "" || getenv("SYNOPTIC_SECOND_OPINION") != ""
}

// secondOpinion notes what the model answers on the points of cov. An endpoint
// that does not answer is named, and the comparison goes on without it.
func (e *env) secondOpinion(ctx context.Context, o opinionFlags, s *app.Store, cov *news.Coverage) error {
	if !o.asked(e.getenv) {
		return nil
	}
	e.opinion, e.opinionModel = o.address, o.model
	cfg, err := e.config()
	if err != nil {
		return err
	}
	questions := 0
	for _, c := range cov.Comparisons {
		for _, p := range c.Points {
			questions += p.Voices(each(c.Accounts)) - 1
		}
	}
	if err := app.SecondOpinion(ctx, cfg, s, cov, e.progress("asking "+cfg.SecondOpinionModel, questions)); err != nil {
		e.fail(err)
	}
	return nil
}

// each account as its own voice.
func each(accounts []news.Account) map[string]string {
	out := map[string]string{}
	for _, a := range accounts {
		out[a.Article] = a.Article
	}
	return out
}
