# Two commands set everything up: `make demo` and `make test`.
PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
PIP     = $(BIN)/python -m pip --disable-pip-version-check --quiet
# The reference engine's tests need PyTorch; where a CPU build is to be had, name it here.
TORCH  ?= torch==2.13.0

.PHONY: demo test lint format clean

demo: $(VENV)/.installed  ## brief an example article
	$(BIN)/translate-summarize brief examples/stadtbahn.txt --model pocket

test: $(VENV)/.tested lint  ## everything that CI runs
	$(BIN)/python -m pytest

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

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
	rm -rf $(VENV) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
