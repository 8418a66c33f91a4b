# The targets that people use; .ci/run calls the same ones.
GO ?= go
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS = -s -w -X main.version=$(VERSION)

.PHONY: build test race lint fuzz eval bench load soak golden vuln cross release clean

# Of the load test: a store of 100,000 articles, made if it is not there; how long a soak lasts.
STORE ?= artefacts/load.db
TIME ?= 1h

build: ## the binary
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o synoptic ./cmd/synoptic

test: ## what README gives
	$(GO) test ./...

race: ## the race detector, on the rooms that share values between goroutines
	$(GO) test -race -short -timeout 30m ./internal/... ./nlp/... ./link ./cluster ./reuse ./collate

lint: ## golangci-lint from a module of its own, so that its dependencies stay out of ours
	$(GO) tool -modfile=tools/go.mod golangci-lint run ./...

fuzz: ## every fuzz target for a short while
	./.ci/fuzz 20s

eval: build ## all suites on the corpora in DATA, held against eval/floors.json
	./synoptic eval all $(DATA)

bench: ## benchmarks, once each
	$(GO) test -run '^$$' -bench . -benchtime 1x ./...

load: build ## the figures of doc/server.md; needs a quiet machine, some 3 GB of disk and, the first time, ten minutes more
	test -e $(STORE) || { mkdir -p $(dir $(STORE)) && SYNOPTIC_LOAD_STORE=$(abspath $(STORE)) $(GO) test -count=1 -run TestMakeLoadStore -timeout 60m ./internal/app; }
	SYNOPTIC_LOAD_STORE=$(abspath $(STORE)) SYNOPTIC_LOAD_BIN=$(CURDIR)/synoptic $(GO) test -count=1 -run 'TestLoad$$' -v -timeout 30m ./internal/app

soak: build ## a server under readers, decisions and ingests for TIME; fails on errors and on growth
	SYNOPTIC_LOAD_SOAK=$(TIME) SYNOPTIC_LOAD_BIN=$(CURDIR)/synoptic $(GO) test -count=1 -run TestSoak -v -timeout 0 ./internal/app

golden: ## rewrite the golden files, then read the difference
	$(GO) test ./internal/cli ./export/... -update

vuln: ## known vulnerabilities; needs the vulnerability database
	$(GO) run golang.org/x/vuln/cmd/govulncheck@v1.8.0 ./...

cross: ## every platform that is released
	for p in linux/amd64 linux/arm64 darwin/arm64 windows/amd64; do \
	  echo $$p; CGO_ENABLED=0 GOOS=$${p%/*} GOARCH=$${p#*/} $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o /dev/null ./cmd/synoptic || exit 1; done

release: ## archives for five platforms, deb, checksums, SBOM, in dist/; publishes nothing
	$(GO) tool -modfile=tools/release/go.mod goreleaser release --snapshot --clean

clean:
	rm -rf synoptic synoptic-train dist artefacts
