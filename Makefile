GO    ?= go
DATA  ?= ../shared/data
FLAGS ?= -trimpath -ldflags "-s -w -X main.version=$(shell git describe --tags --always --dirty 2>/dev/null || echo devel)"

.PHONY: build run test race fuzz bench quality interop lint check clean

build: ## the static binary, bin/leitmotif
	CGO_ENABLED=0 $(GO) build $(FLAGS) -o bin/leitmotif ./cmd/leitmotif

run: build ## analyse the embedded corpus into out/
	bin/leitmotif run --out out

test:
	$(GO) test ./...

race:
	CGO_ENABLED=1 $(GO) test -race -short ./...
