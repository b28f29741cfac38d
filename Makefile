# Everything here works on Python 3.11 or newer and make alone, in any folder.
#
#   make demo     make test          the two to try first; `make` alone lists all
#
# ARGS goes on to the command:      make demo ARGS="--seed 7"    make test ARGS="-k patrol"
# PYTHON picks the Python to use:   make demo PYTHON=/opt/python3.12/bin/python3

.DEFAULT_GOAL := help
.PHONY: help demo run test campaign lint check bench docs pictures pins environment environment-dev
.NOTPARALLEL:
unexport PYTHONPATH PYTHONHOME

VENV := .venv/bin/python
UV ?= uv
COMPILE := $(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--no-header --python-version 3.11

# The first Python on the path that is new enough and can make an environment.
FITS := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
define find_python
found=; \
for python in "$(PYTHON)" python3.13 python3.12 python3.11 python3 python; do \
  if "$$python" -c '$(FITS)' >/dev/null 2>&1; then found=$$python; break; fi; \
done; \
if [ -z "$$found" ]; then \
  echo 'error: no Python 3.11 or newer with venv was found. Install one' \
    '(Debian and Ubuntu: python3 and python3-venv), or name it: make PYTHON=/path/to/python3' >&2; \
  exit 1; \
fi
endef

help:
	@echo 'make demo     the console on a simulated school day'
	@echo 'make run      your own console'
	@echo 'make test     the whole suite'
	@echo 'make check    format, lint, types, import contracts, and the suite'
	@echo 'make campaign the long tests that `make test` leaves out'
	@echo 'make bench    the benchmarks, as ratios'
	@echo 'make docs     check the links and the shape of the documentation'
	@echo 'make pictures make the pictures of the documentation from the demo'
	@echo 'make pins     renew the pinned versions (needs uv)'

environment:
	@$(find_python); exec "$$found" tools/environment.py run

environment-dev:
	@$(find_python); exec "$$found" tools/environment.py dev

demo: environment
	@$(VENV) -m sro_ops demo $(ARGS)

run: environment
	@$(VENV) -m sro_ops $(ARGS)

bench: environment
	@$(VENV) -m sro_ops bench $(ARGS)

test: environment-dev
	@$(VENV) -m pytest -n auto --maxprocesses 4 --dist worksteal $(ARGS)

campaign: environment-dev
	@$(VENV) -m pytest -m campaign $(ARGS)

lint: environment-dev
	@$(VENV) -m ruff format --check .
	@$(VENV) -m ruff check .
	@$(VENV) -m mypy src tools tests $(wildcard plugins/sro_*)
	@.venv/bin/lint-imports --no-logo

check: lint docs test

docs: environment
	@$(VENV) tools/check_docs.py

pictures: environment
	@$(VENV) tools/pictures.py

pins:
	$(COMPILE) pyproject.toml requirements/dev.in -o requirements/dev.txt
	$(COMPILE) -c requirements/dev.txt pyproject.toml -o requirements/run.txt
	$(COMPILE) -c requirements/dev.txt requirements/build.in -o requirements/build.txt
