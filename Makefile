# `make site` builds the example, `make test` proves everything; `make help` lists the rest.

# Sizes of `make bench`, in objectives.
SIZES ?= 100 1000 10000
# Sizes of `make bench-serve`.
SERVED ?= 1000 10000
# Where `make lint-quality` finds labelled key results and objectives.
LABELS ?= ../shared/corpus
# The interpreter that .venv is made with; empty: the first of 3.11 or newer on the PATH.
PYTHON ?=

bin := .venv/bin
environment := .venv/.locked

# What has to be covered to a high share, each on its own (branches count), by the tests in the
# folders of these names: they are run by themselves, as measuring takes half as long again.
core := model scoring source rules publish insight writing
core_coverage := 95
pytest := $(bin)/python -m pytest --numprocesses auto --dist loadgroup --no-loadscope-reorder

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site test lint format browser reference transcript messages bench bench-growth bench-serve lint-quality lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

site: $(environment) ## build content/ into site/ and say how to look at it
	@$(bin)/python -m okrpress build .
	@echo "Open this address in a browser:"
	@$(bin)/python -c 'import pathlib; print(" ", pathlib.Path("site/index.html").resolve().as_uri())'

test: lint browser ## lint, types and all tests with the coverage they must reach
	@rm -f .coverage .coverage.*
	$(pytest) $(core:%=tests/%) --cov --cov-report=
	@for part in $(core); do \
	    report=$$($(bin)/coverage report --include="okrpress/$$part/*" --fail-under=$(core_coverage)) \
	        || { echo "$$report"; exit 1; }; \
	    echo "okrpress/$$part: $$(echo "$$report" | awk '$$1 == "TOTAL" { print $$NF }') covered"; \
	done
	$(pytest) $(core:%=--ignore=tests/%)

lint: $(environment) ## ruff, formatting and types
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/mypy

format: $(environment) ## put the code into the project's format
	$(bin)/ruff format .
	$(bin)/ruff check --fix .

browser: $(environment) ## find or install the Chromium that the browser tests use
	@$(bin)/python tools/browser.py

reference: $(environment) ## write the generated pages and tables of docs/
	$(bin)/python -m tools.reference

transcript: $(environment) ## play a whole cycle in a terminal, and write docs/a-cycle.md
	@$(bin)/python -m tools.transcript

messages: $(environment) ## gather the site's texts into its catalogues, and say what is missing
	$(bin)/python -m tools.texts

bench: $(environment) ## the same OKRs with okrpress, Hugo, Pelican and MkDocs (SIZES="100 1000 10000")
	@$(bin)/python -m bench.peers $(SIZES)

bench-growth: $(environment) ## time builds and checks of generated portfolios by stage (SIZES="100 1000 10000")
	@$(bin)/python -m bench.run $(SIZES)

bench-serve: $(environment) browser ## time how soon an edit is seen in the browser (SERVED="1000 10000")
	@$(bin)/python -m bench.serve $(SERVED)

lint-quality: $(environment) ## how often the judge of wording is right, on labelled OKRs (LABELS=folder)
	@$(bin)/python tools/lint_quality.py --key-results $(LABELS)/lint-labels-dev.csv \
	    --objectives $(LABELS)/objective-labels-dev.csv

lock: $(environment) ## pin the newest versions of all packages in requirements/
	$(bin)/python -m pip install --quiet --disable-pip-version-check uv
	$(bin)/uv pip compile $(compile) --group dev --output-file requirements/dev.txt
	$(bin)/uv pip compile $(compile) --constraints requirements/dev.txt \
	    --output-file requirements/runtime.txt

# For every Python from 3.11 on and every platform; without the address of any package index.
compile := pyproject.toml --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

clean: ## remove what make made
	rm -rf .venv site build dist .bench .coverage .coverage.* .hypothesis \
	    .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(environment): requirements/dev.txt
	@PYTHON="$(PYTHON)" sh tools/environment.sh
