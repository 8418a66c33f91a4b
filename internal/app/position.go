package app

import (
	"synoptic/internal/query"
	"synoptic/news"
)

// FindActor finds the actor of c that a user names, see query.FindActor.
func FindActor(c *news.Coverage, name string) (*news.Actor, error) { return query.FindActor(c, name) }

// Positions lays out what an actor of c said, by issue and over time, see
// query.Positions.
func Positions(c *news.Coverage, actor *news.Actor, about string) ([]news.Issue, error) {
	return query.Positions(c, actor)
}
