# What one can do here. Two commands need nothing but Python 3.11 or later and make: `make report` and `make test`.
PYTHON ?= python3
VENV := .venv
ARTICLES ?= data/articles
RUN := $(VENV)/bin/python
# Only from make's own command line: shells have a variable of this name, the width of the terminal.
NAMED = $(if $(findstring command line,$(origin COLUMNS)),$(COLUMNS))
unexport COLUMNS

.PHONY: help setup lab report test benchmark clean

help:                ## list these commands
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*##/\t/'

setup: $(VENV)/.user ## make .venv with what the notebooks need

lab: setup           ## open JupyterLab at the first notebook
	$(VENV)/bin/jupyter labextension disable @jupyterlab/apputils-extension:announcements # it asks to fetch news
	$(VENV)/bin/jupyter lab --LabApp.default_url=/lab/tree/notebooks/0-start-here.ipynb

report: setup        ## figures and report from the sample, or from ARTICLES=file [COLUMNS="text=Story copy outlet=Medium"] [CODES=codes.csv]
	$(RUN) -m helpers.show.report $(if $(CODES),--codes "$(CODES)") -- "$(ARTICLES)" $(if $(NAMED),"$(NAMED)")

test: $(VENV)/.developer ## check the style and run all tests, two at a time
	$(VENV)/bin/ruff check .
	$(RUN) -m pytest -n 2 --dist loadfile

benchmark: setup     ## measure on public data: make benchmark DATA=folder
	$(RUN) -m benchmarks "$(DATA)"

clean:               ## remove .venv and everything that was made
	rm -rf $(VENV) data/output .pytest_cache .ruff_cache .hypothesis *.egg-info

$(VENV)/.user: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/.developer: $(VENV)/.user requirements-dev.txt requirements-scale.txt
	$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@
