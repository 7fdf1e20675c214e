# make run: the quiz on http://localhost:8501. make test: every test. Both make .venv themselves, and are quick the second time.
PYTHON ?= python3
BIN = .venv/bin

.PHONY: run test lint check lock clean

run: .venv/run
	$(BIN)/python -m streamlit run streamlit_app.py

test: .venv/test
	$(BIN)/python -m pytest

lint: .venv/test
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

check: .venv/run
	$(BIN)/python -m scoring check

# The stamp is the lock that was installed: a changed lock installs anew, an unchanged one costs nothing.
.venv/run: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	cp requirements.txt $@

.venv/test: requirements-test.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	cp requirements-test.txt $@
	cp requirements.txt .venv/run

# Needs uv (https://docs.astral.sh/uv/). The locks name no package index.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header -q -o requirements.txt
	uv pip compile pyproject.toml --extra test --universal --python-version 3.11 --generate-hashes --no-header -q -o requirements-test.txt

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
