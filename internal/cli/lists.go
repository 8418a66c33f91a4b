package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"synoptic/export"
	"synoptic/internal/app"
	"synoptic/internal/query"
	"synoptic/news"
)

func articlesCommand(e *env) *cobra.Command {
	var outlet, event, actor string
	c := &cobra.Command{
		Use:     "articles",
		Short:   "List the articles in the store, newest first",
		Example: "  synoptic articles --outlet 'The Ledger'\n  synoptic articles --format json --limit 1000",
		Args:    cobra.NoArgs,
	}
	e.dbFlag(c)
	p := pageFlags(c)
	c.Flags().StringVar(&outlet, "outlet", "", "only this outlet's")
	c.Flags().StringVar(&event, "event", "", "only accounts of this event")
	c.Flags().StringVar(&actor, "actor", "", "only those in which this actor speaks or is named: id or name")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return e.withStore(c.Context(), true, func(s *app.Store) error {
			f := query.ArticleFilter{Page: query.Cursor{After: p.after, Limit: p.limit}}
			if outlet != "" {
				f.Outlets = []string{outlet}
			}
			var err error
			if f.Event, f.Actor, err = known(c.Context(), s, event, actor); err != nil {
				return err
			}
			rows, err := s.Articles(c.Context(), f)
			if err != nil {
				return err
			}
			defer e.more(rows.Next)
			if p.format == "json" {
				return jsonLines(e.out, rows.Items, query.LineOfArticle)
			}
			return lines(e, e.out, "no article", rows.Items, articleLine)
		})
	}
	return c
}

// known are the ids of the event and of the actor that a user names, if they are
// in the store.
func known(ctx context.Context, s *app.Store, event, actor string) (eventID, actorID string, err error) {
	if event != "" {
		e, err := s.Event(ctx, event)
		if err != nil {
			return "", "", err
		}
		eventID = e.Event.ID
	}
	if actor != "" {
		a, err := s.ActorNamed(ctx, actor)
		if err != nil {
			return "", "", err
		}
		actorID = a.ID
	}
	return eventID, actorID, nil
}

func articleLine(r query.ArticleRow) string {
	parts := []string{when(r.Published), plain(r.ID), plain(cmp.Or(r.Outlet, "—")), plain(cmp.Or(r.Title, "—"))}
	if r.Event != "" {
		parts = append(parts, "["+r.Event+"]")
	}
	if r.CopyOf != "" {
		parts = append(parts, "(copy of "+plain(r.CopyOf)+")")
	}
	if r.Versions > 1 {
		parts = append(parts, fmt.Sprintf("(version %d)", r.Versions))
	}
	if r.Language != "" && !app.Analysed(r.Language) {
		parts = append(parts, fmt.Sprintf("(%s, not analysed)", r.Language))
	}
	return strings.Join(parts, "  ")
}

func actorsCommand(e *env) *cobra.Command {
	c := &cobra.Command{
		Use:   "actors [NAME | ID]",
		Short: "List actors, search them by name, or show one",
		Long: `Actors lists the actors in the store, most mentioned first. With a name it lists
those whose aliases hold it; with an id, or a name that one actor alone has, it
shows the actor: names with their evidence, roles and who says so, what each
outlet calls it and in whose voice, and what they said.`,
		Example: "  synoptic actors\n  synoptic actors Oshane",
		Args:    cobra.MaximumNArgs(1),
	}
	e.dbFlag(c)
	e.gazetteerFlag(c)
	p := pageFlags(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		known, err := app.LoadGazetteer(e.gazetteers)
		if err != nil {
			return err
		}
		return e.withStore(c.Context(), true, func(s *app.Store) error {
			f := query.ActorFilter{Page: query.Cursor{After: p.after, Limit: p.limit}}
			if len(args) == 1 {
				if a, err := s.Actor(c.Context(), args[0], query.Cursor{}); err == nil {
					return e.actor(c.Context(), s, a, p.format, known)
				}
				f.Name = args[0]
			}
			rows, err := s.Actors(c.Context(), f)
			if err != nil {
				return err
			}
			if len(args) == 1 && len(rows.Items) == 0 {
				return usage("actors: nobody in the store is called %q", args[0])
			}
			if len(args) == 1 && len(rows.Items) == 1 {
				a, err := s.Actor(c.Context(), rows.Items[0].ID, query.Cursor{})
				if err != nil {
					return err
				}
				return e.actor(c.Context(), s, a, p.format, known)
			}
			defer e.more(rows.Next)
			return e.actorList(rows.Items, p.format, known)
		})
	}
	return c
}

// marker gives actors ids in other registers.
type marker interface{ Mark([]news.Actor) }

func (e *env) actorList(actors []news.Actor, format string, known marker) error {
	known.Mark(actors)
	if format == "json" {
		for i := range actors {
			if err := export.Actor(e.out, &actors[i]); err != nil {
				return err
			}
		}
		return nil
	}
	return lines(e, e.out, "no actor", actors, func(a news.Actor) string {
		return actorLine(&a)
	})
}

