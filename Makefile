# The verbs of daily work. `make` alone lists them; packaging/setup.sh does the set-up that they need.
SHELL := /bin/bash
VENV := .venv
PYTHON ?=
PYTEST := QT_QPA_PLATFORM=offscreen $(VENV)/bin/python -m pytest
ARGS ?=
PRESSED :=
export PYTHON
unexport PYTHONDONTWRITEBYTECODE # else each worker compiles all tests, and what they start, every time

# What a stamp is older than asks for another set-up; a .venv that was moved or lost its Python does too.
INPUTS := packaging/setup.sh packaging/clients.sh pyproject.toml $(wildcard packaging/locks/*.txt packaging/locks/*/*.json packaging/linux/*-packages.txt)
ifneq ($(shell test -x $(VENV)/bin/python && grep -sF '$(CURDIR)/$(VENV)/' $(VENV)/bin/pip >/dev/null && echo whole),whole)
INPUTS += again
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: again help setup setup-check setup-package setup-test setup-fuzz run lint check test compiled clients fuzz mutations bench screenshots package package-check readme completions wording translations lock lock-check audit clean

help: ## this list
	@echo "Asymmetric Key Generator: make VERB"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' Makefile | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

run: setup ## open the window (or the terminal: make run ARGS="generate --help")
	@$(VENV)/bin/akg $(ARGS)

test: setup-test ## everything: the check, interop, desktop and bundle tests
	+@$(MAKE) --jobs=2 lint package compiled PRESSED=--quickly
	$(PYTEST) -n auto --dist loadgroup $(ARGS)

check: setup-check lint ## format, lint, types, walls and the quick unit tests, in a minute
	$(PYTEST) -n auto --dist worksteal -m "not bundle and not desktop and not process and not interop and not clients and not slow and not thorough" --hypothesis-profile=check $(ARGS)

# Each of the workers, which begin at the same time, would compile all tests.
compiled: setup-test
	@$(PYTEST) --collect-only -qq | tail -n 1

clients: setup-test ## also nautilus_trader and freqtrade: their snippets against the venue of the tests (2.5 GB)
	@packaging/clients.sh heavy
	$(PYTEST) tests/clients tests/clients/heavy.py $(ARGS)

fuzz: setup-fuzz ## hostile texts, guided by coverage (make fuzz ARGS="--seconds 600 key")
	@$(VENV)/bin/python -m tests.hostile.fuzz $(ARGS)

mutations: setup-check ## sixty changes of the code: does a test find each? (make mutations ARGS=NAME)
	@$(VENV)/bin/python -m tests.mutations $(ARGS)

bench: setup-test ## measure against other tools, side by side
	@$(VENV)/bin/python -m tests.bench $(ARGS)

screenshots: setup-test ## make README's pictures from the real window
	@$(VENV)/bin/python -m tests.screenshots $(ARGS)

package: setup-package ## what a user downloads, for this system, in dist/
	$(VENV)/bin/python packaging/package.py $(PRESSED)

package-check: package ## build it all again, elsewhere: are the bytes the same?
	$(VENV)/bin/python packaging/compare.py

readme: setup-check ## write the terminal's help and the table of clients into README.md
	@$(VENV)/bin/python packaging/readme.py

wording: setup-check ## write tests/cli/wording.txt, what the terminal says
	@AKG_WRITE_WORDING=all $(PYTEST) -q tests/cli -m "not bundle"

completions: setup-package ## write resources/completions, which akg completion prints
	@$(VENV)/bin/python packaging/manuals.py --keep

translations: setup-check ## write resources/translations/akg.pot, the sentences for translators
	@$(VENV)/bin/python packaging/catalogue.py

lock: setup-check ## write packaging/locks (newest versions: make lock ARGS=--upgrade)
	@packaging/lock.sh $(ARGS)

lock-check: setup-check ## whether packaging/locks are what pyproject.toml gives; asks the registry
	@packaging/lock.sh --check

audit: setup-package ## known vulnerabilities of what runs, builds and packs; asks the registry
	@packaging/audit.sh $(ARGS)

setup: $(VENV)/.ready-run ## what run needs: .venv and Qt's system libraries
setup-check: $(VENV)/.ready-check
setup-package: $(VENV)/.ready-package
setup-test: $(VENV)/.ready-test ## the same, and what test needs
setup-fuzz: $(VENV)/.ready-fuzz

clean: ## remove what building and testing left (.venv and .venv-clients stay)
	@rm -rf build dist .hypothesis .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	@find app packaging tests -name __pycache__ -type d -prune -exec rm -rf {} +

THERE := tests/keys tests/gui tests/systems # what runs on these systems, see check.yml
lint: setup-check
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff check --preview --select PLW1514 . # what Windows would read and write as cp1252
	$(VENV)/bin/mypy --platform linux app tests packaging
	$(VENV)/bin/mypy --platform win32 --cache-dir .mypy_cache/win32 --no-warn-unreachable app packaging $(THERE)
	$(VENV)/bin/mypy --platform darwin --cache-dir .mypy_cache/darwin --no-warn-unreachable app packaging $(THERE) tests/usecases
	$(VENV)/bin/lint-imports

$(VENV)/.ready-%: $(INPUTS)
	@packaging/setup.sh $*
