package news

import "slices"

// Origins maps each account to the one whose voice it is: itself, or the origin
// of which it is a copy, if that is an account, too.
func (c *Comparison) Origins() map[string]string {
	of := map[string]string{}
	for _, a := range c.Accounts {
		of[a.Article] = a.CopyOf
	}
	out := make(map[string]string, len(of))
	for _, a := range c.Accounts {
		at := a.Article
		for range len(of) { // a ring of copies ends somewhere
			next, ok := of[at]
			if _, there := of[next]; !ok || next == "" || !there {
				break
			}
			at = next
		}
		out[a.Article] = at
	}
	return out
}

// Voices counts the origins that have a reading of p.
func (p *Point) Voices(origins map[string]string) int {
	seen := map[string]bool{}
	for _, r := range p.Readings {
		seen[origins[r.Account]] = true
	}
	return len(seen)
}

// Short reports whether an account has so few words that its silence says
// little: fewer than a third of what the middle account has.
func (c *Comparison) Short(article string) bool {
	var words []int
	own := 0
	for _, a := range c.Accounts {
		words = append(words, a.Words)
		if a.Article == article {
			own = a.Words
		}
	}
	slices.Sort(words)
	return len(words) > 1 && 3*own < words[len(words)/2]
}
