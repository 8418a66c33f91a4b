package news

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"synoptic/text"
)

// StatementsOf lifts the attributions out of an article's document. ActorOf gives
// the actor's id of each chain.
func StatementsOf(a *Article, doc *text.Document, actorOf []string) []Statement {
	var out []Statement
	for i := range doc.Attributions {
		at := &doc.Attributions[i]
		actor := ""
		if at.Speaker >= 0 && at.Speaker < len(actorOf) {
			actor = actorOf[at.Speaker]
		}
		out = append(out, Statement{ID: statementID(a, at), Article: a.ID, Attribution: i, Actor: actor, Content: at.Content,
			Date: a.Published, Kind: at.Kind, Polarity: at.Polarity, Modality: at.Modality, Confidence: at.Confidence})
	}
	return out
}

// statementID depends on the words and where they stand.
func statementID(a *Article, at *text.Attribution) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s %v %v", a.ID, at.Source, at.Cue)
	for _, s := range at.Content {
		fmt.Fprintf(h, " %d %s", s.Start, s.In(a.Text))
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
