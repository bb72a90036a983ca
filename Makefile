# Everything a person or a machine does with this repository. `make` alone lists it.

SHELL       := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS   += --no-builtin-rules --no-print-directory

BIN     := bin/junheng
LINT    := .tools/bin/golangci-lint
NODE    := $(CURDIR)/tools/node.sh
WEB     := $(NODE) npm --prefix frontend
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)

# Nothing here needs a C compiler, and with one setting for all targets packages compile once.
export CGO_ENABLED := 0

TEST_FLAGS ?= -timeout 20m

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  \033[1m%-13s\033[0m %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

##
## Use it
##

.PHONY: demo
demo: build ## Make the demo county, evaluate its three years, serve it at http://127.0.0.1:8080
	mkdir -p data
	$(BIN) demo-workbook data/demo.xlsx
	for year in 2021 2022 2023; do $(BIN) evaluate data/demo.xlsx --year $$year; done
	$(BIN) demo

.PHONY: build
build: web ## Build bin/junheng with the front end in it
	go build -ldflags '-s -w -X main.version=$(VERSION)' -o $(BIN) ./server

.PHONY: web
web: frontend/dist/index.html ## Build the front end into frontend/dist

WEB_SOURCES = $(shell find frontend graph/schema -path frontend/node_modules -prune -o -path frontend/dist -prune \
	-o -path frontend/src/gql -prune -o -type f ! -name routeTree.gen.ts -print 2>/dev/null)

frontend/dist/index.html: $(WEB_SOURCES) | frontend/node_modules/.package-lock.json
	$(WEB) run build
	touch $@

# npm writes the hidden lock file last, so it tells whether what is installed is what the lock file asks for.
frontend/node_modules/.package-lock.json: frontend/package-lock.json
	$(WEB) ci --no-audit --no-fund --loglevel=error
	touch $@

##
## Trust it
##

.PHONY: test
test: test-go test-web e2e ## Test everything: Go on SQLite and MariaDB, the front end, the journeys in a browser

.PHONY: test-go
test-go: ## Test the Go packages on SQLite and on a private MariaDB
	tools/mariadb.sh go test $(TEST_FLAGS) ./...

.PHONY: test-web
test-web: web ## Test the pure parts of the front end
	$(WEB) test

.PHONY: e2e
e2e: build ## Walk the journeys in Chromium against the real server
	tools/chromium.sh
	$(WEB) run e2e

.PHONY: check
check: generated lint vet web-check test-go ## What must hold before a commit

.PHONY: generated
generated: ## Generate again; fail when the tree changes
	tools/unchanged.sh $(MAKE) generate

.PHONY: generate
generate: ## Generate the code that comes from the GraphQL schema
	go generate ./...

.PHONY: lint
lint: $(LINT) ## Lint Go: imports between folders, scope, style
	$(LINT) run ./...

$(LINT): tools/go.mod tools/go.sum
	cd tools && go build -o ../$@ github.com/golangci/golangci-lint/v2/cmd/golangci-lint

.PHONY: fmt
fmt: $(LINT) ## Format the Go code
	$(LINT) fmt ./...

.PHONY: vet
vet: ## Vet the Go code
	go vet ./...

.PHONY: web-check
web-check: web ## Lint the front end and check its types
	$(WEB) run lint
	$(WEB) run typecheck

##
## Measure it, look at it
##

.PHONY: bench
bench: ## Measure the API against hand-written handlers on a city in MariaDB
	JUNHENG_MARIADB_BUFFER=1G tools/mariadb.sh go run ./bench

.PHONY: web-budget
web-budget: build ## Measure the front end against its budgets
	tools/chromium.sh
	$(WEB) run budget

.PHONY: screenshots
screenshots: build ## Photograph every page into screenshots/
	tools/chromium.sh
	$(WEB) run screenshots

.PHONY: clean
clean: ## Remove what was built; keeps data/ and .tools/
	rm -rf bin screenshots frontend/dist/assets frontend/dist/index.html frontend/node_modules
