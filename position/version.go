package position

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"strings"
	"sync"
)

// source is what makes passages and lays them out: the models and the code.
//
//go:embed *.model *.go scales.txt
var source embed.FS

// Version is a word that changes with what makes passages and lays them out; what was kept
// under another version is to be made again. It is the digest of this room's models and of
// its code, so that nothing can be changed and forgotten here; that a comment makes
// what is kept be read again, once, is the price. The lists of lexicon are not in it.
func Version() string { return version() }

var version = sync.OnceValue(func() string {
	h := sha256.New()
	files, err := fs.ReadDir(source, ".") // in order of name
	for _, f := range files {
		if strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		var data []byte
		if data, err = source.ReadFile(f.Name()); err != nil {
			break
		}
		h.Write([]byte(f.Name() + "\x00"))
		h.Write(data)
	}
	if err != nil {
		panic("the embedded source of position is damaged: " + err.Error())
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
})
