// Package collate sets the accounts of one event side by side: it finds the
// points that several accounts share, the reading that each gives of them, how
// the readings differ, and who is silent. It is pure: the same accounts, in any
// order, give the same Comparison.
package collate

import (
	"fmt"

	"synoptic/news"
	"synoptic/text"
)

// Account is one article as a party to the comparison, with what the analysis
// found in it. Collate reads it and keeps nothing of it.
type Account struct {
	Article *news.Article
	Doc     *text.Document // Tokens and Sentences at least; every further layer makes the comparison finer
	Actors  []string       // parallel to Doc.Chains: Actor.ID, "" if the chain was not resolved; nil if none was
	CopyOf  string         // Article.ID of the origin whose text this is, "" for own reporting
}

// Options are what a user may turn.
type Options struct {
	Match       Match
	NotCaptured []string // outlets that were expected and have no article in the event

	// Arrived is the order in which the accounts came to be known, by Article.ID.
	// A point is named by the reading that came first, so that later accounts
	// change no id; nil for the order of publication.
	Arrived map[string]int
}

// Match says how alike two readings must be to become one point.
type Match string

// The settings of Match. The shown setting is Normal; it favours precision,
// because a false agreement costs more trust than a missed one.
const (
	Strict Match = "strict"
	Normal Match = "normal"
	Loose  Match = "loose"
)

// ParseMatch reads the name of a setting; "" is Normal.
func ParseMatch(s string) (Match, error) {
	switch m := Match(s); m {
	case "":
		return Normal, nil
	case Strict, Normal, Loose:
		return m, nil
	}
	return "", fmt.Errorf("match %q: choose strict, normal or loose", s)
}
