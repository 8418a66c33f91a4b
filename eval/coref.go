package eval

import "sort"

// Clusters groups the mentions of one text or collection into entities. A
// mention is any comparable key; every mention is in one cluster at most.
type Clusters[M comparable] [][]M

// F1 is precision, recall and their harmonic mean, each from 0 to 1. Num and Den
// keep the sums, so that texts can be added up.
type F1 struct {
	PNum, PDen, RNum, RDen float64
}

// Add sums the counts of another text.
func (f *F1) Add(o F1) {
	f.PNum += o.PNum
	f.PDen += o.PDen
	f.RNum += o.RNum
	f.RDen += o.RDen
}

// Precision is 0 where nothing was predicted.
func (f F1) Precision() float64 { return quotient(f.PNum, f.PDen) }

// Recall is 0 where gold is empty.
func (f F1) Recall() float64 { return quotient(f.RNum, f.RDen) }

// F is the harmonic mean of Precision and Recall.
func (f F1) F() float64 {
	p, r := f.Precision(), f.Recall()
	return quotient(2*p*r, p+r)
}

func quotient(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// Coref holds the measures of coreference over one or more texts.
type Coref struct {
	Mentions, MUC, B3, CEAFe F1
}

// Add sums the counts of another text, as the reference scorer does over the
// texts of a corpus.
func (c *Coref) Add(o Coref) {
	c.Mentions.Add(o.Mentions)
	c.MUC.Add(o.MUC)
	c.B3.Add(o.B3)
	c.CEAFe.Add(o.CEAFe)
}

// CoNLL is the mean F of MUC, B-cubed and CEAFe (Pradhan et al., CoNLL 2012).
func (c Coref) CoNLL() float64 { return (c.MUC.F() + c.B3.F() + c.CEAFe.F()) / 3 }

// ScoreCoref compares predicted with gold clusters. Mentions may differ: one
// that the other side lacks counts against precision or recall as in the
// reference scorer (Pradhan et al., "Scoring coreference partitions of predicted
// mentions", ACL 2014). Singletons count where they are given: remove them
// before with WithoutSingletons where a corpus does.
func ScoreCoref[M comparable](gold, predicted Clusters[M]) Coref {
	g, p := index(gold), index(predicted)
	common := 0
	for m := range p {
		if _, ok := g[m]; ok {
			common++
		}
	}
	return Coref{
		Mentions: F1{float64(common), float64(len(p)), float64(common), float64(len(g))},
		MUC:      muc(gold, predicted, g, p),
		B3:       bCubed(gold, predicted, g, p),
		CEAFe:    ceafe(gold, predicted, p),
	}
}

// WithoutSingletons drops the clusters of one mention.
func WithoutSingletons[M comparable](c Clusters[M]) Clusters[M] {
	var out Clusters[M]
	for _, ms := range c {
		if len(ms) > 1 {
			out = append(out, ms)
		}
	}
	return out
}

func index[M comparable](c Clusters[M]) map[M]int {
	at := map[M]int{}
	for i, ms := range c {
		for _, m := range ms {
			at[m] = i
		}
	}
	return at
}

// muc counts links: Vilain et al., MUC-6, 1995.
func muc[M comparable](gold, predicted Clusters[M], g, p map[M]int) F1 {
	rn, rd := links(gold, p)
	pn, pd := links(predicted, g)
	return F1{pn, pd, rn, rd}
}

// links is, over the clusters, their size less the number of parts into which
// other divides them, and their size less one.
func links[M comparable](clusters Clusters[M], other map[M]int) (num, den float64) {
	for _, ms := range clusters {
		parts := map[int]bool{}
		alone := 0
		for _, m := range ms {
			if k, ok := other[m]; ok {
				parts[k] = true
			} else {
				alone++
			}
		}
		num += float64(len(ms) - len(parts) - alone)
		den += float64(len(ms) - 1)
	}
	return num, den
}

// bCubed averages over mentions: Bagga and Baldwin, LREC workshop 1998.
func bCubed[M comparable](gold, predicted Clusters[M], g, p map[M]int) F1 {
	rn, rd := overlaps(gold, p)
	pn, pd := overlaps(predicted, g)
	return F1{pn, pd, rn, rd}
}

func overlaps[M comparable](clusters Clusters[M], other map[M]int) (num, den float64) {
	for _, ms := range clusters {
		shared := map[int]int{}
		for _, m := range ms {
			if k, ok := other[m]; ok {
				shared[k]++
			}
		}
		var sum float64 // of integers: exact in any order
		for _, n := range shared {
			sum += float64(n * n)
		}
		num += sum / float64(len(ms))
		den += float64(len(ms))
	}
	return num, den
}

// ceafe aligns clusters one to one by their overlap: Luo, HLT/EMNLP 2005, with
// the similarity phi-4, 2|a∩b| / (|a|+|b|).
func ceafe[M comparable](gold, predicted Clusters[M], p map[M]int) F1 {
	var cells []cell
	for i, ms := range gold {
		shared := map[int]int{}
		for _, m := range ms {
			if k, ok := p[m]; ok {
				shared[k]++
			}
		}
		for j, n := range shared {
			cells = append(cells, cell{i, j, 2 * float64(n) / float64(len(ms)+len(predicted[j]))})
		}
	}
	sort.Slice(cells, func(a, b int) bool {
		return cells[a].row < cells[b].row || cells[a].row == cells[b].row && cells[a].col < cells[b].col
	})
	best := assign(cells)
	return F1{best, float64(len(predicted)), best, float64(len(gold))}
}
