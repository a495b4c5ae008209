# `make help` lists the targets.
.DEFAULT_GOAL := help
.PHONY: help app test test-fast test-llm screenshots check gate bench lock platforms audit install index clean

# A Python for which everything that is pinned has wheels (docs/platforms.md), called by its usual name.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3.14 python3; do \
	"$$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null && { echo "$$name"; break; }; done)
BIN := .venv/bin
INSTALLED := .venv/.installed
TEST_TOOLS := .venv/.test-tools
# In the order of the folders: the quick ones come last, so that no process works on alone for long.
SIDE_BY_SIDE := --numprocesses auto --dist loadfile --no-loadscope-reorder

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

app: $(INSTALLED) ## set up if need be, build the index if missing or stale, open the chat
	@$(BIN)/python -m index build
	@$(BIN)/python app.py

test: $(TEST_TOOLS) ## set up if need be, then run all tests and checks
	@.ci/setup browser
	@.ci/setup strace
	@$(MAKE) --no-print-directory check
	@# Torch, scikit-learn and Gradio are each imported by some of these only: fresh processes give their memory back.
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) tests/index
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) tests/eval
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) --ignore=tests/index --ignore=tests/eval
	@$(MAKE) --no-print-directory gate

test-fast: $(TEST_TOOLS) ## run the tests that take under a minute together
	$(BIN)/python -m pytest -m "not slow" $(SIDE_BY_SIDE)

test-llm: $(TEST_TOOLS) ## ask the language model that POLICYQA_LLM_… names, if any
	$(BIN)/python -m pytest -m llm -rs tests/answer/phrasing

check: $(TEST_TOOLS) ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# What the gate asks; `test` and `test2` stay closed.
GATED := plan-test dev

gate: $(INSTALLED) ## prove the benchmark's questions; fail if answers have become worse
	$(BIN)/python -m eval check
	@for split in $(GATED); do \
		$(BIN)/python -m eval run --split $$split --out data/eval/gate/$$split && \
		$(BIN)/python -m eval gate data/eval/gate/$$split --baseline eval/baselines/$$split.json || exit 1; \
	done

bench: $(TEST_TOOLS) ## measure speed as ratios, against the bars; takes some minutes
	$(BIN)/python -m eval bench

screenshots: $(TEST_TOOLS) ## take the pictures of the README again
	@.ci/setup browser
	$(BIN)/python docs/screenshots.py

lock: $(TEST_TOOLS) ## pin all dependencies again, with digests
	$(BIN)/pip install -q uv -c constraints.txt
	$(BIN)/python requirements/lock.py

platforms: $(TEST_TOOLS) ## ask for which systems and Pythons all that is pinned has wheels (needs the network)
	$(BIN)/pip install -q uv -c constraints.txt
	$(BIN)/python requirements/platforms.py

audit: $(INSTALLED) ## look the dependencies up among known vulnerabilities (needs the network)
	@.ci/setup audit

install: $(INSTALLED) ## make .venv with the pinned dependencies

index: $(INSTALLED) ## build the index if it is missing or stale
	$(BIN)/python -m index build

clean: ## remove .venv, the index and caches
	rm -rf .venv data build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 to 3.14 is needed. Install one, or name it: make PYTHON=/path/to/python3"; exit 1; }
	@.ci/setup venv "$(PYTHON)"

$(INSTALLED): $(BIN)/python pyproject.toml requirements/base.txt requirements/sentence-transformers.txt
	@echo "==> installing the dependencies (the first time takes a few minutes)"
	@.ci/setup packages
	@touch $@

$(TEST_TOOLS): $(INSTALLED) requirements/test.txt
	@.ci/setup packages test
	@touch $@
