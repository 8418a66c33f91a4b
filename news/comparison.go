package news

import "synoptic/text"

// Comparison sets the accounts of one event side by side.
type Comparison struct {
	Event    Event
	Accounts []Account
	Points   []Point
	Only     []Passage // what one account alone has, in the order of accounts and text
	Labels   []Label
	Decided  []Decision // what analysts decided about the points and is in force, in the order of making
}

// Account is one article as a party to a comparison.
type Account struct {
	Article   string
	Outlet    string
	Published Date
	SHA256    string
	CopyOf    string // Article.ID of the origin, "" for own reporting
	Truncated bool
	Words     int // of the text, punctuation aside
}

// Point is one thing stated or asserted that at least two accounts share.
type Point struct {
	ID          string
	Name        string // that an analyst gave it, "" for none; never taken for a text's words
	Standing    int    // index into Readings: the reading that stands for the point
	Speaker     string // Actor.ID, "" if asserted by the outlets or not resolved
	Readings    []Reading
	Unsettled   []Passage // of accounts without a reading: what comes near to the point; whether it carries it the texts do not decide
	Silent      []string  // Article.ID of accounts without a reading or anything near
	NotCaptured []string  // outlets that were expected and have no article here
	Divergences []Divergence
	Decided     []string  // Decision.ID of what an analyst decided about it, in order
	Opinions    []Opinion // of a language model, if the user asked for any
}

// Reading is how one account renders a point.
type Reading struct {
	Key        string // of the account and its words here; a point answers to the keys of all its readings
	Account    string // Article.ID
	Span       text.Span
	Sentence   text.Span
	Form       Form
	Fit        Fit
	Speaker    string // Actor.ID of this reading's speaker, "" if none or not resolved
	Confidence float32
}

// Form is the voice in which a reading stands.
type Form string

// The forms.
const (
	Quoted       Form = "direct"
	PartlyQuoted Form = "mixed"
	Reported     Form = "indirect"
	Narrated     Form = "narrated" // in the outlet's own voice
)

// Fit says whether a reading carries the whole point.
type Fit string

// The fits.
const (
	Full Fit = "full"
	Part Fit = "part"
)

// Divergence is one way in which readings of a point differ.
type Divergence struct {
	Kind       DivergenceKind
	Accounts   []string  // the accounts that differ, usually two
	Spans      []Passage // the evidence, at least one in each account that has a reading
	Confidence float32
	Note       string // the rule and the words, "“must” against “should”"
}

// DivergenceKind is how two readings differ.
type DivergenceKind string

// The kinds of divergence. Stronger and Weaker say how the first account stands
// to the second.
const (
	QuoteWords       DivergenceKind = "quote_words"
	QuoteTrimmed     DivergenceKind = "quote_trimmed"
	QuoteParaphrased DivergenceKind = "quote_paraphrased"
	CueDiffers       DivergenceKind = "cue"
	Stronger         DivergenceKind = "stronger"
	Weaker           DivergenceKind = "weaker"
	NumberDiffers    DivergenceKind = "number"
	DateDiffers      DivergenceKind = "date"
	PlaceDiffers     DivergenceKind = "place"
	NameDiffers      DivergenceKind = "name"
	SpeakerDiffers   DivergenceKind = "speaker"
	TermDiffers      DivergenceKind = "term"
	Headline         DivergenceKind = "headline"
	Contradiction    DivergenceKind = "contradiction"
	Detail           DivergenceKind = "detail"
)

// Label is what an account calls an actor, at one place.
type Label struct {
	Actor   string
	Account string
	Span    text.Span
	Voice   Voice
	Kind    LabelKind
}

// Voice is whose words a label is in.
type Voice string

// The voices.
const (
	OutletVoice   Voice = "outlet"
	QuotedVoice   Voice = "quoted"
	ReportedVoice Voice = "reported" // indirect speech: whose word it is stays open
)

// LabelKind is the form of a label.
type LabelKind string

// The kinds of label.
const (
	NameLabel   LabelKind = "name"
	RoleLabel   LabelKind = "role"
	NounLabel   LabelKind = "noun"
	HonorLabel  LabelKind = "honorific"
	ScareQuotes LabelKind = "scare_quotes"
)

// Issue is one matter on which an actor takes positions.
type Issue struct {
	ID       string    // the same for each actor who has a position on it
	Actor    string    // Actor.ID
	Title    string    // words of the texts, or the analyst's
	Steps    []Step    // by date
	Earlier  int       // steps before these that were left out
	Silences []Silence // by date; the first of many
}

// Positions is what was asked about somebody's positions: those of one actor, those of
// the holders of one office, or what several say on one matter.
type Positions struct {
	Actors []Actor // the one asked for, then other holders of the office; or who speaks on the matter
	Issues []Issue
	More   int         // issues that there are beyond these
	About  string      // the words that were asked about, "" for none
	Said   []Utterance // on About, the nearest first
	Sides  []Sides     // who says what on About, by event
}

// Silence is an event after the first step of an issue at which the actor spoke,
// while no captured account has a word on the issue. It is no step: too little was
// captured to say more than that.
type Silence struct {
	Event    string
	Date     Date
	Accounts int    // that let the actor speak there, copies not counted
	Note     string // why it is not called dropped
}

// Step is what the accounts of one event let an actor say on an issue.
type Step struct {
	Event      string
	Date       Date
	Statements []Statement
	Accounts   int    // that have it, copies not counted
	Heard      int    // accounts that let the actor speak at the event, copies not counted
	Outlet     string // the one outlet that it rests on, "" if there are several or it is not known
	Change     Change
	Since      string // Event.ID of the step compared with, "" for the first
	Spans      []Passage
	Confidence float32
	Note       string
}

// Utterance is a passage in which somebody speaks of what was asked about.
type Utterance struct {
	Actor   string // Actor.ID
	Issue   string // Issue.ID, "" if issues were not asked for
	Event   string
	Date    Date
	Outlet  string
	CopyOf  string // Article.ID of the origin
	Passage Passage
	Form    text.Kind
	Score   float64 // how near it is to the question, up to 1
}

// Sides is what several actors say on one matter at one event.
type Sides struct {
	Event   string
	Date    Date
	Said    []Utterance // by actor, the one who says most on it first
	Stances []Stance
}

// Stance is how what one actor says on a matter stands to what another says.
type Stance struct {
	A, B       string // Actor.ID
	Opposed    bool   // otherwise no rule finds them apart
	Confidence float32
	Note       string    // the rule and the words
	Spans      []Passage // of A, then of B
}

// Change is how a step stands to the one before.
type Change string

// The changes.
const (
	First        Change = "first"
	Repeated     Change = "repeated"
	Strengthened Change = "strengthened"
	WeakenedStep Change = "weakened"
	Reversed     Change = "reversed"
	Dropped      Change = "dropped"
)
