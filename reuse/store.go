package reuse

import "synoptic/news"

// Entry is one text that the index knows.
type Entry struct {
	ID     string
	Text   string
	Outlet string
	Date   news.Date
}

// Store keeps what an Index knows: texts, and for some of their five-grams the
// texts that hold them. The index numbers texts from 0 in the order in which
// they are added and uses the store from one goroutine at a time.
//
// A store may forget: its window is its own matter. It then neither returns
// forgotten numbers from Hits nor has an Entry for them. A store that can fail
// keeps its first error for its owner to ask for and answers with nothing.
type Store interface {
	// Put keeps entry e as number n, to be found under grams. Numbers rise.
	Put(n int, e Entry, grams []uint64)
	// Hits calls f for every number kept under each of grams, once for each
	// gram that it is kept under, the latest numbers first. It may leave out all
	// but the latest numbers of a gram that very many texts hold.
	Hits(grams []uint64, f func(n int))
	// Entry returns entry n; ok is false if it was forgotten.
	Entry(n int) (e Entry, ok bool)
}

// Memory is a Store in memory that forgets all but the latest entries. Its
// size is bounded by its window: 16 bytes for a kept gram, and the strings of
// the entries, which it shares with its callers.
type Memory struct {
	window  int
	entries []Entry // ring: number n lies at n % window
	next    int     // one more than the latest number

	heads []uint32  // by low bits of the gram: 1 + index of the latest posting, modulo 2^32
	ring  []posting // the oldest are overwritten; a power of two long
	count uint32    // postings ever put, modulo 2^32
}

// posting says that a text holds a gram, and where the chain of the gram's
// bucket goes on.
type posting struct {
	check uint32 // high bits of the gram
	n     uint32 // number of the text, modulo 2^32
	prev  uint32 // 1 + count of the posting before in the bucket, 0 at the end
}

// Limits of a Memory.
const (
	firstRing   = 1 << 12
	gramsKept   = 128 // postings kept in the ring for each entry of the window, at most
	chainFollow = 48  // texts reported for one gram
	chainLook   = 512 // postings looked at for one gram
)

// NewMemory returns an empty store that keeps the latest window entries; at
// least one.
func NewMemory(window int) *Memory {
	return &Memory{window: max(1, window), heads: make([]uint32, firstRing), ring: make([]posting, firstRing)}
}

// Put keeps e and forgets the entry that falls out of the window.
func (m *Memory) Put(n int, e Entry, grams []uint64) {
	at := n % m.window
	for len(m.entries) <= at {
		m.entries = append(m.entries, Entry{})
	}
	m.entries[at], m.next = e, n+1
	for _, g := range grams {
		if m.live() == len(m.ring) && len(m.ring) < m.window*gramsKept {
			m.grow()
		}
		m.put(g, uint32(n))
	}
}

// live is the number of postings in the ring.
func (m *Memory) live() int { return int(min(m.count, uint32(len(m.ring)))) }

func (m *Memory) put(g uint64, n uint32) {
	head := &m.heads[g&uint64(len(m.heads)-1)]
	m.ring[m.count&uint32(len(m.ring)-1)] = posting{uint32(g >> 32), n, *head}
	m.count++
	*head = m.count
}

// grow doubles ring and heads. The postings keep their counts, so chains stay
// as they are; an old bucket's chain goes on from both of its halves.
func (m *Memory) grow() {
	old := m.ring
	m.ring = make([]posting, 2*len(old))
	for i := range old {
		c := m.count - uint32(len(old)) + uint32(i)
		m.ring[c&uint32(len(m.ring)-1)] = old[c&uint32(len(old)-1)]
	}
	heads := make([]uint32, 2*len(m.heads))
	copy(heads, m.heads)
	copy(heads[len(m.heads):], m.heads)
	m.heads = heads
}

// Hits follows each gram's chain from its latest posting and stops where the
// ring has been overwritten.
func (m *Memory) Hits(grams []uint64, f func(n int)) {
	for _, g := range grams {
		at, found := m.heads[g&uint64(len(m.heads)-1)], 0
		for look := 0; at != 0 && look < chainLook && found < chainFollow; look++ {
			if m.count-at >= uint32(len(m.ring)) {
				break
			}
			p := m.ring[(at-1)&uint32(len(m.ring)-1)]
			if n, ok := m.number(p.n); ok && p.check == uint32(g>>32) {
				f(n)
				found++
			}
			at = p.prev
		}
	}
}

// number restores the full number of an entry that is still in the window.
func (m *Memory) number(low uint32) (int, bool) {
	back := uint32(m.next) - low
	n := m.next - int(back)
	return n, back > 0 && int(back) <= m.window && n >= 0
}

// Entry returns entry n if it is in the window.
func (m *Memory) Entry(n int) (Entry, bool) {
	if n < 0 || n >= m.next || n < m.next-m.window {
		return Entry{}, false
	}
	return m.entries[n%m.window], true
}
