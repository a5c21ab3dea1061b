# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

# The tests start the command hundreds of times, and to compile it is a quarter of a start: kept, whatever the shell says.
unit rooms test-slow: export PYTHONDONTWRITEBYTECODE =

.PHONY: help demo test rooms test-slow lint types contracts unit bench model lock clean

help:
	@echo "make demo   three newswires, over HTTP from the built-in newsroom, into a DuckDB file you can query"
	@echo "make test   lint, types, import contracts and the tests"
	@echo "make rooms  the tests of config, extractors and warehouse alone: a minute, no Prefect"
	@echo "make test-slow  the tests that take minutes: kills, a browser, PostgreSQL"
	@echo "make bench  accuracy and speed, printed and compared"
	@echo "make model  train the tagger's model anew, after its training text or the word classes changed"
	@echo "make lock   renew requirements.lock from pyproject.toml (needs uv)"

demo: .venv/ready
	$(BIN)/trucewire demo

test: lint types contracts unit

# What takes minutes: kills of a running server, a browser, PostgreSQL, backfills cut at random. CI runs it after `make test`.
test-slow: .venv/ready
	$(BIN)/pytest -n 2 --dist loadfile -m slow

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/ready
	$(BIN)/mypy

contracts: .venv/ready
	$(BIN)/lint-imports

unit: .venv/ready
	$(BIN)/pytest -n 2 --dist loadfile -m "not slow"

rooms: .venv/ready
	$(BIN)/pytest -n 2 --dist worksteal -m "not slow" tests/config tests/extractors tests/warehouse

bench: .venv/ready
	$(BIN)/python -m tests.bench

# --no-deps: the lock is complete, and older pips refuse extras of a pinned package in hash mode.
.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

model: .venv/ready
	$(BIN)/python -m tests.gold.train

lock:
	uv pip compile pyproject.toml --extra dev --extra scaleout --universal --python-version 3.11 --generate-hashes \
		--no-header --constraint constraints.txt -o requirements.lock

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
