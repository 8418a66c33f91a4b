package extract

import (
	"strings"
	"testing"
)

// The account that the pages of TestCMS hold: lead, paragraphs with a heading and
// a list between, an embedded post.
var accountParts = []string{
	"The port authority of Harsk will close the northern quay for nine weeks from Monday, it said on Tuesday, after divers found cracks in two of its piers.",
	"“We would rather lose a summer than a ship,” said Radmer Oshane, who heads the authority.",
	"Ferries to Zena leave from the fish market until then. Three shipping companies said they had been told two days earlier.",
	"What travellers should know",
	"The ticket office at the old customs house stays open from six in the morning.",
	"Buses run every twenty minutes between the two quays, the city said.",
	"The repair is expected to cost four million crowns, of which the city pays a third. The rest is to come from harbour dues, which rise in January.",
	"Wenna Trask, of the dockers' guild, called the notice “late and thin”.",
}

// TestCMS reads one account in pages built as different publishing systems build
// them, with the traps that stand in and around it. [0] to [7] are the parts of
// the account; nothing else may come out. The pages are made up; the names of
// classes and elements are those that such systems use.
func TestCMS(t *testing.T) {
	const (
		menu    = `<header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li><li><a href="/s">Sport</a></li></ul></nav></header>`
		footer  = `<footer><p>Copyright Harsk Courier. All rights reserved. The Courier is not responsible for the content of external sites, and never was.</p></footer>`
		cards   = `<a href="/1"><h3>Rail line opens after eleven years</h3><p>The line to the coast opened on Tuesday with a brass band and without the minister, who was ill.</p></a>`
		cookies = `<div id="cookie-banner" class="cookie-consent"><p>We and our 214 partners store and access information on a device, such as unique identifiers in cookies. You may accept or manage your choices.</p></div>`
	)
	for _, c := range []struct{ name, page string }{
		{"WordPress", menu + `<main id="main"><article class="post type-post hentry"><header class="entry-header"><h1 class="entry-title">T</h1><div class="entry-meta"><span class="byline">By Orla Venn</span> <time>April 8, 2031</time></div></header><div class="entry-content"><figure class="wp-block-image"><img><figcaption>The northern quay on Monday. P. Hallam</figcaption></figure><p>[0]</p><p>[1]</p><p><strong>Read more:</strong> <a href="/2">The dam in figures</a></p><p>[2]</p><h2>[3]</h2><ul><li>[4]</li><li>[5]</li></ul><p>[6]</p><p>[7]</p><div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#">Facebook</a></li></ul></div><div id="jp-relatedposts" class="jp-relatedposts"><h3>Related</h3>` + cards + `</div></div><footer class="entry-footer">Posted in <a href="/w">World</a></footer></article><div id="comments" class="comments-area"><ol class="comment-list"><li class="comment"><p>I take this ferry every day and nobody told me anything about it.</p></li></ol></div></main>` + footer},
		{"newsletter box inside", menu + `<div class="article-body" itemprop="articleBody"><p>[0]</p><p>[1]</p><div class="newsletter-signup"><h4>The Morning Tide</h4><p>Everything that moves in Harsk, in your inbox before seven. You can unsubscribe at any time.</p><form><input type="email"><button>Sign up</button></form></div><p>[2]</p><h3>[3]</h3><p>[4]</p><p>[5]</p><p>[6]</p><p>[7]</p></div><aside class="sidebar"><h2>Most read</h2><ol><li><a href="/1">Rail line opens</a></li></ol></aside>` + footer},
		{"hashed classes", menu + `<main><article><h1 class="css-1a2b">T</h1><div class="css-9z8"><section name="articleBody"><div class="css-s99"><div class="css-53u"><p class="css-at9">[0]</p><p class="css-at9">[1]</p></div></div><div id="story-ad-1-wrapper" class="css-ad"><p>Advertisement</p><a href="#after">SKIP ADVERTISEMENT</a></div><div class="css-s99"><p class="css-at9">[2]</p><h2 class="css-2">[3]</h2><p class="css-at9">[4]</p><p class="css-at9">[5]</p><p class="css-at9">[6]</p><p class="css-at9">[7]</p></div></section></div></article></main>` + footer + cookies},
		{"broadcaster with blocks", menu + `<main id="main-content"><article><header data-component="headline-block"><h1>T</h1></header><div data-component="image-block"><figure><img><figcaption>Image caption, The quay closed in 1931 for the last time</figcaption></figure></div><div data-component="text-block"><p><b>[0]</b></p></div><div data-component="text-block"><p>[1]</p></div><div data-component="text-block"><p>[2]</p></div><div data-component="subheadline-block"><h2>[3]</h2></div><div data-component="text-block"><p>[4]</p><p>[5]</p></div><div data-component="links-block"><ul><li><a href="/1">Rail line opens after eleven years</a></li><li><a href="/2">Who pays for the dam?</a></li></ul></div><div data-component="text-block"><p>[6]</p><p>[7]</p></div><div data-component="topic-list"><h2>Related Topics</h2><ul><li><a href="/t">Ferries</a></li></ul></div></article><section data-component="top-stories"><h2>Top Stories</h2>` + cards + `</section></main>` + footer},
		{"tabloid with a carousel", menu + `<div class="article wide"><h1>T</h1><ul class="mol-bullets"></ul><p class="author-section byline-plain">By <a class="author" href="/v">Orla Venn</a></p><div itemprop="articleBody"><p>[0]</p><div class="mol-img-group"><div class="mol-img"><img></div><p class="imageCaption">Divers at the northern quay on Monday afternoon</p></div><p>[1]</p><div class="carousel related-carousel"><ul class="rotator-panels"><li><a href="/1"><span>Rail line opens after eleven years, and nobody came to see it</span></a></li><li><a href="/2"><span>Dam talks close with a date and little else</span></a></li></ul></div><p>[2]</p><h3>[3]</h3><p>[4]</p><p>[5]</p><p>[6]</p><p>[7]</p></div><div class="reader-comments" id="reader-comments"><p class="comment-body">Nine weeks! It will be nine months, mark my words, as with the bridge.</p></div></div>` + footer},
		{"agency", menu + `<div class="ArticleBody__content___x"><div class="StandardArticleBody_body"><p>[0]</p><p>[1]</p><p>[2]</p><h3>[3]</h3><p>[4]</p><p>[5]</p><p>[6]</p><p>[7]</p></div></div><div class="trust-badge"><p>Our Standards: <a href="/p">The Harsk Courier Trust Principles.</a></p></div>` + footer},
		{"tables of the old web", `<table width="100%"><tr><td class="leftnav"><a href="/">Home</a><br><a href="/w">World</a><br><a href="/s">Sport</a></td><td><table><tr><td><font size="5"><b>T</b></font></td></tr><tr><td>[0]<br><br>[1]<br><br>[2]<br><br><b>[3]</b><br><br>[4]<br><br>[5]<br><br>[6]<br><br>[7]</td></tr></table></td><td><a href="/1">Rail line opens</a><br><a href="/2">Dam talks close</a></td></tr></table>`},
		{"pull quote and fact box", menu + `<article class="story"><div class="story-body"><p>[0]</p><p>[1]</p><aside class="pull-quote"><p>We would rather lose a summer than a ship</p></aside><p>[2]</p><h2>[3]</h2><p>[4]</p><p>[5]</p><div class="factbox"><h4>The quay</h4><p>Built in 1874, widened in 1931, closed twice. Two hundred metres long and nine metres deep at low water.</p></div><p>[6]</p><p>[7]</p></div></article>` + footer},
		{"wall under the text", menu + `<main><div class="article__content"><p>[0]</p><p>[1]</p><p>[2]</p><h2>[3]</h2><p>[4]</p><p>[5]</p><p>[6]</p><p>[7]</p></div><div class="paywall-promo subscribe-box"><h3>Keep reading</h3><p>Subscribe to continue reading this and every other story of the Courier for a crown a month.</p></div></main>` + footer},
		{"infinite scroll", menu + `<div class="article-container"><article data-id="1"><h1>T</h1><div class="article-content"><p>[0]</p><p>[1]</p><p>[2]</p><h2>[3]</h2><p>[4]</p><p>[5]</p><p>[6]</p><p>[7]</p></div></article></div><div class="next-article"><article data-id="2"><h2>Rail line opens after eleven years</h2><div class="teaser"><p>The line to the coast opened on Tuesday with a brass band and without the minister, who was ill. It is the first in eleven years.</p></div></article></div>` + footer},
		{"live blog", menu + `<main class="live-blog"><h1>T</h1><div class="live-blog__body"><div class="live-post"><time>10.12</time><p>[0]</p><p>[1]</p></div><div class="live-post"><time>09.40</time><p>[2]</p><h3>[3]</h3><p>[4]</p><p>[5]</p></div><div class="live-post"><time>09.02</time><p>[6]</p><p>[7]</p></div></div></main>` + footer},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := c.page
			for i, part := range accountParts {
				page = strings.ReplaceAll(page, "["+string(rune('0'+i))+"]", part)
			}
			page = `<!doctype html><html lang="en"><head><title>T</title></head><body>` + page + `</body></html>`
			a, err := HTML("p", "p.html", []byte(page), Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Split(strings.TrimPrefix(a.Text, "T\n\n"), "\n\n")
			want := map[string]bool{}
			for _, p := range accountParts {
				want[p] = true
			}
			for _, p := range got {
				if !want[p] {
					t.Errorf("is not of the account: %q", p)
				}
				delete(want, p)
			}
			for p := range want {
				t.Errorf("is missing: %q", p)
			}
		})
	}
}
