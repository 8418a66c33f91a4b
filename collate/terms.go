package collate

import (
	"slices"
	"sort"
	"strings"

	"synoptic/news"
	"synoptic/text"
)

// priorStrength is how many words the prior counts for, Monroe et al.'s choice.
const priorStrength = 500

// typicalZ is how many standard deviations a term must lie off zero: its interval of
// 95 per cent then does not hold zero.
const typicalZ = 1.96

// TypicalTerms contrasts what every outlet says in its own voice with what all
// others say, at most limit terms for each, none if it is negative. actor narrows it to the sentences in
// which that actor is mentioned; "" takes all. Accounts that copy another are
// left out: they are no words of the outlet. The outlets are in order of name.
func TypicalTerms(accounts []Account, actor string, limit int) []news.OutletTerms {
	counts, articles := map[string]map[string]int{}, map[string]int{}
	all := map[string]int{}
	var outlets []string
	for _, a := range accounts {
		if a.Doc == nil || a.CopyOf != "" || a.Article.Outlet == "" {
			continue
		}
		o := a.Article.Outlet
		if counts[o] == nil {
			counts[o] = map[string]int{}
			outlets = append(outlets, o)
		}
		articles[o]++
		for term, n := range OwnTerms(a.Doc, sentencesOf(a, actor)) {
			counts[o][term] += n
			all[term] += n
		}
	}
	slices.Sort(outlets)
	out := make([]news.OutletTerms, 0, len(outlets))
	for _, o := range outlets {
		rest := map[string]int{}
		for term, n := range all {
			if n -= counts[o][term]; n > 0 {
				rest[term] = n
			}
		}
		found := Contrasts(counts[o], rest, all, priorStrength)
		end := sort.Search(len(found), func(i int) bool { return found[i].Z < typicalZ })
		out = append(out, news.OutletTerms{Outlet: o, Articles: articles[o], Terms: found[:min(end, max(limit, 0))]})
	}
	return out
}

// sentencesOf are the sentences of an account in which an actor is mentioned,
// all for "".
func sentencesOf(a Account, actor string) []text.Range {
	var out []text.Range
	if actor == "" {
		for _, s := range a.Doc.Sentences {
			out = append(out, s.Tokens)
		}
		return out
	}
	for _, s := range a.Doc.Sentences {
		if slices.ContainsFunc(a.Doc.Mentions, func(m text.Mention) bool {
			return m.Chain >= 0 && m.Chain < len(a.Actors) && a.Actors[m.Chain] == actor && s.Tokens.Contains(m.Head)
		}) {
			out = append(out, s.Tokens)
		}
	}
	return out
}

// OwnTerms counts the lemmas of nouns, adjectives, verbs and adverbs that a
// document uses in these sentences in its outlet's own voice, outside of
// quotation marks.
func OwnTerms(doc *text.Document, sentences []text.Range) map[string]int {
	counts := map[string]int{}
	for _, s := range sentences {
		for i := s.Start; i < min(s.End, len(doc.Morphs)); i++ {
			if doc.Quoted(doc.Tokens[i].Span) {
				continue
			}
			switch m := doc.Morphs[i]; m.UPOS {
			case "NOUN", "ADJ", "VERB", "ADV":
				counts[strings.ToLower(m.Lemma)]++
			}
		}
	}
	return counts
}

// Calls sums up what accounts call one actor, by outlet, words, voice and kind;
// copies are left out. The order is that of outlets by name, then the most
// frequent first.
func Calls(accounts []Account, actor string) []news.Call {
	type key struct {
		outlet, words string
		voice         news.Voice
		kind          news.LabelKind
	}
	at := map[key]int{}
	var out []news.Call
	for _, a := range accounts {
		if a.CopyOf != "" {
			continue
		}
		for _, l := range Labels([]Account{a}) {
			if l.Actor != actor {
				continue
			}
			words := strings.Join(strings.Fields(l.Span.In(a.Doc.Text)), " ")
			k := key{a.Article.Outlet, words, l.Voice, l.Kind}
			if i, ok := at[k]; ok {
				out[i].Count++
				continue
			}
			at[k] = len(out)
			out = append(out, news.Call{Outlet: a.Article.Outlet, Text: words, Voice: l.Voice, Kind: l.Kind, Count: 1, First: news.Passage{Article: a.Article.ID, Span: l.Span}})
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		return out[i].Outlet < out[j].Outlet || out[i].Outlet == out[j].Outlet && out[i].Count > out[j].Count
	})
	return out
}
