package news

import "synoptic/text"

// Coverage is a set of articles with all that was found in them and between
// them.
type Coverage struct {
	Articles    []Article
	Documents   []*text.Document // parallel to Articles; nil where an article was not analysed
	ActorOf     [][]string       // parallel to Documents: Actor.ID of each chain, "" for none
	Actors      []Actor
	Copies      []Copy
	Events      []Event
	Storylines  []Storyline
	Comparisons []Comparison // of the events with two accounts or more
}

// Index maps Article.ID to its place in Articles.
func (c *Coverage) Index() map[string]int {
	m := make(map[string]int, len(c.Articles))
	for i := range c.Articles {
		m[c.Articles[i].ID] = i
	}
	return m
}

// ActorByID finds an actor; nil if there is none of that id.
func (c *Coverage) ActorByID(id string) *Actor {
	for i := range c.Actors {
		if c.Actors[i].ID == id {
			return &c.Actors[i]
		}
	}
	return nil
}
