package cli

import (
	"io"

	"github.com/spf13/cobra"

	"synoptic/conllu"
	"synoptic/export"
	"synoptic/internal/app"
	"synoptic/news"
	"synoptic/text"
)

func annotateCommand(e *env) *cobra.Command {
	var format, from, out string
	c := &cobra.Command{
		Use:   "annotate PATH…",
		Short: "Annotate articles: sentences, words, trees, names, who said what",
		Example: "  synoptic annotate article.txt\n  synoptic annotate --format conllu article.txt\n" +
			"  synoptic annotate --from conllu --format conllu gold.conllu",
		Args: somePaths,
	}
	formatFlag(c, &format, "json", "conllu")
	e.gazetteerFlag(c)
	c.Flags().StringVar(&from, "from", "text", "input: text (articles of any kind), conllu (tokens and sentences are kept)")
	offsets := offsetsFlag(c)
	withText := c.Flags().Bool("with-text", false, "add the articles' texts to the JSON")
	c.Flags().StringVar(&out, "out", "", "write to this file instead of standard output")
	c.RunE = func(_ *cobra.Command, args []string) error {
		return e.output(out, func(w io.Writer) error {
			a := annotator{e, w, format, export.Options{Offsets: offsets.unit, WithText: *withText}}
			switch from {
			case "text":
				return a.articles(args)
			case "conllu":
				return a.tokenised(args)
			}
			return usage("--from %q: choose text or conllu", from)
		})
	}
	return c
}

type annotator struct {
	*env
	w      io.Writer
	format string
	opt    export.Options
}

// articles annotates each article alone: actors are linked within it.
func (a annotator) articles(paths []string) error {
	articles, err := a.read(paths)
	if err != nil {
		return err
	}
	engine, err := a.engine()
	if err != nil {
		return err
	}
	bar := a.progress("annotating", len(articles))
	return engine.EachAnnotated(articles, bar, func(one *news.Coverage, err error) error {
		if err != nil {
			a.fail(err)
			return nil
		}
		return a.write(one)
	})
}

func (a annotator) write(one *news.Coverage) error {
	if a.format == "conllu" {
		return conllu.Write(a.w, one.Documents[0])
	}
	return export.Annotation(a.w, &one.Articles[0], one.Documents[0], one.ActorOf[0], one.Actors, a.opt)
}

// tokenised keeps the tokens and sentences of CoNLL-U.
func (a annotator) tokenised(paths []string) error {
	engine, err := a.engine()
	if err != nil {
		return err
	}
	for doc, err := range app.ReadConllu(paths, a.in) {
		if err != nil {
			a.fail(err)
			continue
		}
		if err := engine.AnnotateTokens(doc); err != nil {
			a.fail(err)
			continue
		}
		one := &news.Coverage{Articles: []news.Article{{ID: doc.ID, Path: doc.ID, Text: doc.Text, Language: "en"}},
			Documents: []*text.Document{doc}, ActorOf: [][]string{nil}}
		if err := a.write(one); err != nil {
			return err
		}
	}
	return nil
}
