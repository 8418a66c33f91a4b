package news

// Opinion is what a language model that the user configured answered when it was
// asked whether two readings of a point carry one claim. It is shown as such,
// is no evidence, and changes no point.
type Opinion struct {
	Accounts [2]string // Article.ID of the two readings, the one that stands for the point first
	Verdict  Verdict
	Model    string // as the user named it
	Prompt   string // version of the question
}

// Verdict is what was answered.
type Verdict string

// The answers. Unclear is also what an answer in other words counts as.
const (
	Yes     Verdict = "yes"
	No      Verdict = "no"
	Unclear Verdict = "unclear"
)
