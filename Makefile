# What one can do here. Two commands need nothing but Python 3.11 or later and make: `make report` and `make test`.
PYTHON ?= python3
VENV := .venv
ARTICLES ?= data/articles
RUN := $(VENV)/bin/python
# Only from make's own command line: shells have a variable of this name, the width of the terminal.
NAMED = $(if $(findstring command line,$(origin COLUMNS)),$(COLUMNS))
unexport COLUMNS

.PHONY: help setup lab report test benchmark clean

help:                ## list these commands, and what can be named behind them
	@awk '/^[a-z]+:.*##/ { n = $$0; sub(/:.*/, "", n); sub(/.*## /, ""); printf "%-11s%s\n", n, $$0 } \
		/^## / { sub(/^## /, ""); print "             " $$0 }' Makefile

setup: $(VENV)/.user ## make .venv with what the notebooks need

lab: setup           ## open JupyterLab at the first notebook
	$(VENV)/bin/jupyter labextension disable @jupyterlab/apputils-extension:announcements # it asks to fetch news
	$(VENV)/bin/jupyter lab --LabApp.default_url=/lab/tree/notebooks/0-start-here.ipynb

report: setup        ## figures, tables and a report: of the sample, or of your articles
## ARTICLES=my-folder    a file, a folder (its sub-folders are outlets), a zip, a table, a pattern; the sample without it
## COLUMNS="text=Story copy outlet=Medium"
##                       a table's columns by field: text, headline, outlet, author, published, section, event, url
## CODES=my-codes.csv    sentences of these articles coded by hand: shares are corrected for the kit's errors
## BY=section            the column to group and compare by, in my-folder-by-section; the outlet without it
	$(RUN) -m helpers.show.report $(if $(NAMED),--columns "$(NAMED)") $(if $(CODES),--codes "$(CODES)") \
		$(if $(BY),--by "$(BY)") -- "$(ARTICLES)"

test: $(VENV)/.developer ## check the style and run all tests, two at a time
	$(VENV)/bin/ruff check .
	$(RUN) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

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
