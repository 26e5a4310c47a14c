# Two commands: `make run` and `make test`. Both set up what they need in .venv.
.DEFAULT_GOAL := help
VENV := .venv
PYTHON ?= python3
BIN := $(VENV)/bin
export PYTHONPATH := $(CURDIR)

.PHONY: help run chat test quick train evaluate replies crash honest fuzz mutate bench bench-server bench-peers lock clean

help:
	@echo "make run    try the bot in a Slack on this machine"
	@echo "make chat   start a conversation in the terminal"
	@echo "make test   run all checks and tests"
	@echo "make quick  checks, types, contracts, and the tests of reading and rules"
	@echo "make train  learn the reading of messages anew from knowledge/corpus"
	@echo "make evaluate  score every writer of the corpus by a reader that never saw them"
	@echo "make crash  kill the server under load, and count"
	@echo "make honest plant faults in the server, which the crash harness has to report"
	@echo "make replies  print all that the bot can say, for reading (LANGUAGE=nl)"
	@echo "make fuzz   anything at all into everything that reads"
	@echo "make mutate see whether the tests of rules/ notice a changed rule engine"
	@echo "make bench  run the benchmarks"
	@echo "make bench-server  the server's start and size, and its memory over many questions"
	@echo "make bench-peers FILES=...  compare with other ways to read a message"
	@echo "make lock   pin all requirements anew"

run: $(VENV)/.run
	@$(BIN)/python -m bot playground

chat: $(VENV)/.run
	@$(BIN)/python -m bot chat

# One thread for each process: more only fight for the cores, some of them by waiting busily.
ONE_THREAD := OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1

# Most tests wait, for a server or a browser: so many at once keep two cores busy.
AT_ONCE := 4
test: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(ONE_THREAD) $(BIN)/pytest -n $(AT_ONCE) --dist worksteal

# What starts a server, a database or a browser, or learns.
SLOW := access browser calm crash crowd door forgetting handoff load lookout news outward review roles security \
	slack store train trouble watch
QUICK := $(filter-out $(SLOW:%=tests/test_%.py),$(wildcard tests/test_*.py))
quick: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(ONE_THREAD) $(BIN)/pytest -n $(AT_ONCE) --dist worksteal $(QUICK)

# LANGUAGE: en or nl.
LANGUAGE ?= en
replies: $(VENV)/.dev
	@PYTHONPATH=$(CURDIR):$(CURDIR)/tests $(BIN)/python tests/read_replies.py $(LANGUAGE)

train: $(VENV)/.dev
	@$(ONE_THREAD) $(BIN)/python -m knowledge.learning.teach

# EVALUATE: --curve, or labelled files that were never learned from (tests/apart/*.jsonl).
evaluate: $(VENV)/.dev
	@$(ONE_THREAD) $(BIN)/python -m knowledge.learning.evaluate $(EVALUATE)

# CRASH: how many kills and questions, and over which store; see tests/crash/harness.py.
CRASH ?= --kills 500 --questions 10000
crash: $(VENV)/.dev
	@PYTHONPATH=$(CURDIR):$(CURDIR)/tests $(BIN)/python tests/crash/harness.py $(CRASH)

honest: $(VENV)/.dev
	$(ONE_THREAD) $(BIN)/pytest -n 2 -m long tests/test_crash.py

# FUZZ: how many inputs, and whatever else libFuzzer takes; a corpus grows beside it.
FUZZ ?= -runs=100000
FUZZ_VENV := .venv-fuzz
fuzz: $(FUZZ_VENV)/.ready
	@mkdir -p .fuzz-corpus
	@PYTHONPATH=$(CURDIR):$(CURDIR)/tests $(FUZZ_VENV)/bin/python tests/fuzz/fuzz.py .fuzz-corpus $(FUZZ)

mutate: $(FUZZ_VENV)/.ready
	@$(FUZZ_VENV)/bin/mutmut run
	@$(FUZZ_VENV)/bin/mutmut results

bench: $(VENV)/.dev $(VENV)/.bench
	PYTHONPATH=$(CURDIR):$(CURDIR)/tests $(BIN)/python tests/bench/run.py

# The server as it is deployed: with what it needs and nothing else. QUESTIONS: how many it answers.
QUESTIONS ?= 100000
BARE_VENV := .venv-bare
bench-server: $(VENV)/.dev $(BARE_VENV)/.ready
	@PYTHONPATH=$(CURDIR):$(CURDIR)/tests $(BIN)/python tests/bench/bench_server.py --python $(BARE_VENV)/bin/python --questions $(QUESTIONS)

# FILES: labelled messages, as `evaluate` reads them. The peers have an environment of their own.
FILES ?= tests/apart/k41.jsonl tests/apart/k42.jsonl
PEERS := .venv-peers
bench-peers: $(PEERS)/.ready
	@$(PEERS)/bin/python tests/bench/peers.py $(FILES)

lock: $(VENV)/.dev
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --no-header --generate-hashes --python-version 3.11 pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --no-header --generate-hashes --python-version 3.11 --extra dev pyproject.toml -o requirements-dev.txt
	$(BIN)/uv pip compile --quiet --universal --no-header --generate-hashes --python-version 3.11 --extra bench pyproject.toml -o requirements-bench.txt
	$(BIN)/uv pip compile --quiet --universal --no-header --generate-hashes --python-version 3.11 --extra peers pyproject.toml -o requirements-peers.txt
	$(BIN)/uv pip compile --quiet --universal --no-header --generate-hashes --python-version 3.11 --extra dev --extra fuzz pyproject.toml -o requirements-fuzz.txt

clean:
	rm -rf $(VENV) $(PEERS) $(FUZZ_VENV) $(BARE_VENV)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "port25 needs Python 3.11 or newer; set PYTHON=python3.11")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(BIN)/python
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(BIN)/python
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.bench: requirements-bench.txt | $(BIN)/python
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $@

$(BARE_VENV)/.ready: requirements.txt
	@$(PYTHON) -m venv $(BARE_VENV)
	@$(BARE_VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(FUZZ_VENV)/.ready: requirements-fuzz.txt
	@$(PYTHON) -m venv $(FUZZ_VENV)
	@$(FUZZ_VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-fuzz.txt
	@touch $@

$(PEERS)/.ready: requirements-peers.txt
	@$(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-peers.txt
	@touch $@
