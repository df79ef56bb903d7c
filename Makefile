# Two commands set everything up: `make demo` and `make test`.
PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
PIP     = $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTEST  = $(BIN)/python -m pytest
# The tests of the reference engine need PyTorch; name a CPU build here if your index has one.
TORCH  ?= torch==2.13.0

.PHONY: demo test test-slow lint format clean

demo: $(VENV)/.installed  ## brief an example article
	$(BIN)/translate-summarize brief examples/stadtbahn.txt --model pocket

test: lint  ## linters and fast tests
	$(PYTEST) -m "not slow" --numprocesses auto --dist loadfile

test-slow: $(VENV)/.tested  ## tests that need a browser, the network or minutes
	$(PYTEST) -m slow

lint: $(VENV)/.tested  ## style, types and the directions of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.tested
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --editable .
	touch $@

$(VENV)/.tested: pyproject.toml $(VENV)/.installed
	$(PIP) install $(TORCH)
	$(PIP) install --editable '.[test,torch,train]'
	touch $@

clean:
	rm -rf $(VENV) dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
