# `make help` lists the targets. Everything is set up on first use, in .venv, and again when its inputs change.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo serve test security check bench docs format constraints clean

VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.setup-run
DEV := $(VENV)/.setup-dev
SERVE ?= yes
PORT ?= 8000
ARCHIVE ?= demo-archive
SIZE ?= full
TESTS ?=
FULL ?=

export VENV

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(RUN) ## build an archive of the demonstration records, read one, search, serve (SERVE=no PORT=8000)
	@SERVE='$(SERVE)' PORT='$(PORT)' ARCHIVE='$(ARCHIVE)' scripts/demo

serve: $(RUN) ## serve the archive in ARCHIVE (demo-archive) on PORT (8000)
	@$(BIN)/fonds --archive '$(ARCHIVE)' serve --port '$(PORT)'

test: check ## everything that has to hold: `check`, then all tests (TESTS=tests/model for some)
	$(BIN)/pytest -n 2 $(TESTS)

security: $(DEV) ## show by tests that nothing closed leaves, a line for each (FULL=1: with all repetitions)
	FONDS_FULL='$(FULL)' $(BIN)/pytest -q -n 2 tests/security

check: $(DEV) ## linter, format, types, import order, documentation: no tests
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python scripts/make_docs.py --check

bench: $(DEV) ## measure against the bounds and write docs/benchmarks.md (SIZE=20000; small: a smoke test)
	$(BIN)/python -m bench --size '$(SIZE)' $(if $(filter small,$(SIZE)),,--write docs/benchmarks.md)

docs: $(DEV) ## write anew what the program knows best: docs/commands.md, and what the examples print
	$(BIN)/python scripts/make_docs.py
	$(BIN)/python scripts/examples.py

format: $(DEV) ## bring the code into its format
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

constraints: $(DEV) ## write constraints.txt anew: the newest versions that pyproject.toml allows
	scripts/pin

clean: ## remove what was made here: environment, caches, the demonstration archive
	rm -rf $(VENV) demo-archive build dist .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests scripts bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN): pyproject.toml constraints.txt scripts/setup
	@scripts/setup run
	@touch $@

$(DEV): pyproject.toml constraints.txt scripts/setup scripts/setup-system
	@scripts/setup dev
	@scripts/setup-system
	@touch $(RUN) $@
