# Kakehashi. `make` lists what there is; the steps themselves are in .ci/, a script each.
SHELL := /bin/bash
.DEFAULT_GOAL := help

DATA ?= kakehashi-data
LISTEN ?= 127.0.0.1:8080
FUZZ_SECONDS ?= 60
REPLAYS ?= 10000

.PHONY: help run build test test-meilisearch test-local-mt test-replays test-faults lint bench fuzz setup samples schema clean

help: ## この一覧を表示する
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## 必要なものを揃え、ビルドし、サンプルを取り込み、ポータルを起動する (LISTEN=127.0.0.1:8080 DATA=kakehashi-data)
	@.ci/setup run
	@.ci/build quick
	@.ci/samples target/quick/kakehashi "$(DATA)"
	@KAKEHASHI__SERVER__LISTEN="$(LISTEN)" target/quick/kakehashi user first --data "$(DATA)"
	@exec target/quick/kakehashi serve --data "$(DATA)" --listen "$(LISTEN)"

build: ## 運用のために、十分に最適化してビルドする (target/release/kakehashi と target/site)
	@.ci/setup run
	@.ci/build release

test: ## すべてのテスト(ブラウザーのテストを含む)
	@.ci/setup test
	@.ci/build dev
	@.ci/test

test-meilisearch: ## 検索の約束事を実際の Meilisearch サーバーで検査する (KAKEHASHI_TEST_MEILI_URL, KAKEHASHI_TEST_MEILI_KEY)
	@.ci/test-meilisearch

test-replays: ## 納品・修正・強制終了を無作為な順に繰り返し、人手の訳が失われないことを検査する (REPLAYS=10000)
	@.ci/test-replays $(REPLAYS)

test-local-mt: ## この機械で動く翻訳エンジンを、Python の ctranslate2 と照らして検査する (CTranslate2 のビルドに数分かかる)
	@.ci/setup local-mt
	@.ci/test-local-mt

test-faults: ## ディスクが取込の途中で一杯になっても何も失われないことを検査する (専用のディスクをマウントする)
	@.ci/test-faults

lint: ## 書式、clippy、依存関係の検査
	@.ci/setup lint
	@.ci/lint

bench: ## 速さを測る(基準との比で表示)
	@.ci/setup run
	@.ci/bench

fuzz: ## 壊れた入力を与え続けて試す (FUZZ_SECONDS=60 は対象ごとの秒数)
	@.ci/setup fuzz
	@.ci/fuzz $(FUZZ_SECONDS)

setup: ## 必要な道具だけを揃える
	@.ci/setup test
	@.ci/setup lint

samples: ## サンプルを取り込み直す
	@.ci/samples target/quick/kakehashi "$(DATA)"

schema: ## 公報の JSON スキーマを書き直す
	@UPDATE_SCHEMA=1 cargo test -p server --test schema

clean: ## ビルドしたものを消す(データは消さない)
	@cargo clean
	@rm -rf app/node_modules
