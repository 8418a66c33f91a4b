package news

import "time"

// Decision is what an analyst settled by hand. Decisions are kept beside what
// the program derives and applied to it anew after every analysis; they never
// change an article or a document. A decision is never deleted: it is undone,
// and says so.
type Decision struct {
	ID       string // unique in its store
	When     time.Time
	Who      string
	Kind     DecisionKind
	Event    string   `json:",omitempty"` // Event.ID that the points are of; "" of a decision about other things
	Subjects []string // ids of the actors, events or points decided about; the first is the one that stays
	Names    []string // what the subjects were called when it was decided, of events the id of their first article; parallel to Subjects: finds them again should an analysis give other ids; may be nil
	Args     []string // as Kind says
	Note     string   // why, in the analyst's words
	Undone   bool
	UndoneBy string    // who, "" unless Undone
	UndoneAt time.Time // zero unless Undone
}

// DecisionKind is what was decided.
type DecisionKind string

// The kinds of decision, with their Subjects and Args.
const (
	MergeActors DecisionKind = "actor.merge"      // two ids or more are one actor, the first; no Args
	SplitActor  DecisionKind = "actor.split"      // one id; Args: the aliases that belong to another actor, at least one
	RenameActor DecisionKind = "actor.rename"     // one id; Args: the name
	RejectActor DecisionKind = "actor.reject"     // one id is no actor; no Args
	NeverSame   DecisionKind = "actor.never_same" // two ids are not one actor; no Args

	MergeEvents DecisionKind = "event.merge"  // two ids or more are one event, the first; no Args
	SplitEvent  DecisionKind = "event.split"  // one id; Args: ids of the articles that belong to another event
	MoveArticle DecisionKind = "event.move"   // one id; Args: ids of the articles that belong to it, wherever they were
	RenameEvent DecisionKind = "event.rename" // one id; Args: the title
	RejectEvent DecisionKind = "event.reject" // one id is no event; no Args

	MergePoints   DecisionKind = "point.merge"   // two ids or more are one point, the first; no Args
	SplitPoint    DecisionKind = "point.split"   // one id; Args: ids of the articles whose readings are another point
	NamePoint     DecisionKind = "point.name"    // one id; Args: the name
	RejectPoint   DecisionKind = "point.reject"  // one id is no point; no Args
	ConfirmPoint  DecisionKind = "point.confirm" // one id is right as it stands; no Args
	DismissDiffer DecisionKind = "point.dismiss" // one id; Args: the kind of divergence that is none, and, if it is none for some accounts alone, their ids

	MergeIssues DecisionKind = "issue.merge"  // two ids or more are one issue, the first; no Args
	SplitIssue  DecisionKind = "issue.split"  // one id; Args: ids of the statements that are on another issue
	RenameIssue DecisionKind = "issue.rename" // one id; Args: the name
)
