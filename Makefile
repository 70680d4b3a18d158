GO        ?= go
SHARED    ?= ../shared
VERSION   := $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)
PACKAGES  := ./...
FUZZ_TIME ?= 10s
KILLS     ?= 200
PYTHON    := .venv/bin/python
SEEDS     ?= 1

.PHONY: build run test race crash fuzz growth bench limits same-bytes quality schedule interop man browser-test deep-model word-vectors lint check clean

build: ## bin/leitmotif, one static binary
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o bin/leitmotif ./cmd/leitmotif

run: build ## analyse the embedded corpus
	bin/leitmotif run --out out

test: ## says at the end what was skipped
	@GO="$(GO)" .ci/test $(PACKAGES)

race: ## of the packages that start goroutines, which run the others
	CGO_ENABLED=1 $(GO) test -race -short -timeout 30m $$(grep -rlE --include='*.go' '(^|\s)go [a-zA-Z.]+\(|\.Go\(|parallel\.(Ordered|Chunks|Brief)' . | xargs -n1 dirname | sort -u)

crash: ## kill a run at KILLS random moments, end others by signals; nothing half done may be left
	LEITMOTIF_KILLS=$(KILLS) $(GO) test -count 1 -run 'Kill|Readers|AtOnce|Signal' -v -timeout 60m ./cmd/leitmotif

fuzz: ## every fuzz target for FUZZ_TIME
	@GO="$(GO)" .ci/fuzz $(FUZZ_TIME) $(PACKAGES)

growth: ## twice the worst input of every decoder and step, in instructions counted by valgrind
	LEITMOTIF_GROWTH=1 $(GO) test -count 1 -run '^TestGrowth$$' -v -timeout 60m ./corpus/... ./analysis/...

bench: build $(PYTHON) ## hot loops, then whole runs beside the rivals
	$(GO) test -run '^$$' -bench . -benchtime 1s -skip Library2000 $(PACKAGES)
	$(GO) test -run '^$$' -bench 2000$$ -benchtime 1x -timeout 40m ./analysis/lsa
	$(PYTHON) .ci/bench.py bin/leitmotif $(SHARED)/data $(SHARED)/baselines $(SHARED)/reference

same-bytes: build ## whole runs on 1, 2, 4 and 8 processors: every file but the manifest the same
	.ci/same-bytes bin/leitmotif $(SHARED)/data

limits: build ## the inputs at the bounds that the README states; takes minutes and 2 GB of disk
	python3 .ci/limits.py bin/leitmotif .cache/limits

quality: build $(PYTHON) ## topics and singular values against labels and rivals
	$(GO) test -count 1 -run Reference -v ./analysis/svd
	LEITMOTIF_PYTHON=$(abspath $(PYTHON)) $(GO) test -count 1 -run 'TestTopicQuality|TestNameQuality' -v -timeout 60m ./cmd/leitmotif
	$(PYTHON) .ci/quality.py bin/leitmotif $(SHARED)/data $(SHARED)/baselines

schedule: ## many runs one after the other over real news; takes minutes
	LEITMOTIF_SCHEDULE=1 $(GO) test -count 1 -run TestSchedule -v -timeout 60m ./analysis

interop: build $(PYTHON) ## the tables in pyarrow, pandas, polars and DuckDB
	$(PYTHON) .ci/interop.py bin/leitmotif .cache/interop

man: ## a manual page for every command, in .cache/man
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) LEITMOTIF_MAN=$(abspath .cache/man) $(GO) test -count 1 \
		-ldflags "-X leitmotif/cmd/leitmotif.version=$(VERSION)" -run '^TestManPages$$' ./cmd/leitmotif

browser-test: ## the report in Chromium, with axe-core
	.ci/browser

deep-model: ## train the deep model of English tone, about an hour a seed on two cores; SEEDS=3 for its figures
	.ci/deep/make $(SHARED)/data analysis/sentiment/deep/en.deep --seeds $(SEEDS)

word-vectors: ## make the vectors of words for short texts, a quarter of an hour
	.ci/wordvectors/make $(SHARED)/data analysis/wordvector

lint:
	@test -z "$$(gofmt -l .)" || { gofmt -l .; exit 1; }
	$(GO) vet -tags browser $(PACKAGES)
	$(GO) tool staticcheck -tags browser $(PACKAGES)
	$(GO) tool ineffassign $(PACKAGES)
	@GO="$(GO)" .ci/lint errcheck
	@GO="$(GO)" .ci/lint deadcode
	@unused="$$($(GO) tool deadcode -tags browser -test $(PACKAGES))"; test -z "$$unused" || { echo "$$unused"; exit 1; } # not even by tests
	$(GO) mod tidy -diff

check: lint test race

$(PYTHON): .ci/requirements.txt
	python3 -m venv .venv
	.venv/bin/pip install --quiet --requirement .ci/requirements.txt
	touch $@

clean:
	rm -rf bin out .cache .venv
