package app

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"

	"synoptic/eval"
	"synoptic/export"
	"synoptic/extract"
	"synoptic/internal/fault"
)

// goldPage is one page of either corpus; the fields of trafilatura's
// evaldata.json and of the article extraction benchmark's ground-truth.json.
type goldPage struct {
	File          string
	With, Without []string
	Title         any
	Author        any
	Date          any
	ArticleBody   string
	URL           string
}

// evalHTML scores the reading of web pages on a folder that holds evaldata.json
// with its pages below it or in pages.tar.zst, or ground-truth.json with
// html/ID.html.gz.
func evalHTML(dir string) (eval.Table, error) {
	t := eval.Table{Suite: "html", Corpus: filepath.Base(dir)}
	gold, sum, err := readPageGold(dir)
	if err != nil {
		return t, err
	}
	t.Digest = sum
	pages, err := readPages(dir)
	if err != nil {
		return t, err
	}
	var reads []eval.PageRead
	var golds []eval.PageGold
	var spent time.Duration
	for _, g := range gold {
		b, ok := pages[filepath.Base(g.File)]
		if !ok {
			return t, fault.New(fault.Input, "%s: the page %s is missing", dir, g.File)
		}
		started := time.Now()
		a, err := extract.HTML("page", g.File, b, extract.Options{URL: g.URL})
		spent += time.Since(started)
		read := eval.PageRead{}
		if err == nil {
			read = eval.PageRead{Body: export.Body(&a), Title: a.TitleText(), Date: a.Published.String(), Authors: a.Authors, Outlet: a.Outlet}
		}
		reads = append(reads, read)
		golds = append(golds, g.gold(b))
	}
	t.Rows = append(eval.ScorePages(reads, golds), eval.Row{Measure: "speed, parse included", Value: float64(len(reads)) / spent.Seconds(), Unit: "pages/s", N: len(reads)})
	return t, nil
}

func (g *goldPage) gold(page []byte) eval.PageGold {
	return eval.PageGold{With: g.With, Without: g.Without, Body: g.ArticleBody, Title: word(g.Title), Date: word(g.Date), Author: word(g.Author), Stated: stated(page)}
}

func word(v any) string {
	s, _ := v.(string)
	return strings.TrimSpace(s)
}

// readPageGold reads the gold, by URL or id.
func readPageGold(dir string) ([]goldPage, string, error) {
	for _, name := range []string{"evaldata.json", "ground-truth.json"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, "", err
		}
		var byKey map[string]goldPage
		if err := json.Unmarshal(b, &byKey); err != nil {
			return nil, "", fault.New(fault.Input, "%s/%s: %w", dir, name, err)
		}
		var out []goldPage
		for key, g := range byKey {
			if g.URL == "" {
				g.URL = key
			}
			if g.File == "" {
				g.File = key + ".html"
			}
			out = append(out, g)
		}
		slices.SortFunc(out, func(a, b goldPage) int { return strings.Compare(a.File, b.File) })
		sum := sha256.Sum256(b)
		return out, hex.EncodeToString(sum[:]), nil
	}
	return nil, "", fault.New(fault.Input, "%s: neither evaldata.json nor ground-truth.json in this folder", dir)
}

// readPages reads all pages by base name.
func readPages(dir string) (map[string][]byte, error) {
	pages := map[string][]byte{}
	if f, err := os.Open(filepath.Join(dir, "pages.tar.zst")); err == nil {
		defer f.Close()
		return pages, readTar(f, pages)
	}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.Contains(d.Name(), ".htm") {
			return err
		}
		b, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		name := d.Name()
		if base, ok := strings.CutSuffix(name, ".gz"); ok {
			z, err := gzip.NewReader(bytes.NewReader(b))
			if err != nil {
				return err
			}
			if b, err = io.ReadAll(z); err != nil {
				return err
			}
			name = base
		}
		pages[name] = b
		return nil
	})
	return pages, err
}

func readTar(r io.Reader, pages map[string][]byte) error {
	z, err := zstd.NewReader(r)
	if err != nil {
		return err
	}
	defer z.Close()
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		b, err := io.ReadAll(t)
		if err != nil {
			return err
		}
		pages[filepath.Base(h.Name)] = b
	}
}
