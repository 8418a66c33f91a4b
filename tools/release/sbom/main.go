// Command sbom writes the software bill of materials of a Go binary, as SPDX 2.3
// JSON, from what the toolchain recorded in the binary itself.
//
//	sbom BINARY > sbom.spdx.json
package main

import (
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"
)

type document struct {
	SPDXVersion   string         `json:"spdxVersion"`
	DataLicense   string         `json:"dataLicense"`
	SPDXID        string         `json:"SPDXID"`
	Name          string         `json:"name"`
	Namespace     string         `json:"documentNamespace"`
	Creation      creation       `json:"creationInfo"`
	Packages      []pkg          `json:"packages"`
	Relationships []relationship `json:"relationships"`
}

type creation struct {
	Created  string   `json:"created"`
	Creators []string `json:"creators"`
}

type pkg struct {
	SPDXID           string        `json:"SPDXID"`
	Name             string        `json:"name"`
	Version          string        `json:"versionInfo,omitempty"`
	DownloadLocation string        `json:"downloadLocation"`
	FilesAnalyzed    bool          `json:"filesAnalyzed"`
	License          string        `json:"licenseConcluded"`
	Checksums        []checksum    `json:"checksums,omitempty"`
	Refs             []externalRef `json:"externalRefs,omitempty"`
}

type checksum struct {
	Algorithm string `json:"algorithm"`
	Value     string `json:"checksumValue"`
}

type externalRef struct {
	Category string `json:"referenceCategory"`
	Type     string `json:"referenceType"`
	Locator  string `json:"referenceLocator"`
}

type relationship struct {
	Element string `json:"spdxElementId"`
	Type    string `json:"relationshipType"`
	Related string `json:"relatedSpdxElement"`
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: sbom BINARY > sbom.spdx.json")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "sbom:", err)
		os.Exit(1)
	}
}

func write(path string) error {
	info, err := buildinfo.ReadFile(path)
	if err != nil {
		return err
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(raw)
	digest := hex.EncodeToString(sum[:])
	created := time.Now().UTC()
	for _, s := range info.Settings {
		if t, err := time.Parse(time.RFC3339, s.Value); s.Key == "vcs.time" && err == nil {
			created = t // the same commit gives the same document
		}
	}
	d := document{SPDXVersion: "SPDX-2.3", DataLicense: "CC0-1.0", SPDXID: "SPDXRef-DOCUMENT", Name: filepath.Base(path),
		Namespace: "urn:sha256:" + digest, Creation: creation{created.Format(time.RFC3339), []string{"Tool: synoptic-sbom"}}}
	root := packageOf(0, &info.Main)
	root.License, root.Checksums = "Apache-2.0", []checksum{{"SHA256", digest}}
	d.Packages = append(d.Packages, root)
	d.Relationships = append(d.Relationships, relationship{d.SPDXID, "DESCRIBES", root.SPDXID})
	goroot := debug.Module{Path: "std", Version: info.GoVersion}
	for i, m := range append([]*debug.Module{&goroot}, info.Deps...) {
		if m.Replace != nil {
			m = m.Replace
		}
		p := packageOf(i+1, m)
		d.Packages = append(d.Packages, p)
		d.Relationships = append(d.Relationships, relationship{root.SPDXID, "DEPENDS_ON", p.SPDXID})
	}
	enc := json.NewEncoder(os.Stdout)
	enc.SetIndent("", " ")
	return enc.Encode(d)
}

func packageOf(i int, m *debug.Module) pkg {
	return pkg{SPDXID: fmt.Sprintf("SPDXRef-Package-%d", i), Name: m.Path, Version: m.Version, DownloadLocation: "NOASSERTION", License: "NOASSERTION",
		Refs: []externalRef{{"PACKAGE-MANAGER", "purl", "pkg:golang/" + m.Path + "@" + m.Version}}}
}
