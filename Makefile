# `make run` opens the application on demonstration data; `make test` proves that it works.
# Both create .venv the first time and are quick the second time.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run test test-cluster java check fix browser postgresql libreoffice nginx bench sbom audit clean
.DEFAULT_GOAL := run

$(VENV)/.runtime: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt requirements-spark.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $(VENV)/.runtime $@

run: $(VENV)/.runtime
	$(BIN)/python -m dashboard demo --if-empty
	$(BIN)/python -m dashboard serve --port $(PORT)

test: $(VENV)/.dev
	$(BIN)/python -m pytest -q -n 3 --dist loadfile --no-loadscope-reorder

# Builds on a real cluster of Apache Spark, started and stopped by the tests (docs/decisions/0037-spark-builds.md).
test-cluster: $(VENV)/.dev .venv-cluster/.spark java
	$(BIN)/python -m pytest -q tests/cluster

# Spark alone: what it requires in Python is for its own client, which the tests do not use.
.venv-cluster/.spark: requirements-cluster.txt
	test -x .venv-cluster/bin/python || $(PYTHON) -m venv .venv-cluster
	.venv-cluster/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements-cluster.txt
	touch $@

java:
	@command -v java >/dev/null 2>&1 \
	  || { apt-get update -qq && apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless; }

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/sqlfmt --check --quiet queries
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pip check

fix: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/sqlfmt --quiet queries

browser:
	@command -v chromium-headless-shell >/dev/null 2>&1 || { apt-get update -qq && apt-get install -y -qq chromium-headless-shell; }

# Debian's package, for the tests that start a server of their own.
postgresql:
	@command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 \
	  || { apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql; }

# It opens our slides; Liberation has the widths of the fonts that they ask for.
libreoffice:
	@command -v soffice >/dev/null 2>&1 \
	  || { apt-get update -qq && apt-get install -y -qq --no-install-recommends libreoffice-impress fonts-liberation; }

# The proxy of docs/deploy/nginx.conf, before two processes of the application.
nginx:
	@test -x /usr/sbin/nginx \
	  || { apt-get update -qq && apt-get install -y -qq --no-install-recommends nginx-light openssl; }

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench

# CycloneDX: what is installed to run the application, for whoever deploys it.
sbom: $(VENV)/.runtime
	$(BIN)/python .ci/sbom.py > sbom.json

# Asks the network, hence not part of `check`; exit code 2 says that nothing could be checked.
audit: $(VENV)/.runtime
	.ci/audit

clean:
	rm -rf $(VENV) .venv-cluster .mypy_cache .ruff_cache .pytest_cache .hypothesis
