package coref

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"sync"
)

//go:embed english.model
var englishModel []byte

// bits of a feature that index the weights.
const bits = 20

// Model holds the weights of hashed features, at 8 bits each. It is read-only
// and safe for concurrent use.
type Model struct {
	Version string
	scale   float32
	q       []int8 // 1<<bits
}

func (m *Model) score(fs []feature) float64 {
	sum := 0
	for _, f := range fs {
		sum += int(m.q[f&(1<<bits-1)])
	}
	return float64(m.scale) * float64(sum)
}

// English is the model that ships: trained on GUM, see doc/models/actors.md.
var English = sync.OnceValues(func() (*Model, error) { return ReadModel(englishModel) })

const magic = "synoptic coref 1\n"

// WriteTo writes the model: the magic line, then, by gzip, the version and its
// length, the scale, and pairs of the distance to the next weight that is not
// zero (varint) and its value (a byte).
func (m *Model) WriteTo(w io.Writer) (int64, error) {
	var b bytes.Buffer
	b.WriteString(magic)
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	body := []byte{byte(len(m.Version))}
	body = append(body, m.Version...)
	body = binary.LittleEndian.AppendUint32(body, math.Float32bits(m.scale))
	last := 0
	for i, v := range m.q {
		if v != 0 {
			body = binary.AppendUvarint(body, uint64(i-last))
			body = append(body, byte(v))
			last = i
		}
	}
	if _, err := z.Write(body); err != nil {
		return 0, err
	}
	if err := z.Close(); err != nil {
		return 0, err
	}
	return b.WriteTo(w)
}

// ReadModel reads what WriteTo wrote.
func ReadModel(data []byte) (*Model, error) {
	rest, ok := bytes.CutPrefix(data, []byte(magic))
	if !ok {
		return nil, fmt.Errorf("read coreference model: not a model of this version")
	}
	z, err := gzip.NewReader(bytes.NewReader(rest))
	if err != nil {
		return nil, fmt.Errorf("read coreference model: %w", err)
	}
	body, err := io.ReadAll(io.LimitReader(z, 8<<bits))
	if err != nil {
		return nil, fmt.Errorf("read coreference model: %w", err)
	}
	if len(body) == 0 || len(body) < 5+int(body[0]) {
		return nil, fmt.Errorf("read coreference model: cut short")
	}
	n := int(body[0])
	m := &Model{Version: string(body[1 : 1+n]), scale: math.Float32frombits(binary.LittleEndian.Uint32(body[1+n:])), q: make([]int8, 1<<bits)}
	return m, m.fill(body[5+n:])
}

func (m *Model) fill(body []byte) error {
	at := 0
	for len(body) > 0 {
		step, n := binary.Uvarint(body)
		if n <= 0 || n >= len(body) || step >= 1<<bits || at+int(step) >= len(m.q) {
			return fmt.Errorf("read coreference model: broken weights")
		}
		at += int(step)
		m.q[at] = int8(body[n])
		body = body[n+1:]
	}
	return nil
}
