# make demo    install into .venv and check the project's own corpus
# make test    run the tests          make lint    ruff and mypy --strict
# make bench   quality and speed      make docs    the documentation as a site, build/docs/en and build/docs/ko
# make clean   remove everything that these commands made
#
# make demo PYTHON=/path/to/python picks the interpreter; make test ARGS="tests/lang -x" passes arguments on,
# make bench ARGS="check peers" picks measurements.

.DEFAULT_GOAL := help
.PHONY: help demo test lint format docs bench clean
.SUFFIXES:

VENV = .venv
# Other aligners to measure beside are kept apart from the program.
BENCH = .venv-bench
# Newest first; what is found must also run: a version manager may leave a name that starts nothing.
PYTHON =
PYTHONS = $(if $(PYTHON),$(PYTHON),python3.13 python3.12 python3.11 python3 python3.14)
SUITABLE = import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))
PIP = $(VENV)/bin/python -m pip install -qq --disable-pip-version-check -c constraints.txt
PIP_BENCH = $(BENCH)/bin/python -m pip install -qq --disable-pip-version-check -c constraints.txt
INPUTS = pyproject.toml constraints.txt

help:
	@sed -n '/^#/!q; s/^# \{0,1\}//p' Makefile

demo: $(VENV)/.installed
	$(VENV)/bin/tm check corpus --exit-zero

test: $(VENV)/.installed-dev
	$(VENV)/bin/python -m pytest $(ARGS)

lint: $(VENV)/.installed-dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy --strict

format: $(VENV)/.installed-dev
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

# Sphinx ends where the locale of the environment is not generated; C is always there, and files stay UTF-8.
docs: $(VENV)/.installed-dev
	@for language in en ko; do \
		LC_ALL=C PYTHONUTF8=1 $(VENV)/bin/sphinx-build -q -W --keep-going -c docs -D language=$$language \
			docs/$$language build/docs/$$language || exit; \
	done
	@echo "build/docs/en/index.html and build/docs/ko/index.html"

bench: $(BENCH)/.installed
	@$(BENCH)/bin/python bench/run.py $(ARGS)

# The stamps are what a second run compares: nothing is installed again until an input changes.
$(VENV)/.installed: $(INPUTS) | $(VENV)/bin/python
	@echo "Installing into $(VENV) (a minute or two the first time) ..."
	@$(PIP) -e .
	@touch $@

$(VENV)/.installed-dev: $(INPUTS) | $(VENV)/bin/python
	@echo "Installing into $(VENV), with the development tools (a minute or two the first time) ..."
	@$(PIP) -e ".[dev]"
	@touch $(VENV)/.installed $@

$(BENCH)/.installed: $(INPUTS) bench/requirements.txt | $(VENV)/bin/python
	@echo "Installing into $(BENCH), with other aligners to measure beside (a minute the first time) ..."
	@$(VENV)/bin/python -m venv $(BENCH)
	@echo '*' >$(BENCH)/.gitignore
	@$(PIP_BENCH) -e ".[compiled,postgres]"
	@for peer in $$(grep -v '^#' bench/requirements.txt); do \
		$(PIP_BENCH) "$$peer" || echo "$$peer cannot be installed here: it will be skipped"; \
	done
	@touch $@

$(VENV)/bin/python:
	@for python in $(PYTHONS); do \
		if "$$python" -c '$(SUITABLE)' >/dev/null 2>&1; then \
			echo "Creating $(VENV) with $$python"; \
			exec "$$python" -m venv --clear $(VENV); \
		fi; \
	done; \
	echo "error: no suitable Python among: $(PYTHONS)" >&2; \
	echo "  needed: Python 3.11 to 3.14 with the venv module (Debian and Ubuntu: apt install python3-venv)" >&2; \
	echo "  hint: make demo PYTHON=/path/to/python3.13" >&2; \
	exit 1

clean:
	rm -rf $(VENV) $(BENCH) .tm build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find bench corpus notebooks tests tm -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
