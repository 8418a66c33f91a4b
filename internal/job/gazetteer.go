package job

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/link"
)

// Gazetteer is a file of known names that the user gave.
type Gazetteer struct {
	Name string
	Data []byte
}

const gazetteersState = "gazetteers"

// ReadGazetteers reads the files into one gazetteer, nil for none; a broken line
// is an error, and nothing is read.
func ReadGazetteers(files []Gazetteer) (*link.Gazetteer, error) {
	if len(files) == 0 {
		return nil, nil
	}
	all := link.NewGazetteer()
	for _, f := range files {
		g, err := link.ReadGazetteer(bytes.NewReader(f.Data), f.Name, link.FormatOf(f.Data))
		if err != nil {
			return nil, err
		}
		all.Include(g)
	}
	return all, nil
}

// KeepGazetteers keeps the files for all linking from now on, in place of those
// kept before; none takes them away. Broken ones are refused, and what was kept
// stays. What was linked with others is stale then.
func KeepGazetteers(ctx context.Context, s store.States, files []Gazetteer) error {
	if _, err := ReadGazetteers(files); err != nil {
		return err
	}
	var data []byte
	if len(files) > 0 {
		var err error
		if data, err = json.Marshal(files); err != nil {
			return fault.New(fault.Internal, "keep gazetteers: %w", err)
		}
	}
	return s.PutState(ctx, gazetteersState, data)
}

// gazetteer is what the kept files hold, nil for none, and what tells it from
// others.
func gazetteer(ctx context.Context, s store.States) (*link.Gazetteer, string, error) {
	data, err := s.State(ctx, gazetteersState)
	if fault.Of(err) == fault.NotFound || err == nil && len(data) == 0 {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", err
	}
	var files []Gazetteer
	if err := json.Unmarshal(data, &files); err != nil {
		return nil, "", fault.New(fault.Internal, "kept gazetteers: %w", err)
	}
	g, err := ReadGazetteers(files)
	sum := sha256.Sum256(data)
	return g, "+g" + hex.EncodeToString(sum[:6]), err
}
