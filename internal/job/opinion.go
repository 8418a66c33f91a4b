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
	done := 0
	return opinions(ask, c, func(a, b string) (news.Verdict, error) {
		answer, err := opinionOn(ctx, s, ask, a, b)
		if done++; err == nil && progress != nil {
			progress(done)
		}
		return answer, err
	})
}

// KeptOpinions notes on the points of c what was answered before. Nobody is asked.
func KeptOpinions(ctx context.Context, s store.States, ask Asker, c *news.Coverage) error {
	return opinions(ask, c, func(a, b string) (news.Verdict, error) { return keptOpinionOn(ctx, s, ask, a, b) })
}

// opinions notes on the points of c what answer gives, unless it is "".
func opinions(ask Asker, c *news.Coverage, answer func(a, b string) (news.Verdict, error)) error {
	at := c.Index()
	textOf := func(r news.Reading) string { return r.Span.In(c.Articles[at[r.Account]].Text) }
	for i := range c.Comparisons {
		for k := range c.Comparisons[i].Points {
			p := &c.Comparisons[i].Points[k]
			p.Opinions = nil
			stands := p.Readings[p.Standing]
			for _, r := range surest(p) {
				if r.Account == stands.Account {
					continue
				}
				verdict, err := answer(textOf(stands), textOf(r))
				if err != nil {
					return err
				}
				if verdict != "" {
					p.Opinions = append(p.Opinions, news.Opinion{Accounts: [2]string{stands.Account, r.Account}, Verdict: verdict, Model: ask.Model(), Prompt: ask.Prompt()})
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

// keptOpinionOn is what was answered before; "" if it was not.
func keptOpinionOn(ctx context.Context, s store.States, ask Asker, a, b string) (news.Verdict, error) {
	name := opinionName(ask, a, b)
	record, err := s.State(ctx, name)
	if err != nil && fault.Of(err) == fault.NotFound {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	var k keptOpinion
	if err := json.Unmarshal(record, &k); err != nil {
		return "", fault.New(fault.Conflict, "kept %s: %w", name, err)
	}
	return k.Verdict, nil
}

func opinionOn(ctx context.Context, s store.States, ask Asker, a, b string) (news.Verdict, error) {
	if s != nil {
		if kept, err := keptOpinionOn(ctx, s, ask, a, b); err != nil || kept != "" {
			return kept, err
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
	return answer, s.PutState(ctx, opinionName(ask, a, b), record)
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
