package app

import (
	"context"
	"os"
	"path/filepath"

	"synoptic/internal/fault"
	"synoptic/internal/job"
	"synoptic/link"
)

// LoadGazetteer reads files of known names: JRC-Names, a table of Wikidata or
// lists of aliases; nil for no files. A broken line is an error that names it, and
// nothing is loaded.
func LoadGazetteer(paths []string) (*link.Gazetteer, error) {
	files, err := gazetteerFiles(paths)
	if err != nil {
		return nil, err
	}
	return job.ReadGazetteers(files)
}

func gazetteerFiles(paths []string) ([]job.Gazetteer, error) {
	var files []job.Gazetteer
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			return nil, fault.New(fault.Input, "--gazetteer: %w", err)
		}
		files = append(files, job.Gazetteer{Name: filepath.Base(p), Data: data})
	}
	return files, nil
}

// KeepGazetteers makes the files those by which the store's actors are known from
// now on; none takes those kept away.
func (s *Store) KeepGazetteers(ctx context.Context, paths []string) error {
	files, err := gazetteerFiles(paths)
	if err != nil {
		return err
	}
	return job.KeepGazetteers(ctx, s.kept, files)
}
