# Every target makes .venv by itself when it is missing or out of date; python3 with venv is all that is needed.
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null)
BIN := .venv/bin
ROOMS := bot domain handlers storage sandbox tests benchmarks

ifdef UV
INSTALL = $(UV) pip install --quiet --python $(BIN)/python --require-hashes -r
else
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r
endif

.PHONY: demo run test check faults benchmarks format requirements

demo: .venv/runtime
	$(BIN)/python -m bot demo $(ARGS)

run: .venv/runtime
	$(BIN)/python -m bot run

# Without ARGS everything, on all cores; but what kills, pauses and times programs wants the machine for itself.
test: .venv/developer
ifdef ARGS
	$(BIN)/python -m pytest $(ARGS)
else
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal --ignore=tests/faults
	$(BIN)/python -m pytest tests/faults
endif

check: .venv/developer
	$(BIN)/ruff format --check $(ROOMS)
	$(BIN)/ruff check $(ROOMS)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture

faults: .venv/developer
	ARTEL_TEST_FAULTS=whole $(BIN)/python -m pytest tests/faults -s -p no:randomly $(ARGS)

benchmarks: .venv/rivals
	$(BIN)/python -m benchmarks $(ARGS)

format: .venv/developer
	$(BIN)/ruff check --fix $(ROOMS)
	$(BIN)/ruff format $(ROOMS)

# Needs uv; writes no header, so no address of a registry gets into the files.
requirements:
	uv pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate -q -o requirements.txt
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-header --no-annotate -q -c requirements.txt -o requirements-dev.txt
	uv pip compile pyproject.toml --group benchmarks --universal --generate-hashes --no-header --no-annotate -q -c requirements.txt -o requirements-benchmarks.txt

.venv/bin/python:
	$(if $(UV),$(UV) venv --quiet --allow-existing .venv,$(PYTHON) -m venv .venv)

.venv/runtime: requirements.txt | .venv/bin/python
	$(INSTALL) requirements.txt
	@touch $@

.venv/developer: requirements-dev.txt | .venv/bin/python
	$(INSTALL) requirements-dev.txt
	@touch $@ .venv/runtime

.venv/rivals: requirements-benchmarks.txt | .venv/developer
	$(INSTALL) requirements-benchmarks.txt
	@touch $@
