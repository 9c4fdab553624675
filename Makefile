# The verbs of the project. `make run` and `make test` need only Python 3.11+ and make.

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2
VENV = .venv
BIN = $(VENV)/bin
# No browser download and no bytecode race between two targets; wheels only, so no compiler is needed.
PIP_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary=:all: -r

# What pages are held against (axe-core, the Nu HTML checker, Lighthouse); nothing of it is served.
TOOLS = tests/browser/tools
INSTALLED_TOOLS = $(if $(shell command -v npm),$(TOOLS)/node_modules/.package-lock.json)

.PHONY: run prepare test soak bench lint audit format lock photos handbook clean

run: prepare
	@echo "荣誉册 http://127.0.0.1:$(PORT)/    工作台 http://127.0.0.1:$(PORT)/admin/"
	@exec $(BIN)/gunicorn --config deploy/gunicorn.conf.py --bind 127.0.0.1:$(PORT) --workers $(WORKERS) config.wsgi

# Everything `run` needs before it listens; harmless when repeated.
prepare: $(VENV)/run.stamp
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_sample
	@$(BIN)/python manage.py rebuild_search --if-missing
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0

test: $(VENV)/dev.stamp $(INSTALLED_TOOLS)
	@$(BIN)/python -m pytest -n auto --dist loadgroup -q -rs

# Many rows, rounds, examples, bad requests, hostile files, deaths; every role with every method. A run is had again with the SEED it prints.
soak: SEED := $(or $(SEED),$(shell $(PYTHON) -c 'import random; print(random.randrange(10**9))'))
soak: export ROWS ?= 50000
soak: export ROUNDS ?= 20
soak: export EXAMPLES ?= 5000
soak: export REQUESTS ?= 50000
soak: export FILES ?= 2000
soak: export MOMENTS ?= 200
soak: $(VENV)/dev.stamp
	@echo "SEED=$(SEED) ROWS=$(ROWS) ROUNDS=$(ROUNDS) EXAMPLES=$(EXAMPLES) REQUESTS=$(REQUESTS) FILES=$(FILES) MOMENTS=$(MOMENTS)"
	@SEED=$(SEED) EXACT_SECONDS=1 $(BIN)/python -m pytest -q -s -m soak tests/soak tests/serving/killing
	@$(BIN)/python -m pytest -q --hypothesis-profile=soak --hypothesis-seed=$(SEED) \
		tests/awards/importing/reading/test_text_layouts.py
	@SEED=$(SEED) EXACT_SECONDS=1 WHOLE_MATRIX=1 $(BIN)/python -m pytest -q -n auto tests/surface

# Speed and memory; on PostgreSQL too where DATABASE_URL names a server.
bench: $(VENV)/dev.stamp $(INSTALLED_TOOLS)
	@for path in $$(grep -l __main__ benchmarks/*.py); do \
		printf '\n## %s\n\n' $$path; $(BIN)/python -m benchmarks.$$(basename $$path .py) || exit 1; done

lint: $(VENV)/dev.stamp
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/djade --check $$(git ls-files 'templates/*.html')
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/mypy organizations awards showcase config
	@# What it finds it prints; what it mutters of lines that were looked at already is no use to anybody.
	@$(BIN)/bandit --quiet --recursive organizations awards showcase config manage.py 2>/dev/null
	@if command -v shellcheck >/dev/null; then shellcheck deploy/install.sh .ci/run .ci/first-minute; fi

# Whether what is locked, served and for development, has known holes; where nobody answers it says so and ends well.
audit: $(VENV)/dev.stamp
	@$(BIN)/python .ci/audit.py $(BIN)/pip-audit requirements-dev.lock

format: $(VENV)/dev.stamp
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@$(BIN)/djade $$(git ls-files 'templates/*.html')

# After a change in pyproject.toml: lock again, with hashes and without any address.
COMPILE = $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet
lock: $(VENV)/dev.stamp
	@$(COMPILE) -o requirements.lock
	@$(COMPILE) --group dev -o requirements-dev.lock
	@cd $(TOOLS) && npm install --package-lock-only --silent

# Draw the sample pictures again (needs Chromium).
photos: $(VENV)/dev.stamp
	@$(BIN)/python fixtures/draw_photos.py

# Take the pictures of docs/handbook.zh.md again, from a fresh sample (needs Chromium).
handbook: $(VENV)/dev.stamp
	@$(BIN)/python fixtures/draw_handbook.py

clean:
	rm -rf $(VENV) $(TOOLS)/node_modules .mypy_cache .ruff_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed / 需要 Python 3.11 或更新版本")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.lock | $(VENV)/bin/python
	@$(PIP_INSTALL) requirements.lock
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock | $(VENV)/bin/python
	@$(PIP_INSTALL) requirements-dev.lock
	@touch $@ $(VENV)/run.stamp

# Written by npm itself when it is done. From within the folder, for that is where npm reads .npmrc.
$(TOOLS)/node_modules/.package-lock.json: $(TOOLS)/package-lock.json
	@cd $(TOOLS) && npm ci --silent
	@touch $@
