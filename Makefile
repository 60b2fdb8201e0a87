PORT ?= 8000
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .uv/bin/uv)
UV_VERSION := 0.13.9
VENV := .venv/.ready
APT := $(shell test "$$(id -u)" = 0 && echo apt-get || echo sudo -n apt-get)
PYTHON := .venv/bin/python
RUN := $(PYTHON) -m
# A file stays with one worker: its module's fixtures are made once.
TEGELIJK = -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
# Who waits for a page or a clock leaves a processor free: one worker more than there are, up to 4.
MET_BROWSER = $(TEGELIJK) -n $(shell n=$$(getconf _NPROCESSORS_ONLN); echo $$((n < 3 ? n + 1 : 4)))
# Each test process would compile the house anew where the environment forbids to keep that.
export PYTHONDONTWRITEBYTECODE =
TEMPLATES = $(shell find templates -name '*.html')

.PHONY: help demo test snel klok storm check bench mutanten handleiding vendor format lock

help:  ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' Makefile | awk -F'|' '{ printf "make %-11s %s\n", $$1, $$2 }'

demo: $(VENV)  ## Serve the whole site with content on http://127.0.0.1:8000 (PORT= for another)
	@$(PYTHON) -m kennisbank.demo --port $(PORT)

test: $(VENV)  ## Run every test but the storms; gets a browser where there is none (ARGS= for pytest)
	$(RUN) tests.chromium
	$(RUN) tests.khal
	$(RUN) pytest $(MET_BROWSER) $(ARGS)

snel: $(VENV)  ## Run every test that needs no browser
	$(RUN) tests.khal
	$(RUN) pytest $(TEGELIJK) -m "not browser and not storm" $(ARGS)

klok: $(VENV)  ## Run those at a dozen other moments: leap day, clock changes, a year on
	$(RUN) tests.khal
	@for moment in $$($(RUN) tests.klok); do \
		$(RUN) pytest $(TEGELIJK) -m "not browser and not storm" --moment $$moment $(ARGS) || mis="$$mis $$moment"; \
	done; test -z "$$mis" || { echo "Red at:$$mis" >&2; exit 1; }

storm: $(VENV)  ## Prove what many at once, kills and long walks may not break; takes minutes
	$(RUN) pytest -m storm $(ARGS)
	VOORBEELDEN=40 $(RUN) pytest tests/koppelvlak/test_openapi.py $(ARGS)
	WANDELINGEN=100 $(RUN) pytest tests/redactie/test_toestanden.py $(ARGS)

check: $(VENV)  ## Format, lint, types, layers, migrations, content, deployment settings, licences
	$(RUN) ruff format --check
	$(RUN) ruff check
	$(if $(TEMPLATES),.venv/bin/djade --check $(TEMPLATES))
	.venv/bin/oxfmt --check static/js
	.venv/bin/oxlint --deny-warnings static/js
	SECRET_KEY=mypy $(RUN) mypy
	.venv/bin/lint-imports
	$(PYTHON) manage.py makemigrations --check --dry-run
	$(PYTHON) manage.py controleer_inhoud
	TLS=1 $(PYTHON) manage.py check --deploy --fail-level WARNING
	.venv/bin/reuse lint --lines

bench: $(VENV)  ## Measure pages, search, registering and newsletters (ARGS="aanval": a part)
	$(RUN) bench $(ARGS)

mutanten: $(VENV)  ## Report small faults in the rules that no test sees (ARGS="app/module --aantal 40")
	$(RUN) scripts.mutanten $(ARGS)

handleiding: $(VENV)  ## Take the pictures of the manual in docs/handleiding anew
	$(RUN) tests.chromium
	$(RUN) scripts.handleiding

vendor: $(VENV)  ## Fetch the vendored CSS, JavaScript, fonts and icons anew
	$(PYTHON) scripts/vendor.py

format: $(VENV)  ## Format code and templates, mend what lint can mend
	$(RUN) ruff check --fix
	$(RUN) ruff format
	$(if $(TEMPLATES),-.venv/bin/djade $(TEMPLATES))
	.venv/bin/oxlint --fix static/js
	.venv/bin/oxfmt static/js

lock: $(UV)  ## Pin the dependencies anew (UPGRADE=1: to their newest versions)
	$(UV) pip compile --quiet --universal --generate-hashes --group dev pyproject.toml \
		$(if $(UPGRADE),--upgrade) -o requirements.lock
	$(UV) pip compile --quiet --universal --generate-hashes -c requirements.lock pyproject.toml \
		-o productie.lock

$(VENV): requirements.lock .python-version | $(UV)
	$(UV) venv --quiet --allow-existing .venv
	$(UV) pip sync --quiet --require-hashes --compile-bytecode --python $(PYTHON) requirements.lock
	@touch $@

uv: ;

# Debian splits both venv and pip off from Python; one of them may be there.
.uv/bin/uv:
	@rm -rf .uv
	python3 -m venv .uv && .uv/bin/pip install --quiet uv==$(UV_VERSION) \
		|| { rm -rf .uv; python3 -m pip install --quiet --target .uv uv==$(UV_VERSION); } \
		|| { $(APT) update && $(APT) install -y python3-venv \
			&& python3 -m venv .uv && .uv/bin/pip install --quiet uv==$(UV_VERSION); } \
		|| { rm -rf .uv; echo "Install python3-venv (Debian) or uv first." >&2; exit 1; }
