package position

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"
)

// readingFormat is raised whenever Read finds other passages or other things in
// them, or MarshalJSON writes them otherwise.
const readingFormat = 2

// Version is a word that changes with what makes passages and lays them out. What
// was kept under another version is to be made again. The models have a part
// in it by their bytes, so that a new one can never be forgotten; the code has by
// readingFormat.
func Version() string { return version() }

var version = sync.OnceValue(func() string {
	h := sha256.New()
	fmt.Fprintf(h, "%d\x00%s\x00%s", readingFormat, embeddedPairs, embeddedChanges)
	return hex.EncodeToString(h.Sum(nil)[:6])
})
