# Two commands do everything: `make run` and `make test`. They need Python >= 3.11, make and, for the pages, Node.js
# or a registry to take it from.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := tests/samples/plans/ubnd_xa.txt
PORT ?= 8000
HOST ?= 127.0.0.1
OFFICE := build/van-phong
# The made-up office: its data, and that its first page may show the passwords.
DEMO := SAURO_DATA=$(OFFICE) SAURO_DEMO=true $(BIN)/python -m sauro_web

.DEFAULT_GOAL := help
.PHONY: help pictures run read assets test check format lint types contracts tests packages score bench fuzz clean

help: ## What can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

$(VENV)/.ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Cần Python 3.11 trở lên / Python 3.11 or later is needed (make PYTHON=python3.12 …)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Thiếu mô-đun venv / the venv module is missing: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[site,dev]'
	@touch $@

$(VENV)/.site: $(VENV)/.ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[site]'
	@touch $@

assets: $(VENV)/.ready
	@$(BIN)/python tools/build_assets.py

run: $(VENV)/.site assets ## Sets up a made-up office and starts the site on PORT (8000)
	@mkdir -p $(OFFICE)
	@$(DEMO) migrate --verbosity 0
	@$(DEMO) demo
	@$(DEMO) serve --host $(HOST) --port $(PORT)

read: $(VENV)/.ready ## Reads a made-up plan onto the screen
	@$(BIN)/sauro read $(SAMPLE)

packages:
	@sh tools/system_packages.sh

test: $(VENV)/.dev packages ## Sets up what the tests need and runs them all
	@$(BIN)/python tools/build_assets.py || true
	@$(BIN)/python -m pytest -n auto --dist worksteal -q
	@$(BIN)/python tools/with_postgres.py $(BIN)/python -m pytest tests/web -m "not once" -n auto --dist worksteal -q || \
	  { status=$$?; [ $$status = 77 ] && echo "Không có PostgreSQL / no PostgreSQL: tests/web ran on SQLite alone."; [ $$status = 77 ]; }

check: $(VENV)/.dev format lint types contracts test ## Everything that CI runs, in the same order

format: $(VENV)/.dev
	@$(BIN)/ruff format --check .

lint: $(VENV)/.dev
	@$(BIN)/ruff check .

types: $(VENV)/.dev
	@$(BIN)/mypy

contracts: $(VENV)/.dev
	@$(BIN)/lint-imports --no-cache

pictures: $(VENV)/.dev packages ## Takes the pictures of README.md and the guide anew
	@$(BIN)/python tools/build_assets.py
	@$(BIN)/python -m pytest tests/journeys/test_first_hour.py tests/journeys/test_five_ends.py tests/journeys/test_ways_of_looking.py -q
	@$(BIN)/python tools/make_pictures.py

score: $(VENV)/.dev ## Scores the reader on the annotated plans (needs ../shared)
	@$(BIN)/python tools/score_plans.py --scans

bench: $(VENV)/.dev packages ## Prints every benchmark with what it is compared against
	@$(BIN)/python -m benchmarks

fuzz: $(VENV)/.dev ## Throws damaged files at the readers and counts
	@$(BIN)/python tools/fuzz_readers.py

clean: ## Removes what was built
	@rm -rf $(VENV) build node_modules src/sauro_web/assets .pytest_cache .mypy_cache .ruff_cache .hypothesis
