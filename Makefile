# Pushback. `make` lists the targets; `make run` and `make test` set up all they need.

PYTHON ?= python3
NOTEBOOK_PORT ?= 8888
VENV := .venv
BIN := $(VENV)/bin
# The locks are complete, so an installer need not look for dependencies of its own. uv takes
# seconds where pip takes minutes; it reads no pip.conf, so where it cannot install, pip does.
PIP := -m pip install -qq --disable-pip-version-check --no-input --require-hashes --no-deps
UV := $(BIN)/uv pip install --quiet --no-config --python $(BIN)/python --require-hashes --no-deps
install = $(UV) -r $(1) || { echo "pip installs it in place of uv (minutes)"; \
	$(BIN)/python $(PIP) -r $(1); }
LOCK := $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	--no-header --no-annotate pyproject.toml

# uv leaves compiling to the first import, whose work is to be kept.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help:  ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Each stamp says that the virtual environment holds a lock as it now stands.

# Debian's Python, as the image that deploys has it, makes none without a package of its own.
$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Pushback needs Python 3.11 or newer; $(PYTHON) is older." \
		     "Name another: make PYTHON=python3.13 ..." >&2; exit 1; }
	@echo "Making the virtual environment $(VENV)"
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || [ -z "$$CI" ] || \
		{ apt-get -qq update && apt-get -qq install -y python3-venv >/dev/null; }
	@$(PYTHON) -m venv $(VENV)
	@sed -n '/^uv==/,/[^\\]$$/p' training/requirements.txt >$(VENV)/uv.txt
	@$(BIN)/python $(PIP) -r $(VENV)/uv.txt
	@touch $@

$(VENV)/serving: function/requirements.txt frontend/requirements.txt | $(VENV)/python
	@echo "Installing what serving needs"
	@$(call install,function/requirements.txt)
	@$(call install,frontend/requirements.txt)
	@touch $@

$(VENV)/development: training/requirements.txt training/sources/requirements.txt | $(VENV)/python
	@echo "Installing what training and tests need"
	@$(call install,training/requirements.txt)
	@$(call install,training/sources/requirements.txt)
	@touch $@ $(VENV)/serving

$(VENV)/notebooks: notebooks/requirements.txt | $(VENV)/development
	@echo "Installing the notebook server"
	@$(call install,notebooks/requirements.txt)
	@touch $@

.PHONY: setup
setup: $(VENV)/development  ## Install what training and tests need

.PHONY: run
run: $(VENV)/serving  ## Serve the API (8000) and the page (8080); API_PORT, PAGE_PORT choose others, MODULES=1 the page's sources
	@$(BIN)/python frontend/serve.py

.PHONY: page
page: $(VENV)/serving  ## Install what serves the page and builds it for deploy.sh

.PHONY: fetch
fetch: setup  ## Read the data packages into the lake
	@$(BIN)/python -m training fetch

.PHONY: train
train: fetch  ## Make the released bundle, function/model, from nothing
	@$(BIN)/python -m training train --release

.PHONY: readme
readme: setup  ## Fill the README's figures from the released bundle and the results
	@$(BIN)/python -m training readme

.PHONY: report
report: setup  ## Set report.pdf from the released bundle and the results
	@$(BIN)/python -m training report

.PHONY: notebooks
notebooks: fetch  ## Execute the notebooks anew: all, or those in NOTEBOOKS
	@$(BIN)/python -m training notebooks $(NOTEBOOKS)

# The kernel is this environment's, and finds the packages of the repository.
.PHONY: notebook
notebook: setup $(VENV)/notebooks  ## Serve the notebooks on port 8888, here only; NOTEBOOK_PORT chooses another
	@PYTHONPATH="$(CURDIR)" $(BIN)/jupyter-lab --allow-root --ServerApp.ip=127.0.0.1 \
		--ServerApp.port=$(NOTEBOOK_PORT) --ServerApp.port_retries=0 \
		--ServerApp.root_dir="$(CURDIR)/notebooks" \
		--LabApp.default_url=/lab/tree/algo_pipeline_demo.ipynb \
		--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate

.PHONY: test
test: lint types browser nginx pytest  ## Run the checks and tests, a real browser included; deploy-test, container-test are apart

# A worker a core is enough: more threads would only wait for one another.
.PHONY: pytest
pytest: setup  ## Run the tests alone: all, or those in TESTS
	@echo "Testing"
	@OMP_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile $(TESTS)

.PHONY: screenshots
screenshots: setup browser  ## Take the README's pictures of the page
	@$(BIN)/python -m tests.e2e.screenshots

.PHONY: results
results: fetch  ## Make all results again (hours); a run that was stopped resumes; NATION=a file of flights
	@$(BIN)/python -m training results $(if $(NATION),--nation=$(NATION))

.PHONY: bench
bench: fetch  ## Benchmark the function, then the batch, beside floors and rivals (minutes, on a quiet machine)
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.bench.batch

.PHONY: bench-scale
bench-scale: setup  ## Measure a national year from files to bundle, and counting several (two hours)
	@$(BIN)/python -m tests.bench.scale
	@$(BIN)/python -m tests.bench.record_scale

