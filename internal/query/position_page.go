package query

import (
	"context"
	"slices"

	"synoptic/news"
	"synoptic/position"
)

// laidPage is a part of what is shown first.
type laidPage struct {
	Round   int
	Decided string
	All     int // issues of all parts
	Numbers []int
	Steps   []position.Steps
}

// issuesPerPart is how many issues are kept together, keptParts how many parts are: the first
// pages. Steps of an issue beyond the latest keptSteps, and statements of a step beyond the
// first keptStatements, are left to a reading of the shelves.
const (
	issuesPerPart  = 20
	keptParts      = 5
	keptSteps      = 30
	keptStatements = 8
)

// laidOut fills p from what was laid out before, if that was with the same decisions and
// holds as many issues as are asked for.
func (r *Reader) laidOut(ctx context.Context, decided string, limit int, p *news.Positions) (bool, error) {
	var first laidPage
	var issues []news.Issue
	for n := 0; len(issues) < limit; n++ {
		var part laidPage
		found, err := r.unpack(ctx, partName(p.Actors[0].ID, n), &part)
		if err != nil {
			return false, err
		}
		if n == 0 {
			first = part
		}
		if !found || part.Decided != decided || part.Round != first.Round {
			return false, nil
		}
		for i := range part.Steps {
			issues = append(issues, part.Steps[i].Issue)
		}
		if len(issues) >= part.All {
			break
		}
	}
	p.Issues = issues[:min(limit, len(issues))]
	p.More = first.All - len(p.Issues)
	return true, nil
}

// outPages writes the first pages. The steps of what has not changed are taken from the
// pages before; silences are those of now.
func (l *laying) outPages(ctx context.Context, out *LaidOut) error {
	was, err := l.shownBefore(ctx)
	if err != nil {
		return err
	}
	k := l.roster
	numbers := k.ranked()
	occasions := k.occasions(l.actor)
	for n := 0; n < keptParts && (n == 0 || n*issuesPerPart < len(numbers)); n++ {
		part := laidPage{Round: k.Round, Decided: k.Decided, All: len(numbers), Numbers: numbers[n*issuesPerPart : min(len(numbers), (n+1)*issuesPerPart)]}
		for _, number := range part.Numbers {
			s, ok := was[number]
			if !ok {
				if s, err = l.stepsOn(ctx, number); err != nil {
					return err
				}
				shorten(&s.Issue)
			}
			s.Silent(occasions)
			part.Steps = append(part.Steps, s)
		}
		if err := out.put(partName(l.actor, n), part); err != nil {
			return err
		}
	}
	return nil
}

// stepsOn are those on a matter.
func (l *laying) stepsOn(ctx context.Context, number int) (position.Steps, error) {
	if l.steps != nil {
		return l.steps(number)
	}
	m, err := l.matter(ctx, number)
	if err != nil {
		return position.Steps{}, err
	}
	return l.index.Steps(m), nil
}

// shownBefore are the steps of the pages before that are still so.
func (l *laying) shownBefore(ctx context.Context) (map[int]position.Steps, error) {
	was := map[int]position.Steps{}
	for n := 0; n < keptParts && l.steps == nil; n++ {
		var part laidPage
		found, err := l.r.unpack(ctx, partName(l.actor, n), &part)
		if err != nil || !found {
			return was, err
		}
		for i, number := range part.Numbers {
			if l.touched[number] == nil {
				was[number] = part.Steps[i]
			}
		}
	}
	return was, nil
}

// shorten leaves an issue what is shown of it at first.
func shorten(issue *news.Issue) {
	issue.Earlier = max(0, len(issue.Steps)-keptSteps)
	issue.Steps = slices.Clone(issue.Steps[issue.Earlier:])
	for k := range issue.Steps {
		st := &issue.Steps[k]
		st.Statements = st.Statements[:min(len(st.Statements), keptStatements)]
	}
}
