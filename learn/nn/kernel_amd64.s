#include "textflag.h"

// One row of a tile: two products of eight, two sums of eight. Product and sum
// are apart on purpose: the portable code rounds twice, too.
#define ROW(src, lo, hi) \
	VBROADCASTSS src, Y14      \
	VMULPS       Y12, Y14, Y15 \
	VADDPS       Y15, lo, lo   \
	VMULPS       Y13, Y14, Y14 \
	VADDPS       Y14, hi, hi

#define LOAD(at, lo, hi) \
	VMOVUPS (at), lo   \
	VMOVUPS 32(at), hi

#define STORE(at, lo, hi) \
	VMOVUPS lo, (at)   \
	VMOVUPS hi, 32(at)

// func tile6AVX2(c *float32, cs int, a *float32, as int, b *float32, k int)
TEXT ·tile6AVX2(SB), NOSPLIT, $0-48
	MOVQ c+0(FP), DI
	MOVQ cs+8(FP), SI
	MOVQ a+16(FP), R8
	MOVQ as+24(FP), R9
	MOVQ b+32(FP), BX
	MOVQ k+40(FP), CX
	LEAQ (R9)(R9*2), R11
	ADDQ R8, R11
	LEAQ (DI)(SI*2), R12
	LEAQ (R12)(SI*2), R13
	LOAD(DI, Y0, Y1)
	LEAQ (DI)(SI*1), AX
	LOAD(AX, Y2, Y3)
	LOAD(R12, Y4, Y5)
	LEAQ (R12)(SI*1), AX
	LOAD(AX, Y6, Y7)
	LOAD(R13, Y8, Y9)
	LEAQ (R13)(SI*1), AX
	LOAD(AX, Y10, Y11)

tile6loop:
	VMOVUPS (BX), Y12
	VMOVUPS 32(BX), Y13
	ROW((R8), Y0, Y1)
	ROW((R8)(R9*1), Y2, Y3)
	ROW((R8)(R9*2), Y4, Y5)
	ROW((R11), Y6, Y7)
	ROW((R11)(R9*1), Y8, Y9)
	ROW((R11)(R9*2), Y10, Y11)
	ADDQ $4, R8
	ADDQ $4, R11
	ADDQ $64, BX
	DECQ CX
	JNZ  tile6loop

	STORE(DI, Y0, Y1)
	LEAQ (DI)(SI*1), AX
	STORE(AX, Y2, Y3)
	STORE(R12, Y4, Y5)
	LEAQ (R12)(SI*1), AX
	STORE(AX, Y6, Y7)
	STORE(R13, Y8, Y9)
	LEAQ (R13)(SI*1), AX
	STORE(AX, Y10, Y11)
	VZEROUPPER
	RET

// func tile1AVX2(c *float32, a *float32, b *float32, k int)
TEXT ·tile1AVX2(SB), NOSPLIT, $0-32
	MOVQ c+0(FP), DI
	MOVQ a+8(FP), R8
	MOVQ b+16(FP), BX
	MOVQ k+24(FP), CX
	LOAD(DI, Y0, Y1)

tile1loop:
	VMOVUPS (BX), Y12
	VMOVUPS 32(BX), Y13
	ROW((R8), Y0, Y1)
	ADDQ $4, R8
	ADDQ $64, BX
	DECQ CX
	JNZ  tile1loop

	STORE(DI, Y0, Y1)
	VZEROUPPER
	RET

#define CONST(name, bits) \
	DATA name<>+0(SB)/4, $bits \
	GLOBL name<>(SB), RODATA, $4

CONST(one, 0x3f800000)
CONST(limit, 0x42ae0000)
CONST(minusLimit, 0xc2ae0000)
CONST(log2e, 0x3fb8aa3b)
CONST(ln2Hi, 0x3f318000)
CONST(ln2Lo, 0xb95e8083)
CONST(rounder, 0x4b400000)
CONST(p0, 0x39506967)
CONST(p1, 0x3ab743ce)
CONST(p2, 0x3c088908)
CONST(p3, 0x3d2aa9c1)
CONST(p4, 0x3e2aaaaa)
CONST(p5, 0x3f000000)

#define STEP(name) \
	VMULPS       Y1, Y4, Y4   \
	VBROADCASTSS name<>(SB), Y5 \
	VADDPS       Y5, Y4, Y4

