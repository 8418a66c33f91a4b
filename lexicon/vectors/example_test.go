package vectors_test

import (
	"fmt"

	"synoptic/lexicon/vectors"
)

func Example() {
	table := vectors.English()
	said, _ := table.Lookup("said")
	told, _ := table.Lookup("told")
	lake, _ := table.Lookup("lake")
	fmt.Println(said.Cosine(told) > said.Cosine(lake))
	// Output: true
}
