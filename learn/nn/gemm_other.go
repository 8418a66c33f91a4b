//go:build !amd64

package nn

func tile6(c []float32, cs int, a []float32, as int, b []float32, k int) {
	tileGo(c, cs, a, as, b, k, tileRows)
}

func tile1(c, a, b []float32, k int) { tileGo(c, 0, a, 0, b, k, 1) }

// Recur makes one step of the recurrence for len(c) channels: see recurGo.
func Recur(u, v, c, x, out []float32) { recurGo(u, v, c, x, out) }

func short6(c []float32, cs int, a []int16, as int, b []int16, pairs int, scales, columns, bias []float32) {
	shortGo(c, cs, a, as, b, pairs, tileRows, scales, columns, bias)
}

func short1(c []float32, a, b []int16, pairs int, scales, columns, bias []float32) {
	shortGo(c, 0, a, 0, b, pairs, 1, scales, columns, bias)
}

func highest(src []float32) float32 { return highestGo(src) }

func toShorts(dst []int16, src []float32, by float32) int {
	toShortsGo(dst, src, by)
	return len(src)
}

// DotBytes is the scalar product of as many numbers.
func DotBytes(a, b []int8) int { return dotBytesGo(a, b[:len(a)]) }