// Y1 becomes the sigmoid of Y1; Y2 to Y6 are used, Y15 holds ones. The order of
// operations is that of Sigmoid and Exp.
#define SIGMOID \
	VXORPS       Y2, Y2, Y2         \
	VSUBPS       Y1, Y2, Y1         \
	VBROADCASTSS limit<>(SB), Y2    \
	VMINPS       Y2, Y1, Y1         \
	VBROADCASTSS minusLimit<>(SB), Y2 \
	VMAXPS       Y2, Y1, Y1         \
	VBROADCASTSS log2e<>(SB), Y2    \
	VMULPS       Y2, Y1, Y2         \
	VBROADCASTSS rounder<>(SB), Y3  \
	VADDPS       Y3, Y2, Y2         \
	VPSLLD       $23, Y2, Y6        \
	VSUBPS       Y3, Y2, Y2         \
	VBROADCASTSS ln2Hi<>(SB), Y3    \
	VMULPS       Y3, Y2, Y3         \
	VSUBPS       Y3, Y1, Y1         \
	VBROADCASTSS ln2Lo<>(SB), Y3    \
	VMULPS       Y3, Y2, Y3         \
	VSUBPS       Y3, Y1, Y1         \
	VBROADCASTSS p0<>(SB), Y4       \
	STEP(p1)                        \
	STEP(p2)                        \
	STEP(p3)                        \
	STEP(p4)                        \
	STEP(p5)                        \
	VMULPS       Y1, Y1, Y3         \
	VMULPS       Y3, Y4, Y4         \
	VADDPS       Y1, Y4, Y4         \
	VADDPS       Y15, Y4, Y4        \
	VPADDD       Y6, Y4, Y4         \
	VADDPS       Y15, Y4, Y4        \
	VDIVPS       Y4, Y15, Y1

// func recurAVX2(n int, u, v, c, x, out *float32)
TEXT ·recurAVX2(SB), NOSPLIT, $0-48
	MOVQ n+0(FP), CX
	MOVQ u+8(FP), R8
	MOVQ v+16(FP), R9
	MOVQ c+24(FP), DI
	MOVQ x+32(FP), SI
	MOVQ out+40(FP), DX
	VBROADCASTSS one<>(SB), Y15
	LEAQ (CX*4), R12      // bytes of n numbers
	LEAQ (R8)(R12*1), R10 // forget gate
	LEAQ (R8)(R12*2), R11 // output gate
	LEAQ (R9)(R12*1), R13
	XORQ AX, AX

recurloop:
	VMOVUPS (DI)(AX*1), Y7  // cell
	VMOVUPS (R8)(AX*1), Y8  // candidate
	VMULPS  (R9)(AX*1), Y7, Y1
	VADDPS  (R10)(AX*1), Y1, Y1
	SIGMOID
	VMOVAPS Y1, Y9
	VMULPS  (R13)(AX*1), Y7, Y1
	VADDPS  (R11)(AX*1), Y1, Y1
	SIGMOID
	VSUBPS  Y8, Y7, Y7
	VMULPS  Y9, Y7, Y7
	VADDPS  Y8, Y7, Y7
	VMOVUPS Y7, (DI)(AX*1)
	VMOVUPS (SI)(AX*1), Y2
	VSUBPS  Y2, Y7, Y7
	VMULPS  Y1, Y7, Y7
	VADDPS  Y2, Y7, Y7
	VMOVUPS Y7, (DX)(AX*1)
	ADDQ    $32, AX
	CMPQ    AX, R12
	JLT     recurloop
	VZEROUPPER
	RET

// One row of an integer tile.
#define ROW16(src, lo, hi) \
	VPBROADCASTD src, Y14      \
	VPMADDWD     Y12, Y14, Y15 \
	VPADDD       Y15, lo, lo   \
	VPMADDWD     Y13, Y14, Y14 \
	VPADDD       Y14, hi, hi

// Sums become numbers: times the row's scale, times the columns', plus the bias.
#define OUT16(scale, at, lo, hi) \
	VBROADCASTSS scale, Y14    \
	VCVTDQ2PS    lo, lo        \
	VCVTDQ2PS    hi, hi        \
	VMULPS       Y14, lo, lo   \
	VMULPS       Y14, hi, hi   \
	VMULPS       (R14), lo, lo   \
	VMULPS       32(R14), hi, hi \
	VADDPS       (R10), lo, lo   \
	VADDPS       32(R10), hi, hi \
	STORE(at, lo, hi)

// func short6AVX2(c *float32, cs int, a *int16, as int, b *int16, pairs int, scales, columns, bias *float32)
TEXT ·short6AVX2(SB), NOSPLIT, $0-72
	MOVQ c+0(FP), DI
	MOVQ cs+8(FP), SI
	MOVQ a+16(FP), R8
	MOVQ as+24(FP), R9
	MOVQ b+32(FP), BX
	MOVQ pairs+40(FP), CX
	LEAQ (R9)(R9*2), R11
	ADDQ R8, R11
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
	VPXOR Y8, Y8, Y8
	VPXOR Y9, Y9, Y9
	VPXOR Y10, Y10, Y10
	VPXOR Y11, Y11, Y11