// actorLine is an actor with its ids in other registers.
func actorLine(a *news.Actor) string {
	return strings.Join(append([]string{a.ID, string(a.Type), plain(a.Name), count(a.Mentions, "mention")}, a.External...), "  ")
}

func (e *env) actor(ctx context.Context, s *app.Store, a query.Actor, format string, known marker) error {
	calls, err := s.Calls(ctx, a.Actor.ID)
	if err != nil {
		return err
	}
	one := []news.Actor{a.Actor}
	known.Mark(one)
	a.Actor = one[0]
	if format == "json" {
		return export.CalledActor(e.out, &a.Actor, calls)
	}
	fmt.Fprintln(e.out, actorLine(&a.Actor))
	for _, al := range a.Actor.Aliases {
		rules := make([]string, len(al.Evidence))
		for i, ev := range al.Evidence {
			rules[i] = strings.TrimSpace(ev.Rule + " " + ev.Place.Article)
		}
		fmt.Fprintf(e.out, "  called  %s  ×%d  (%s)\n", plain(al.Text), al.Count, strings.Join(rules, "; "))
	}
	for _, r := range a.Actor.Roles {
		fmt.Fprintf(e.out, "  role    %s  %s  (%s)\n", plain(r.Text), span(r.From, r.To), strings.Join(placesOf(r.Evidence), "; "))
	}
	for _, c := range calls {
		fmt.Fprintf(e.out, "  %s  %s  ×%d  (%s, %s voice)\n", plain(cmp.Or(c.Outlet, "outlet not known")), plain(c.Text), c.Count, strings.ReplaceAll(string(c.Kind), "_", " "), c.Voice)
	}
	return lines(e, e.out, "", a.Statements.Items, statementLine)
}

// span is from one day to another, which may be the same.
func span(from, to news.Date) string {
	if from == to {
		return when(from)
	}
	return when(from) + " – " + when(to)
}

// placesOf are the articles that say something.
func placesOf(es []news.Evidence) []string {
	var out []string
	for _, e := range es {
		if !slices.Contains(out, e.Place.Article) {
			out = append(out, e.Place.Article)
		}
	}
	return out
}

func statementLine(s query.StatementRow) string {
	return fmt.Sprintf("  %s  %s  %s  %s: %s", when(s.Date), plain(s.Article), s.Kind, plain(orNobody(s.Name)), plain(s.Text))
}

func orNobody(name string) string {
	if name == "" {
		return "somebody"
	}
	return name
}

func searchCommand(e *env) *cobra.Command {
	var outlet, actor string
	var statements bool
	c := &cobra.Command{
		Use:     "search WORDS",
		Short:   "Search the articles in the store, or what was said in them",
		Long:    "Search finds articles: words, \"phrases\", prefix*, OR, -without. With --statements it finds what was said, and --actor by whom.",
		Example: "  synoptic search '\"filling of the dam\"'\n  synoptic search --statements --actor radmer-oshane july",
		Args:    cobra.MinimumNArgs(1),
	}
	e.dbFlag(c)
	p := pageFlags(c)
	c.Flags().BoolVar(&statements, "statements", false, "search what was said")
	c.Flags().StringVar(&outlet, "outlet", "", "only this outlet's")
	c.Flags().StringVar(&actor, "actor", "", "only what this actor said, or articles that name it: id or name")
	c.RunE = func(c *cobra.Command, args []string) error {
		f := query.SearchFilter{Page: query.Cursor{After: p.after, Limit: p.limit}}
		if outlet != "" {
			f.Outlets = []string{outlet}
		}
		return e.withStore(c.Context(), true, func(s *app.Store) error {
			_, id, err := known(c.Context(), s, "", actor)
			if err != nil {
				return err
			}
			if id != "" {
				f.Actors = []string{id}
			}
			if statements {
				return e.searchStatements(c, s, strings.Join(args, " "), f, p.format)
			}
			return e.searchArticles(c, s, strings.Join(args, " "), f, p.format)
		})
	}
	return c
}

func (e *env) searchArticles(c *cobra.Command, s *app.Store, typed string, f query.SearchFilter, format string) error {
	hits, err := s.SearchArticles(c.Context(), typed, f)
	if err != nil {
		return err
	}
	defer e.more(hits.Next)
	if format == "json" {
		return jsonLines(e.out, hits.Items, query.LineOfArticleHit)
	}
	return lines(e, e.out, "nothing matches", hits.Items, func(h query.ArticleHit) string {
		return articleLine(h.ArticleRow) + "\n    " + plain(h.Snippet.Text)
	})
}

func (e *env) searchStatements(c *cobra.Command, s *app.Store, typed string, f query.SearchFilter, format string) error {
	hits, err := s.SearchStatements(c.Context(), typed, f)
	if err != nil {
		return err
	}
	defer e.more(hits.Next)
	if format == "json" {
		return jsonLines(e.out, hits.Items, query.LineOfStatementHit)
	}
	return lines(e, e.out, "nothing matches", hits.Items, func(h query.StatementHit) string { return statementLine(h.StatementRow) })
}
