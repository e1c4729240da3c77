# Needs Python >= 3.11 and make; everything else is set up in .venv. `make help` lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RADSLAG := $(BIN)/radslag
SCRATCH := instance/demo-job.sqlite3
CATALOGUE := app/translations/en/LC_MESSAGES/messages.mo
JUDGES := tests/judges/node_modules/.installed

.PHONY: help run test demo-job lint bench translations catalogue clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 16

run: $(VENV)/.installed $(CATALOGUE) ## sets up, loads the demo once, serves http://127.0.0.1:5000
	@$(RADSLAG) db upgrade >/dev/null
	@$(RADSLAG) demo load
	@$(RADSLAG) serve

test: $(VENV)/.installed-dev $(JUDGES) $(CATALOGUE) ## the whole test suite, with the linters and the house rules
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup $(PYTEST_ARGS)

demo-job: $(VENV)/.installed $(CATALOGUE) ## the main job once, without serving; prints each step's counts
	@mkdir -p instance && rm -f $(SCRATCH)*
	@DATABASE_URL=sqlite:///$(SCRATCH) $(RADSLAG) db upgrade >/dev/null
	@DATABASE_URL=sqlite:///$(SCRATCH) MAIL_DIRECTORY=instance/demo-job-mail $(RADSLAG) demo job

lint: $(VENV)/.installed-dev ## ruff, mypy, import-linter, djlint, deptry
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/djlint --lint --quiet app/templates
	@$(BIN)/deptry .

bench: $(VENV)/.installed-dev $(CATALOGUE) ## what docs/performance.md shows
	@$(BIN)/python -m bench

translations: $(VENV)/.installed ## gathers the texts of pages and mails into the English catalogue
	@$(BIN)/pybabel -q extract -F pyproject.toml -k lazy_gettext --no-location --omit-header --sort-output -o $(VENV)/messages.pot .
	@$(BIN)/pybabel -q update -i $(VENV)/messages.pot -d app/translations -l en --no-fuzzy-matching --ignore-obsolete --omit-header

catalogue: $(VENV)/.installed ## one more language of the interface, begun or gathered anew: make catalogue LANGUAGE=fi
	@$(BIN)/pybabel -q extract -F pyproject.toml -k lazy_gettext -k Localised:1 --no-location --omit-header --sort-output -o $(VENV)/whole.pot .
	@test -e app/translations/$(LANGUAGE) || $(BIN)/pybabel -q init -i $(VENV)/whole.pot -d app/translations -l $(LANGUAGE)
	@$(BIN)/pybabel -q update -i $(VENV)/whole.pot -d app/translations -l $(LANGUAGE) --no-fuzzy-matching --ignore-obsolete

clean: ## removes what set-up made, never the data in instance/
	rm -rf $(VENV) *.egg-info

$(CATALOGUE): $(wildcard app/translations/*/LC_MESSAGES/messages.po) | $(VENV)/.installed
	@$(BIN)/pybabel -q compile --use-fuzzy -d app/translations

# The stamps say which lock file was installed; a changed lock installs again.
$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/pip
	@$(BIN)/pip install --quiet --require-hashes --requirement requirements.lock
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@$(BIN)/pip install --quiet --require-hashes --requirement requirements-dev.lock
	@touch $@

$(JUDGES): tests/judges/package-lock.json | $(VENV)/.installed-dev
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --prefix tests/judges --ignore-scripts --no-fund --no-audit --silent
	@touch $@

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Rådslag needs Python 3.11 or later; give it as make PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV) || { echo "Python lacks its venv module: install it (on Debian: apt-get install python3-venv)." >&2; rm -rf $(VENV); exit 1; }