.PHONY: bench-page
bench-page: setup browser  ## Score the pages with Lighthouse (10 minutes, on a quiet machine)
	@$(BIN)/python -m tests.bench.lighthouse

.PHONY: bench-siege
bench-siege: setup  ## Attack the container for a minute beside honest callers, with podman or docker
	@$(BIN)/python -m tests.bench.siege

.PHONY: image
image:  ## Build function/Dockerfile as the image pushback, with docker
	@docker build --tag pushback function

.PHONY: deploy-test
deploy-test: setup browser  ## Deploy with the real gcloud to stand-ins on this machine
	@$(BIN)/python -m pytest -rs tests/deploy/cloud

.PHONY: container-test
container-test: setup  ## Build function/Dockerfile and test its container, with podman or docker
	@$(BIN)/python -m pytest -rs tests/container

.PHONY: lint
lint: setup
	@echo "Checking style"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@told=$$(PYTHONPATH=function $(BIN)/lint-imports --no-cache --no-logo) || \
		{ echo "$$told" >&2; exit 1; }
	@$(BIN)/shellcheck .ci/run .ci/audit .ci/pin_images tests/smoke.sh tests/container/base_image.sh \
		tests/e2e/install_browser.sh tests/install_nginx.sh
	@$(BIN)/shellcheck -x deploy.sh function/*.sh frontend/deploy.sh
	@$(BIN)/hadolint function/Dockerfile batch/Dockerfile training/record/Dockerfile

.PHONY: types
types: setup
	@echo "Checking types"
	@$(BIN)/mypy --no-error-summary

.PHONY: browser
browser: setup
	@PATH="$(CURDIR)/$(BIN):$$PATH" bash tests/e2e/install_browser.sh

.PHONY: nginx
nginx:
	@bash tests/install_nginx.sh

# The year whose last month the BTS has surely published; it takes two months to.
MONTHS = $(shell $(PYTHON) -c 'from datetime import date; \
	last = date.today().year * 12 + date.today().month - 4; \
	print("..".join(f"{n // 12}-{n % 12 + 1:02}" for n in (last - 12, last)))')

.PHONY: refresh
refresh: fetch  ## Fetch the newest MONTHS, count them, retrain, release the model if it is better
	@$(BIN)/python -m training fetch bts $(MONTHS)
	@$(BIN)/python -m training record --refresh
	@$(BIN)/python -m training retrain
	@$(BIN)/python -m training readme

.PHONY: deploy
deploy: page  ## Deploy to PROJECT on Google Cloud, with the ARGUMENTS of deploy.sh
	@./deploy.sh --project "$(PROJECT)" $(ARGUMENTS)

.PHONY: deploy-promoted
deploy-promoted:  ## The same, if retraining has put another model in place
	@if git diff --quiet HEAD -- function/model; \
	then echo "The model is the one of before: nothing to deploy"; \
	else $(MAKE) deploy; fi

.PHONY: keep-promoted
keep-promoted:  ## Commit such a model with its decision record, and push it
	@git diff --quiet HEAD -- function/model || git add training/record/nation.parquet
	@git add function/model training/results/decisions README.md
	@git diff --cached --quiet || { \
		git diff --cached --quiet -- function/model && verdict="the champion stays" || \
			verdict="the challenger is better"; \
		git commit --quiet --message "Retrained: $$verdict [skip ci]" && \
		git pull --quiet --rebase --autostash origin "$$(git branch --show-current)" && \
		git push --quiet origin HEAD; }

.PHONY: lock
lock: setup  ## Bring the hash-pinned locks in line with pyproject.toml
	@$(LOCK) --group function -o function/requirements.txt
	@$(LOCK) --group page -c function/requirements.txt -o frontend/requirements.txt
	@$(LOCK) --group batch -c function/requirements.txt -o batch/requirements.txt
	@$(LOCK) --group data --no-deps -o training/sources/requirements.txt
	@$(LOCK) --group development -c function/requirements.txt -c batch/requirements.txt \
		-o training/requirements.txt
	@$(LOCK) --group audit -o .ci/requirements.txt
	@mkdir -p notebooks
	@$(LOCK) --group notebooks -c training/requirements.txt -o notebooks/requirements.txt

$(VENV)/audit: .ci/requirements.txt | $(VENV)/python
	@echo "Installing what audits"
	@$(PYTHON) -m venv --clear $@
	@$@/bin/python $(PIP) -r .ci/requirements.txt
	@touch $@

.PHONY: audit
audit: $(VENV)/audit  ## Ask which locked packages have known vulnerabilities, and list them all in sbom/
	@.ci/audit

.PHONY: pin-images
pin-images:  ## Pin the base images to what their tags stand for now, with docker
	@.ci/pin_images

.PHONY: clean
clean:  ## Remove what make made: the environment, the lake, trained models, caches
	@rm -rf $(VENV) sbom training/data training/models
	@rm -f training/results/*.parquet training/results/*.sqlite
	@rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
