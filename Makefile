# The tasks of the project. `make run` and `make test` do all the set-up they need.
PYTHON ?= python3
VENV ?= .venv
CORPUS ?= corpus
INDEX ?= index
HOST ?= 127.0.0.1
PORT ?= 8000

BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip install -qq --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run build setup setup-dev browser ocr test lint format types unit lowest evaluate bench bench-scale fuzz kill-builds load-switch clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1	\2/' | expand -t 18

run: build ## Install, build the index from CORPUS, serve page and API on PORT
	@$(BIN)/unescosearch serve --index "$(INDEX)" --host "$(HOST)" --port "$(PORT)"

# Exit code 3 says that some files could not be read: the report lists them, the index is good.
build: setup ## Bring the index up to date with CORPUS
	@$(BIN)/unescosearch build $(foreach folder,$(CORPUS),--corpus "$(folder)") --index "$(INDEX)" || [ $$? -eq 3 ]

setup: $(VENV)/.ready ## Install the program into VENV

setup-dev: $(VENV)/.ready-dev ## Install the program and what developing it needs

$(VENV)/.ready: requirements.lock pyproject.toml
	@echo "Installing into $(VENV) (a few minutes the first time) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --requirement requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.lock
	@echo "Installing the development tools ..."
	@$(PIP) --requirement requirements-dev.lock
	@touch $@

browser: ## Install Chromium for the browser tests where it is missing
	@scripts/install_browser.sh

ocr: ## Install Tesseract for the tests of scans where it is missing
	@scripts/install_ocr.sh

test: lint types unit ## Lint, types and all tests

lint: setup-dev ## Rules and formatting
	@$(BIN)/ruff check src tests scripts
	@$(BIN)/ruff format --check src tests scripts

format: setup-dev ## Mend what can be mended by itself
	@$(BIN)/ruff check --fix src tests scripts
	@$(BIN)/ruff format src tests scripts

types: setup-dev ## mypy strict
	@$(BIN)/mypy

unit: setup-dev browser ocr ## All tests; PYTEST="-k splitter" chooses some
	@$(BIN)/python -m scripts.corpus.check
	@$(BIN)/python -m pytest -n auto --dist loadfile $(PYTEST)

lowest: ## The tests on the lowest versions that pyproject.toml allows, in a throw-away environment
	@scripts/lowest.sh $(PYTEST)

# The expected scores are those of the English model alone; docs/quality.md has what both models give.
evaluate: setup ## Compare search quality with the expected scores; REAL_INDEX: the real collections, behaviour cases too
	@UNESCOSEARCH_DICTIONARIES=/dev/null UNESCOSEARCH_MODEL=all-MiniLM-L6-v2 $(BIN)/python -m scripts.quality.check_evaluation $(if $(REAL_INDEX),--index "$(REAL_INDEX)"); checked=$$?; \
	$(if $(REAL_INDEX),$(BIN)/python -m scripts.quality.relevance --index "$(REAL_INDEX)" --cases tests/relevance/real &&) exit $$checked

bench-scale: setup-dev ## What an index costs at each size, from the vectors and texts of BASE
	@$(PIP) "matplotlib>=3.9"
	@$(BIN)/python -m scripts.measure.scale --base "$(BASE)" --work "$(or $(WORK),build/scale)"

bench: bench-scale ## All benchmarks

fuzz: setup-dev ## Run FILES (2100) damaged files through the readers
	@$(BIN)/python -m scripts.drills.fuzz_readers --files "$(or $(FILES),2100)"

kill-builds: setup-dev ## Kill KILLS (100) builds at random instants while a service answers
	@$(BIN)/python -m scripts.drills.kill_builds --kills "$(or $(KILLS),100)" --model "$(or $(MODEL),tiny)"

load-switch: setup-dev ## Switch the index under the load of CLIENTS (64) for SECONDS (60)
	@$(BIN)/python -m scripts.drills.load_switch --clients "$(or $(CLIENTS),64)" --seconds "$(or $(SECONDS),60)" --model "$(or $(MODEL),tiny)"

clean: ## Remove what the other tasks made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis index/current index/generations index/build.lock index/current.lock
