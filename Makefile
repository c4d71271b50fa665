# Two commands do everything on a fresh clone: `make demo` and `make test`.
# They need Python 3.11 or newer, git, make and a C compiler (for durable-rules).

PYTHON ?= python3
RUN := .venv/bin/python -m
# Tests that may take an hour: nobody's patience ends.
LONG := $(RUN) pytest -o faulthandler_timeout=0
SCREENING := .venv/bin/python -m screening.cli

# The C source of durable-rules calls a function that Python 3.13 removed; harmless before.
export CPPFLAGS := $(CPPFLAGS) -DPyEval_CallObject=PyObject_CallObject

# Kept bytecode halves the start of each command, and the tests start hundreds.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test lint types unit rules questions cards precedents flips faces bench bench-case bench-batch bench-memory bench-store kills batch-kills interview-kills interview-whole faults cluster-test soak lock clean

help: ## show this list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /\t/'

.venv/.ready: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv --clear .venv
	@echo "Setting up (once, about a minute) ..." >&2
	@$(RUN) pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(RUN) pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch .venv/.ready

demo: .venv/.ready ## the full report of a real case: the police-department secretary
	@$(SCREENING) report examples/police-secretary.json

test: .venv/.ready ## every check: lint, types, rules, tests
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy
	@$(SCREENING) rules lint
	@$(SCREENING) rules test
	@$(RUN) pytest -n 2 --dist worksteal

lint: .venv/.ready ## ruff only
	@$(RUN) ruff check . && $(RUN) ruff format --check .

types: .venv/.ready ## mypy only
	@$(RUN) mypy

unit: .venv/.ready ## pytest only
	@$(RUN) pytest -n 2 --dist worksteal

rules: .venv/.ready ## check the rule pack and run its examples
	@$(SCREENING) rules lint && $(SCREENING) rules test

cards: .venv/.ready ## a page for every rule, to be checked and signed by a lawyer: build/cards
	@rm -rf build/cards
	@$(SCREENING) rules cards -o build/cards

precedents: .venv/.ready ## the decided cases against what each report must say; writes docs/decided-cases.md
	@cd tests && ../.venv/bin/python precedent_cases.py --write

flips: .venv/.ready ## every set of answers that would flip an element of a decided case, proved again
	@cd tests && PYTHONPATH=.. ../.venv/bin/python flip_cases.py

questions: .venv/.ready ## how many questions each example case takes, and how long the next one
	@cd tests && PYTHONPATH=.. ../.venv/bin/python interview_cases.py

bench: .venv/.ready ## our engines beside others on the same rules and cases (make bench WRITE=1: into docs/performance.md)
	@$(RUN) pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-bench.lock || true
	@PYTHONPATH=.:tests:tests/benchmarks/peers .venv/bin/python tests/benchmarks/peers/bench_peers.py $(if $(WRITE),--write)

bench-case: .venv/.ready ## what one case costs, step by step
	@PYTHONPATH=.:tests .venv/bin/python tests/benchmarks/bench_single_case.py

bench-batch: CASES = 2000
bench-batch: .venv/.ready ## what a batch costs, part by part; ends with its ratio to strict validation
	@PYTHONPATH=.:tests .venv/bin/python tests/benchmarks/bench_batch.py $(CASES)

bench-memory: CASES = 1000000
bench-memory: .venv/.ready ## memory of a batch with very many cases against one with 10,000 (make bench-memory CASES=50000)
	@.venv/bin/python tests/benchmarks/bench_batch_memory.py $(CASES)

CASES ?= 10000
soak: .venv/.ready ## compare the engines on very many random cases (make soak CASES=500)
	@PYTHONPATH=.:tests .venv/bin/python tests/benchmarks/soak_engines.py $(CASES)

bench-store: .venv/.ready ## what saving an encrypted case costs beyond the disk
	@PYTHONPATH=.:tests .venv/bin/python tests/benchmarks/bench_case_store.py

KILLS ?= 300
kills: .venv/.ready ## kill the program again and again while it saves or changes keys; flip every byte (make kills KILLS=2000)
	@SCREENING_KILLS=$(KILLS) SCREENING_EVERY_BYTE=1 $(LONG) tests/test_store_kills.py tests/test_store_sealing.py

interview-kills: KILLS = 2000
interview-kills: .venv/.ready ## kill the questionnaire again and again while it asks (make interview-kills KILLS=2000)
	@SCREENING_KILLS=$(KILLS) $(LONG) -p no:xdist -s tests/test_interview_kills.py

interview-whole: .venv/.ready ## a whole interview in a terminal, in both languages: back, edit, paste, resize, Ctrl-C, kill, report
	@rm -rf build/interviews && mkdir -p build/interviews
	@PYTHONPATH=.:tests .venv/bin/python tests/whole_interview.py build/interviews

batch-kills: KILLS = 100
batch-kills: .venv/.ready ## kill a batch at random moments; it must end in the same bytes (make batch-kills KILLS=1000)
	@SCREENING_BATCH_KILLS=$(KILLS) $(LONG) tests/test_batch_kills.py -p no:xdist -q -s -k killed_at_any_moment

faults: .venv/.ready ## make every system call of a save fail, one after the other (needs strace)
	@PYTHONPATH=.:tests .venv/bin/python tests/benchmarks/strace_faults.py

faces: .venv/.ready ## the reports in Chromium and LibreOffice, where they are installed
	@$(RUN) pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-faces.lock
	@$(LONG) tests/faces/check_faces.py

cluster-test: .venv/.ready ## a batch on a real cluster on this machine; a worker and the scheduler are killed
	@$(RUN) pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-cluster.lock
	@$(LONG) tests/test_batch_cluster.py

lock: .venv/.ready ## resolve dependencies again and write the lock files
	@$(RUN) pip install --quiet --disable-pip-version-check uv
	@.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --group dev pyproject.toml -o requirements.lock
	@.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -c requirements.lock --group faces -o requirements-faces.lock
	@.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -c requirements.lock --extra parquet --extra cluster pyproject.toml -o requirements-cluster.lock
	@.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -c requirements.lock --group bench -o requirements-bench.lock

clean: ## remove everything that set-up made
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist *.egg-info
