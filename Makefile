# The commands. Each says what it does, installs what it needs (outside the repository) and needs no other one first.
SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help demo live test dist bench size setup record corpus status-snapshot

help: ## list the commands
	@sed -n 's/^\([a-z-]*\): ## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

demo: ## the page with its built-in demo source, at http://127.0.0.1:8080
	@scripts/live run --demo --dir target/demo --ports-from $${ATALAYA_DEMO_PORT:-8080}

live: ## the page over a real Prometheus, Alertmanager, node and blackbox exporter
	@scripts/live run

test: ## everything CI runs
	@scripts/test

dist: ## dist/, ready to be served by any static server
	@scripts/dist

bench: ## speed against the bars, in Chromium; ONLY=word runs a part
	@scripts/setup build browser
	@. scripts/env && bench/run.sh $(ONLY)

size: ## what the first chart costs to fetch; HELD=1 what keeps what in it, HELD=name who refers to that
	@scripts/size $(if $(HELD),held $(filter-out 1,$(HELD)))

setup: ## install everything that is missing, pinned
	@scripts/setup

record: ## record the demo's answers from a live stack
	@scripts/record

corpus: ## what the page makes of a folder of dashboards: DIR=folder
	@cargo run --quiet --example corpus -- $(DIR)

status-snapshot: ## status.json and feeds beside a page: PROMETHEUS=url FOLDER=dist LINK=address of the page
	@cargo run --quiet --example snapshot -- $${PROMETHEUS:-http://127.0.0.1:9090} $${FOLDER:-dist} $${LINK:-/status}
