package nn

import "golang.org/x/sys/cpu"

var hasAVX2 = cpu.X86.HasAVX2

//go:noescape
func tile6AVX2(c *float32, cs int, a *float32, as int, b *float32, k int)

//go:noescape
func tile1AVX2(c *float32, a *float32, b *float32, k int)

//go:noescape
func recurAVX2(n int, u, v, c, x, out *float32)

func tile6(c []float32, cs int, a []float32, as int, b []float32, k int) {
	_, _, _ = c[5*cs+Lanes-1], a[5*as+k-1], b[k*Lanes-1]
	if hasAVX2 {
		tile6AVX2(&c[0], cs*4, &a[0], as*4, &b[0], k)
		return
	}
	tileGo(c, cs, a, as, b, k, tileRows)
}

func tile1(c, a, b []float32, k int) {
	_, _, _ = c[Lanes-1], a[k-1], b[k*Lanes-1]
	if hasAVX2 {
		tile1AVX2(&c[0], &a[0], &b[0], k)
		return
	}
	tileGo(c, 0, a, 0, b, k, 1)
}

// Recur makes one step of the recurrence for n = len(c) channels, a multiple of
// 8: see recurGo.
func Recur(u, v, c, x, out []float32) {
	n := len(c)
	_, _, _, _ = u[3*n-1], v[2*n-1], x[n-1], out[n-1]
	if hasAVX2 && n%8 == 0 {
		recurAVX2(n, &u[0], &v[0], &c[0], &x[0], &out[0])
		return
	}
	recurGo(u, v, c, x, out)
}
