# Stratum: serve, dev, test, check. Needs a Python of at least 3.12 with venv, pip and make.
PYTHON ?= $(shell for p in python3.13 python3.14 python3.12 python3 $(HOME)/.pyenv/versions/3.1[2-9]*/bin/python3; do \
  $$p -c 'import sys, ensurepip; sys.version_info >= (3, 12) or sys.exit(1); print(sys.executable)' 2>/dev/null && break; done)
ifeq ($(PYTHON),)
  $(error Stratum needs Python 3.12 or newer with venv. Debian 13, Ubuntu 24.04: apt install python3-venv. Elsewhere: pyenv or uv python install 3.13, then make PYTHON=/path/to/python3.13)
endif
BIN := .venv/bin

.PHONY: serve dev test check format setup container-proof bench
serve: setup  ## the site on http://localhost:8000
	$(BIN)/python manage.py serve
dev: setup  ## the reloading server
	export PORTAL_DEBUG=1; for step in migrate createcachetable load_ec2_snapshot load_lessons; do $(BIN)/python manage.py $$step -v 0 || exit 1; done; \
	$(BIN)/python manage.py runserver $${PORTAL_PORT:-8000}
test: .venv/dev  ## every test; browser tests where a Chromium is found
	$(BIN)/python -m pytest -n 2 -q
check: .venv/dev  ## everything that needs no test run
	$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy
	$(BIN)/python manage.py makemigrations --check --dry-run
	PORTAL_BASE_URL=https://stratum.example.org $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/python manage.py check_lessons
	$(BIN)/python -m pytest -q tests/test_style.py
format: .venv/dev
	$(BIN)/ruff format . && $(BIN)/ruff check --fix . && $(BIN)/djade --target-version 6.1 $$(git ls-files 'templates/*.html')
setup: .venv/base
container-proof:
	tests/container.sh
bench: .venv/dev
	$(BIN)/python tests/bench/run.py
.venv/base: requirements.txt requirements-fonts.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-fonts.txt
	$(BIN)/python manage.py build_fonts
	touch $@
.venv/dev: requirements-dev.txt .venv/base
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@
