# Every target first sets up what it needs, in .venv, by install.py.
# PYTHON chooses the Python (3.11 to 3.13); ARGS is handed on:  make run ARGS="case=retail seed=2"
# All paths are relative: the folder's own may hold spaces and accents.
ifeq ($(OS),Windows_NT)
PYTHON ?= py
VENV_PYTHON := .venv/Scripts/python.exe
else
PYTHON ?= python3
VENV_PYTHON := .venv/bin/python
endif

.PHONY: help run test bench baseline browser lint lock

help:
	@echo 'make run       compare today with every redesign of the default case; ends by naming the page'
	@echo 'make test      run all tests'
	@echo 'make bench     time the declared workloads beside what one would otherwise write'
	@echo 'make baseline  renew the recorded results that the tests compare with'
	@echo 'make browser   install the browser that the page tests need (Debian, Ubuntu; as root)'
	@echo 'make lint      check style and types'
	@echo 'make lock      choose and pin the packages again (needs uv)'
	@echo
	@echo 'More words for the command:  make run ARGS="case=retail seed=2"   make test ARGS="-k install"'
	@echo 'Another Python (3.11-3.13):  make run PYTHON=python3.12'

run:
	@$(PYTHON) install.py
	@$(VENV_PYTHON) run.py $(ARGS)

test:
	@$(PYTHON) install.py test
	@$(VENV_PYTHON) -m pytest --numprocesses auto --maxprocesses 8 --dist worksteal $(ARGS)

bench:
	@$(PYTHON) install.py test
	@$(VENV_PYTHON) -m benchmarks $(ARGS)

baseline:
	@$(PYTHON) install.py test
	@$(VENV_PYTHON) -m tests.baseline $(ARGS)

browser:
	@if command -v chromium >/dev/null; then \
		echo 'chromium is here: the page tests will run.'; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; \
	elif command -v apt-get >/dev/null; then \
		echo 'Installing chromium takes root here: sudo make browser'; \
	else \
		echo 'Install Chromium your usual way, so that the command chromium is found on PATH;'; \
		echo 'without it the page tests are skipped, and say so.'; \
	fi

lint:
	@$(PYTHON) install.py test
	@$(VENV_PYTHON) -m ruff check .
	@$(VENV_PYTHON) -m ruff format --check .
	@$(VENV_PYTHON) -m mypy cxsim

lock:
	@uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
		--fork-strategy fewest --no-annotate --no-emit-index-url \
		--custom-compile-command 'make lock' --output-file requirements.lock $(ARGS)
