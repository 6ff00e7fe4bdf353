# Credence: build, run, test, measure. "make help" lists the targets.
SHARED ?= ../shared
GO     ?= go
export CGO_ENABLED = 0
# Tests ask more where the shared data is at hand.
export CREDENCE_SHARED ?= $(abspath $(wildcard $(SHARED)))

.PHONY: help build run serve deps package test lint eval bench models clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

build: ## build the one binary, ./credence
	$(GO) build -trimpath -ldflags '-s -w' -o credence ./cmd/credence

run: build ## read the bundled example articles, keep them in a ledger, ask it
	./credence read --format table examples/articles
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && export CREDENCE_LEDGER="$$folder/ledger.db" && set -ex && \
	./credence add --format table examples/articles && \
	./credence status --format table --on 2025-07-06 talibans && \
	./credence history --format table Algérie Espagne && \
	./credence check --format table "La Russie est le premier pays à reconnaître les talibans"

serve: build ## show the bundled example articles on pages: http://127.0.0.1:8080
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && export CREDENCE_LEDGER="$$folder/ledger.db" && \
	./credence add --format table examples/articles && ./credence serve

AXE = web/browser/node_modules
deps: ## install what the tests need: a PostgreSQL server, Chromium, axe-core
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || $(MAKE) --no-print-directory package PACKAGE=postgresql
	@command -v chromium >/dev/null || $(MAKE) --no-print-directory package PACKAGE=chromium
	@cmp -s web/browser/package-lock.json $(AXE)/installed.json || { \
		command -v npm >/dev/null || $(MAKE) --no-print-directory package PACKAGE=npm; \
		npm ci --prefix web/browser --ignore-scripts --no-audit --no-fund --silent && cp web/browser/package-lock.json $(AXE)/installed.json; }

package: # install PACKAGE of Debian
	@apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(PACKAGE) >/dev/null

test: deps ## run all tests, fuzz tests for some thousand inputs each
	$(GO) test ./...
	$(GO) test ./web -args -postgres
	./.ci/fuzz 5000x

lint: ## gofmt, go vet, staticcheck
	@files=$$(git ls-files '*.go') && out=$$(gofmt -l $$files) && { test -z "$$out" || { echo "gofmt would change:"; echo "$$out"; exit 1; }; }
	$(GO) mod tidy -diff
	$(GO) vet ./...
	$(GO) tool -modfile=tools/lint/go.mod staticcheck ./...

eval: build ## measure accuracy on the development data
	$(GO) run ./tools/eval -credence ./credence -shared $(SHARED)

# How many acts the ledgers have that are measured: "" for none.
BENCH_ACTS ?= 1000000
BENCH_STORES ?= sqlite postgres
# How many read the pages of each at once, for how long.
BENCH_READERS ?= 50
BENCH_READING ?= 1m
bench: build deps ## measure speed, start-up, memory, and ledgers of BENCH_ACTS acts, with their pages
	$(GO) run ./tools/bench -credence ./credence -acts "$(BENCH_ACTS)" -stores "$(BENCH_STORES)" -readers $(BENCH_READERS) -reading $(BENCH_READING)

models: ## train the language models from the treebanks and the corpus, print their figures
	@test -d $(SHARED)/ud || { echo "make models needs the treebanks in $(SHARED)/ud: set SHARED=DIR"; exit 1; }
	$(GO) run ./tools/detect -ud $(SHARED)/ud -out lang
	$(GO) run ./tools/tokens -ud $(SHARED)/ud -out lang
	$(GO) run ./tools/models -ud $(SHARED)/ud -out lang
	$(GO) run ./tools/pairs -out lang
	$(GO) run ./tools/learn -out lang en fr es

clean: ## remove what was built
	rm -f credence
