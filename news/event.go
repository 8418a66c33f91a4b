package news

import "synoptic/text"

// Event is the set of articles that report one happening.
type Event struct {
	ID           string
	Title        string // taken from an account, as it stands there
	Date         Date
	Place        string
	Participants []string // Actor.ID, most mentioned first
	Articles     []string // Article.ID, by publication, then ID
	Storyline    string
	Confidence   float32
	Reasons      []Reason // why its articles belong together
}

// Reason says in words why two articles were put into one event.
type Reason struct {
	A, B   string // Article.ID
	Text   string // "both name Oshane and Keld in Lomenz"
	Weight float32
}

// Storyline is a set of events that are one running affair.
type Storyline struct {
	ID     string
	Title  string
	Events []string // Event.ID, by date
}

// Copy says that an article holds text of another.
type Copy struct {
	Article  string
	Of       string
	Kind     CopyKind
	Share    float64 // part of Article's word five-grams that Of also holds
	Passages []CopiedPassage
}

// CopyKind is how much was copied.
type CopyKind string

// The kinds of copy.
const (
	Identical CopyKind = "identical"
	Near      CopyKind = "near"
	Partial   CopyKind = "partial"
)

// CopiedPassage is one stretch that two articles share.
type CopiedPassage struct{ Article, Of text.Span }

// CopiedShare is how much of an article's words must be another's for it to be
// no voice of its own.
const CopiedShare = .4

// CopyOf maps each article that is no voice of its own to the one of whose text
// it holds most.
func CopyOf(copies []Copy) map[string]string {
	of, share := map[string]string{}, map[string]float64{}
	for _, c := range copies {
		if (c.Kind != Partial || c.Share >= CopiedShare) && c.Share > share[c.Article] {
			of[c.Article], share[c.Article] = c.Of, c.Share
		}
	}
	return of
}
