package extract

import (
	"path/filepath"
	"slices"
	"strings"

	"synoptic/news"
)

// Text reads a plain-text file. The article's Text is the file's bytes,
// unchanged; bytes in another encoding are converted to UTF-8 first. What the
// text says about itself is read by Structure. A file that is empty, binary or
// in no known encoding is a fault.Input error.
func Text(id, path string, b []byte) (news.Article, error) {
	s, err := decode(path, b)
	if err != nil {
		return news.Article{}, err
	}
	a := news.Article{ID: id, Path: path, Text: s, Version: 1}
	Structure(&a)
	return a, nil
}

// IDs gives each path its article id: the base name without extension, and
// where two files share it the shortest end of the path that sets them apart.
// A path that stands twice keeps one id.
func IDs(paths []string) []string {
	stems := make([][]string, len(paths))
	for i, p := range paths {
		p = filepath.ToSlash(filepath.Clean(p))
		stems[i] = strings.Split(strings.Trim(trimExt(p), "/"), "/")
	}
	depth := make([]int, len(paths))
	ids := make([]string, len(paths))
	for i := range paths {
		depth[i] = 1
	}
	for {
		byID := map[string][]int{}
		for i, s := range stems {
			ids[i] = strings.Join(s[max(0, len(s)-depth[i]):], "/")
			byID[ids[i]] = append(byID[ids[i]], i)
		}
		if !deepen(byID, stems, depth) {
			break
		}
	}
	return distinct(ids, paths)
}

// deepen gives one more path element to files that still share an id.
func deepen(byID map[string][]int, stems [][]string, depth []int) bool {
	changed := false
	for _, same := range byID {
		for _, i := range same {
			differs := slices.ContainsFunc(same, func(j int) bool { return !slices.Equal(stems[i], stems[j]) })
			if differs && depth[i] < len(stems[i]) {
				depth[i]++
				changed = true
			}
		}
	}
	return changed
}

// distinct gives files that differ by extension alone their extension back.
func distinct(ids, paths []string) []string {
	first := map[string]string{}
	twice := map[string]bool{}
	for i, id := range ids {
		if p, ok := first[id]; ok && filepath.Clean(p) != filepath.Clean(paths[i]) {
			twice[id] = true
		}
		first[id] = paths[i]
	}
	for i, id := range ids {
		if twice[id] {
			ids[i] = id + strings.TrimPrefix(filepath.ToSlash(filepath.Clean(paths[i])), trimExt(filepath.ToSlash(filepath.Clean(paths[i]))))
		}
	}
	return ids
}

func trimExt(p string) string {
	p = strings.TrimSuffix(p, ".gz")
	if ext := filepath.Ext(p); ext != "" && ext != filepath.Base(p) {
		return strings.TrimSuffix(p, ext)
	}
	return p
}
