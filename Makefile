# make run        opens the library of seeds/
# make test       runs the tests, a sample of the long ones among them
# make test-fast  runs those that start no program: for every save
# make test-all   runs all but those in real terminals
# make lint       runs ruff, mypy, import-linter   make check   adds make test
# make bench      measures                        make tables     writes the tables of the README
# make test-terminals  photographs the reader in the real terminals that are installed, and visits it in Chromium
# make test-system  runs what depends on Python's own version with the distribution's python3
# make test-readers  lets the programs that hashiya writes for read its files; they are in .venv-readers
# make test-team  runs the tests of the team store with a PostgreSQL server, which must be installed
# make fuzz   damages files and draws new examples of all properties, for minutes
# make test-faults  kills and fails at every file system call
PYTHON ?= python3
SYSTEM_PYTHON ?= /usr/bin/python3
VENV := .venv
EXTRAS := test,check
BIN := $(VENV)/bin
# many tests wait for a program, so there are more processes than cores
PARALLEL := -n $(shell expr 3 '*' $$(getconf _NPROCESSORS_ONLN)) --dist worksteal
# what is compiled is kept for the next run, and for the other processes of this one
export PYTHONDONTWRITEBYTECODE :=
FAST := agreement annotation article codebook exchange files layout readme session store text

.PHONY: run setup tables test test-fast test-all test-system test-terminals test-readers test-team test-faults lint check fuzz bench clean
.DEFAULT_GOAL := run

run: setup
	@$(BIN)/hashiya seeds

setup: $(VENV)/.catalogues

# an installation compiles the catalogues of sentences; this is for a change of a .po
$(VENV)/.catalogues: $(VENV)/.made hatch_build.py $(wildcard src/hashiya/messages/locale/*/*.po)
	$(BIN)/python hatch_build.py
	@touch $@

# the stamp is written last, so that an interrupted install is done again
$(VENV)/.made: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("hashiya needs Python 3.11 or newer; set PYTHON=..." if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[$(EXTRAS)]'
	@touch $@

test: setup
	$(BIN)/python -m pytest $(PARALLEL)

test-fast: setup
	$(BIN)/python -m pytest $(PARALLEL) -m 'not exhaustive and not process' $(wildcard $(FAST:%=tests/%))

test-all: setup
	$(BIN)/python -m pytest $(PARALLEL) -m 'not real_terminal'

# regular expressions, Unicode's data and the reader itself: the rest does not depend on Python's version
test-system:
	$(MAKE) setup VENV=.venv-system PYTHON=$(SYSTEM_PYTHON) EXTRAS=test
	.venv-system/bin/python -m pytest $(PARALLEL) tests/text tests/layout \
	    tests/terminal/test_tmux.py::test_three_words_labelled_in_the_reader_are_in_the_export

# big programs, which no other test needs; their stamp is written last
READERS := .venv-readers
test-readers: $(READERS)/.readers
	$(READERS)/bin/python -m pytest $(PARALLEL) tests/readers

$(READERS)/.readers: tests/readers/requirements.txt tests/readers/alone.txt pyproject.toml
	$(MAKE) setup VENV=$(READERS) EXTRAS=test
	$(READERS)/bin/python -m pip install --quiet --disable-pip-version-check -r tests/readers/requirements.txt
	$(READERS)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -r tests/readers/alone.txt
	@touch $@

# `make test` runs these too where a server is installed, and says so where none is
test-team: setup
	HASHIYA_TEAM_TESTS=required $(BIN)/python -m pytest $(PARALLEL) -m team

test-terminals: setup
	$(BIN)/python -m pytest -m real_terminal tests/real_terminals tests/in_browser

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

check: lint test

fuzz: setup
	HASHIYA_FUZZ=10000 $(BIN)/python -m pytest $(PARALLEL) -m hypothesis

test-faults: setup
	HASHIYA_FAULTS=all $(BIN)/python -m pytest tests/faults

tables: setup
	$(BIN)/python -m tests.readme.tables

bench: setup
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) .venv-system $(READERS) .pytest_cache .ruff_cache .mypy_cache .hypothesis
