# `make help` says what there is. Everything is safe to repeat; what is up to date is not made again.

.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := help
SHELL := /bin/sh
BIN := .venv/bin
RUN_LOCKS := requirements.lock requirements-build.lock
INSTALLED := .venv/.installed
INSTALLED_DEV := .venv/.installed-dev
PAGES := firstline/kit/static/kit/dist/assets.json
MESSAGES := .venv/.messages
PAGE_SOURCES := $(shell find frontend -name node_modules -prune -o -name .generated -prune -o -type f -print 2>/dev/null)
CATALOGUES := $(wildcard firstline/*/locale/*/LC_MESSAGES/*.po)
export PYTHONUNBUFFERED := 1
# Each of our programs is several processes: without kept bytecode each would compile 1,700 modules when it starts.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run test check coverage bench screenshots docs build wheel format messages

help:  ## What there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */\1|/' | awk -F'|' '{printf "  make %-12s %s\n", $$1, $$2}'

run: $(INSTALLED) $(PAGES) $(MESSAGES)  ## Run Firstline here, with a demo agency; Ctrl-C stops it
	@FIRSTLINE_DEMO=1 exec $(BIN)/firstline run

test: $(INSTALLED_DEV) $(PAGES) $(MESSAGES)  ## The whole test suite, browser tests included, but for what `make check` runs
	@tools/chromium.sh
	@tools/test.sh $(TESTS)

coverage: $(INSTALLED_DEV) $(PAGES) $(MESSAGES)  ## Which lines and branches no test looks at, with the limits
	@tools/coverage.sh

check: $(INSTALLED_DEV) $(PAGES) $(MESSAGES)  ## Format, lint, types, contracts, templates, architecture, settings
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint firstline --lint --quiet
	$(BIN)/python -m pytest -q -n 2 tests/architecture
	FIRSTLINE_HTTPS=1 FIRSTLINE_SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') \
		$(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	tools/npm.sh run --silent check

bench: $(INSTALLED_DEV) $(PAGES)  ## Measure what was promised to be fast
	@$(BIN)/python -m bench

screenshots: $(INSTALLED_DEV) $(PAGES) $(MESSAGES)  ## Pictures of the pages, into docs/
	@tools/chromium.sh
	@$(BIN)/python -m pytest -q tests/browser/take_screenshots.py

docs: $(INSTALLED_DEV)  ## Check the documents: every link leads somewhere
	@$(BIN)/python tools/check_docs.py

build: $(INSTALLED) $(PAGES) $(MESSAGES)  ## Page scripts, styles and translations, ready to serve

wheel: build  ## The wheel, into dist/
	@tools/wheel.sh

messages: $(INSTALLED_DEV)  ## Collect the marked texts into the Spanish catalogues; then translate the empty ones
	@$(BIN)/python tools/extract_messages.py

format: $(INSTALLED_DEV)  ## Put the source into its form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

$(INSTALLED): $(RUN_LOCKS) pyproject.toml tools/install.sh
	@tools/install.sh $(RUN_LOCKS)
	@touch $@

$(INSTALLED_DEV): requirements-dev.lock $(INSTALLED)
	@tools/install.sh requirements-dev.lock
	@touch $@

$(PAGES): $(PAGE_SOURCES) firstline/kit/icons.txt tools/pages.sh tools/npm.sh | $(INSTALLED)
	@tools/pages.sh
	@touch $@

$(MESSAGES): $(CATALOGUES) tools/compile_messages.py | $(INSTALLED)
	@$(BIN)/python tools/compile_messages.py
	@touch $@
