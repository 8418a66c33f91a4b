// Synoptic lays many outlets' accounts of the same events side by side.
package main

import (
	"os"

	"synoptic/internal/cli"
)

// version is set by the linker on release.
var version = "0.1.0-dev"

func main() {
	os.Exit(cli.Main(version, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