short6loop:
	VMOVDQU (BX), Y12
	VMOVDQU 32(BX), Y13
	ROW16((R8), Y0, Y1)
	ROW16((R8)(R9*1), Y2, Y3)
	ROW16((R8)(R9*2), Y4, Y5)
	ROW16((R11), Y6, Y7)
	ROW16((R11)(R9*1), Y8, Y9)
	ROW16((R11)(R9*2), Y10, Y11)
	ADDQ $4, R8
	ADDQ $4, R11
	ADDQ $64, BX
	DECQ CX
	JNZ  short6loop

	MOVQ scales+48(FP), DX
	MOVQ columns+56(FP), R14
	MOVQ bias+64(FP), R10
	OUT16((DX), DI, Y0, Y1)
	ADDQ SI, DI
	OUT16(4(DX), DI, Y2, Y3)
	ADDQ SI, DI
	OUT16(8(DX), DI, Y4, Y5)
	ADDQ SI, DI
	OUT16(12(DX), DI, Y6, Y7)
	ADDQ SI, DI
	OUT16(16(DX), DI, Y8, Y9)
	ADDQ SI, DI
	OUT16(20(DX), DI, Y10, Y11)
	VZEROUPPER
	RET

// func short1AVX2(c *float32, a, b *int16, pairs int, scale, columns, bias *float32)
TEXT ·short1AVX2(SB), NOSPLIT, $0-56
	MOVQ c+0(FP), DI
	MOVQ a+8(FP), R8
	MOVQ b+16(FP), BX
	MOVQ pairs+24(FP), CX
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1

short1loop:
	VMOVDQU (BX), Y12
	VMOVDQU 32(BX), Y13
	ROW16((R8), Y0, Y1)
	ADDQ $4, R8
	ADDQ $64, BX
	DECQ CX
	JNZ  short1loop

	MOVQ scale+32(FP), DX
	MOVQ columns+40(FP), R14
	MOVQ bias+48(FP), R10
	OUT16((DX), DI, Y0, Y1)
	VZEROUPPER
	RET

CONST(magnitude, 0x7fffffff)

// func highestAVX2(src *float32, blocks int) float32
TEXT ·highestAVX2(SB), NOSPLIT, $0-20
	MOVQ src+0(FP), SI
	MOVQ blocks+8(FP), CX
	VBROADCASTSS magnitude<>(SB), Y3
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1

highestloop:
	VANDPS (SI), Y3, Y4
	VANDPS 32(SI), Y3, Y5
	VMAXPS Y4, Y0, Y0
	VMAXPS Y5, Y1, Y1
	ADDQ   $64, SI
	DECQ   CX
	JNZ    highestloop

	VMAXPS       Y1, Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VMAXPS       X1, X0, X0
	VPSHUFD      $0x4e, X0, X1
	VMAXPS       X1, X0, X0
	VPSHUFD      $0xb1, X0, X1
	VMAXPS       X1, X0, X0
	VMOVSS       X0, ret+16(FP)
	VZEROUPPER
	RET

// func toShortsAVX2(dst *int16, src *float32, blocks int, by float32)
TEXT ·toShortsAVX2(SB), NOSPLIT, $0-28
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), SI
	MOVQ blocks+16(FP), CX
	VBROADCASTSS by+24(FP), Y3
	VBROADCASTSS rounder<>(SB), Y6

shortsloop:
	VMULPS     (SI), Y3, Y4
	VMULPS     32(SI), Y3, Y5
	VADDPS     Y6, Y4, Y4
	VADDPS     Y6, Y5, Y5
	VSUBPS     Y6, Y4, Y4
	VSUBPS     Y6, Y5, Y5
	VCVTTPS2DQ Y4, Y4
	VCVTTPS2DQ Y5, Y5
	VPACKSSDW  Y5, Y4, Y4
	VPERMQ     $0xd8, Y4, Y4
	VMOVDQU    Y4, (DI)
	ADDQ       $64, SI
	ADDQ       $32, DI
	DECQ       CX
	JNZ        shortsloop
	VZEROUPPER
	RET

// func dotBytesAVX2(a, b *int8, blocks int) int32
TEXT ·dotBytesAVX2(SB), NOSPLIT, $0-28
	MOVQ a+0(FP), SI
	MOVQ b+8(FP), DI
	MOVQ blocks+16(FP), CX
	VPXOR Y0, Y0, Y0

dotloop:
	VPMOVSXBW (SI), Y1
	VPMOVSXBW (DI), Y2
	VPMADDWD  Y1, Y2, Y1
	VPADDD    Y1, Y0, Y0
	ADDQ      $16, SI
	ADDQ      $16, DI
	DECQ      CX
	JNZ       dotloop

	VEXTRACTI128 $1, Y0, X1
	VPADDD       X1, X0, X0
	VPSHUFD      $0x4e, X0, X1
	VPADDD       X1, X0, X0
	VPSHUFD      $0xb1, X0, X1
	VPADDD       X1, X0, X0
	VMOVD        X0, AX
	MOVL         AX, ret+24(FP)
	VZEROUPPER
	RET
