package job

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
)

// Asker gives a second opinion on whether two readings carry one claim.
type Asker interface {
	Ask(ctx context.Context, a, b string) (news.Verdict, error)
	Model() string  // its name
	Prompt() string // version of the question
}

// keptOpinion is how an answer is kept.
type keptOpinion struct {
	Model, Prompt string
	Verdict       news.Verdict
}

// SecondOpinion asks, for every point of the comparisons of c, whether the reading
// that stands for it and each other account's surest reading carry one claim, and
// notes the answers on the points. Answers that s keeps are not asked for again; s
// may be nil. It changes nothing else of c. The first error ends it; what was
// answered before stays.
func SecondOpinion(ctx context.Context, s store.States, ask Asker, c *news.Coverage, progress func(done int)) error {
	at := c.Index()
	textOf := func(r news.Reading) string { return r.Span.In(c.Articles[at[r.Account]].Text) }
	done := 0
	for i := range c.Comparisons {
		for k := range c.Comparisons[i].Points {
			p := &c.Comparisons[i].Points[k]
			p.Opinions = nil
			stands := p.Readings[p.Standing]
			for _, r := range surest(p) {
				if r.Account == stands.Account {
					continue
				}
				answer, err := opinionOn(ctx, s, ask, textOf(stands), textOf(r))
				if err != nil {
					return err
				}
				p.Opinions = append(p.Opinions, news.Opinion{Accounts: [2]string{stands.Account, r.Account}, Verdict: answer, Model: ask.Model(), Prompt: ask.Prompt()})
				if done++; progress != nil {
					progress(done)
				}
			}
		}
	}
	return nil
}

// surest is the reading of each account in which it is surest, in the order of
// accounts.
func surest(p *news.Point) []news.Reading {
	var out []news.Reading
	for _, r := range p.Readings {
		if n := len(out); n == 0 || out[n-1].Account != r.Account {
			out = append(out, r)
		} else if r.Confidence > out[n-1].Confidence {
			out[n-1] = r
		}
	}
	return out
}

func opinionOn(ctx context.Context, s store.States, ask Asker, a, b string) (news.Verdict, error) {
	name := opinionName(ask, a, b)
	if s != nil {
		record, err := s.State(ctx, name)
		if err == nil {
			var k keptOpinion
			if err := json.Unmarshal(record, &k); err != nil {
				return "", fault.New(fault.Conflict, "kept %s: %w", name, err)
			}
			return k.Verdict, nil
		}
		if fault.Of(err) != fault.NotFound {
			return "", err
		}
	}
	answer, err := ask.Ask(ctx, a, b)
	if err != nil || s == nil {
		return answer, err
	}
	record, err := json.Marshal(keptOpinion{ask.Model(), ask.Prompt(), answer})
	if err != nil {
		return "", err
	}
	return answer, s.PutState(ctx, name, record)
}

// opinionName is under what an answer is kept: whoever asks another model, in
// other words, or about other readings asks anew.
func opinionName(ask Asker, a, b string) string {
	h := sha256.New()
	for _, part := range []string{ask.Model(), ask.Prompt(), a, b} {
		h.Write([]byte(part))
		h.Write([]byte{0})
	}
	return "opinion/" + hex.EncodeToString(h.Sum(nil)[:16])
}
