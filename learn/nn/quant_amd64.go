package nn

//go:noescape
func short6AVX2(c *float32, cs int, a *int16, as int, b *int16, pairs int, scales, columns, bias *float32)

//go:noescape
func short1AVX2(c *float32, a, b *int16, pairs int, scale, columns, bias *float32)

//go:noescape
func highestAVX2(src *float32, blocks int) float32

//go:noescape
func toShortsAVX2(dst *int16, src *float32, blocks int, by float32)

//go:noescape
func dotBytesAVX2(a, b *int8, blocks int) int32

func short6(c []float32, cs int, a []int16, as int, b []int16, pairs int, scales, columns, bias []float32) {
	_, _, _ = c[5*cs+Lanes-1], a[5*as+2*pairs-1], b[pairs*2*Lanes-1]
	_, _, _ = scales[5], columns[Lanes-1], bias[Lanes-1]
	if hasAVX2 {
		short6AVX2(&c[0], cs*4, &a[0], as*2, &b[0], pairs, &scales[0], &columns[0], &bias[0])
		return
	}
	shortGo(c, cs, a, as, b, pairs, tileRows, scales, columns, bias)
}

func short1(c []float32, a, b []int16, pairs int, scales, columns, bias []float32) {
	_, _, _ = c[Lanes-1], a[2*pairs-1], b[pairs*2*Lanes-1]
	_, _, _ = scales[0], columns[Lanes-1], bias[Lanes-1]
	if hasAVX2 {
		short1AVX2(&c[0], &a[0], &b[0], pairs, &scales[0], &columns[0], &bias[0])
		return
	}
	shortGo(c, 0, a, 0, b, pairs, 1, scales, columns, bias)
}

// highest is the largest magnitude in src; what is no number counts for little
// or nothing.
func highest(src []float32) float32 {
	whole := len(src) &^ 15
	if !hasAVX2 || whole == 0 {
		return highestGo(src)
	}
	return max(highestAVX2(&src[0], whole/16), highestGo(src[whole:]))
}

// toShorts sets dst[i] to src[i]×by rounded to an integer, to even; it returns
// len(src).
func toShorts(dst []int16, src []float32, by float32) int {
	whole := 0
	if hasAVX2 {
		if whole = len(src) &^ 15; whole > 0 {
			_ = dst[whole-1]
			toShortsAVX2(&dst[0], &src[0], whole/16, by)
		}
	}
	toShortsGo(dst[whole:], src[whole:], by)
	return len(src)
}

// DotBytes is the scalar product of as many numbers.
func DotBytes(a, b []int8) int {
	b = b[:len(a)]
	whole := len(a) &^ 15
	if !hasAVX2 || whole == 0 {
		return dotBytesGo(a, b)
	}
	return int(dotBytesAVX2(&a[0], &b[0], whole/16)) + dotBytesGo(a[whole:], b[whole:])
}
