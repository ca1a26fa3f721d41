# What one does with Troth in a checkout. Every target first makes .venv what uv.lock says (5 seconds, once).
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory

PORT ?= 8000
PYTHON ?= python3
NAME ?=
HISTORY ?=
FILE ?=
PY := .venv/bin/python
SITE := src/troth/web/site/csp-hashes.json
export PYTHON FILE
# A node is several processes: where Python may not keep what it compiled, each of them compiles everything anew.
unexport PYTHONDONTWRITEBYTECODE
# A checkout keeps its node beside it, so that trying it out leaves nothing else behind.
export TROTH_HOME ?= $(CURDIR)/.troth

.PHONY: help demo test check format bench soak docs pages messages wheel screens clean run-tools dev-tools bench-tools

# One of them drives the browser and waits for it much of the time, so that a third finds room on two processors.
HANDS ?= 3

help: ## say what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 10

demo: run-tools $(SITE) ## start a node with a demo alliance (PORT=8000, TROTH_HOME=.troth, HISTORY=1 for a long past)
	@exec .venv/bin/troth demo --port $(PORT) $(if $(HISTORY),--with-history)

test: dev-tools $(SITE) ## run the tests (those of documentation are in check), on SQLite and PostgreSQL, with a real browser
	@export TROTH_TEST_CHROMIUM="$$($(PY) tools/chromium.py)"; \
	$(PY) -m pytest -n 2 tests/core --cov=troth.core --cov-branch --cov-fail-under=100 \
	  --cov-report=term-missing:skip-covered; \
	$(PY) -m pytest -n $(HANDS) --dist loadfile --ignore tests/core --ignore tests/docs; \
	$(PY) tools/with_postgres.py $(PY) -m pytest -n 2 --dist loadfile tests/store tests/contract

check: dev-tools ## style, types, import contracts, sizes, documentation, keys among the files, known faults of packages
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@TROTH_HOME="$$(mktemp -d)" .venv/bin/mypy
	@.venv/bin/lint-imports --no-cache
	@TROTH_HOME="$$(mktemp -d)" .venv/bin/python manage.py makemigrations --check --dry-run
	@$(PY) -m tools.audit
	@$(PY) -m pytest -q tests/docs

format: dev-tools ## put the source in the form that check asks for
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

bench: $(if $(NAME),bench-tools,dev-tools) ## list the benchmarks, or run one (NAME=record; FILE=x.csv where it takes one)
	@$(PY) -m benchmarks $(NAME)

soak: dev-tools $(SITE) ## all tests at their full length, on SQLite; hours
	@export TROTH_TEST_CHROMIUM="$$($(PY) tools/chromium.py)"; \
	TROTH_TEST_PROFILE=soak $(PY) -m pytest -n 2 --dist loadfile --durations=20

docs: dev-tools ## build the documentation that the node serves at /docs
	@$(PY) tools/build_docs.py

pages: dev-tools ## draw the documentation's pages that come from the code
	@$(PY) -m tools.pages

messages: dev-tools ## take what mails say out of the source into the catalogues of each language, and compile them
	@$(PY) -m tools.messages

$(SITE): mkdocs.yml tools/build_docs.py $(shell find docs tests/essay -type f 2>/dev/null) | run-tools
	@$(PY) tools/build_docs.py

wheel: dev-tools $(SITE) ## build the wheel, with pages, migrations and documentation inside
	@rm -rf dist
	@.uv/bin/uv build -q --out-dir dist
	@ls dist/*.whl

screens: dev-tools ## take the pictures in docs/screens
	@TROTH_TEST_CHROMIUM="$$($(PY) tools/chromium.py)" $(PY) tools/screens.py

clean: ## remove what was made here, except the tools and the node's own data
	@rm -rf build dist .venv src/troth/web/site .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .import_linter_cache
	@find . -name __pycache__ -not -path './.uv/*' -prune -exec rm -rf {} +

run-tools:
	@tools/bootstrap run

dev-tools:
	@tools/bootstrap dev

bench-tools:
	@tools/bootstrap bench
