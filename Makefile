# Every target does its own set-up. The same steps without make stand in README.md.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
ifeq ($(OS),Windows_NT)
VENV := .venv/Scripts/python
else
VENV := .venv/bin/python
endif
LOCK := $(VENV) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --no-emit-index-url

export PYTHONUTF8 := 1
# Modules and tests compiled once are not compiled again by each process of the tests.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help site quick test serve add withdraw check records measure rent changes report advisories inbox offline offline-firefox release fuzz format lock environment test-environment clean

help:
	@echo "make site     dựng trang vào thư mục site/"
	@echo "make quick    kiểm thử nhanh ngữ pháp, bản ghi và đồ thị, chừng một phút trên máy hai nhân"
	@echo "make test     chạy mọi kiểm thử, kể cả trên trình duyệt"
	@echo "make serve    xem thử trên máy, sửa tới đâu thấy tới đó"
	@echo "make add      thêm văn bản: FILE=tệp hoặc thư mục, SOURCE=nơi lấy, TABLE=bảng nguồn (CSV), ADD=tùy chọn khác"
	@echo "make inbox    nhận các tệp đặt trong directives/inbox"
	@echo "make withdraw rút một văn bản: DOC=tên trong địa chỉ, REASON=lý do hiện trên trang"
	@echo "make check    kiểm tra mọi điều một đóng góp phải đạt; FILE=tệp để chỉ xem văn bản ấy"
	@echo "make records  tính lại bản ghi .yaml của các văn bản"
	@echo "make measure  đo chất lượng đọc văn bản; DATA=thư-mục để đo thêm trên dữ liệu của bạn"
	@echo "make rent     bỏ từng quy tắc đọc, xem mất gì; ONLY=chữ-trong-tên, DATA=thư-mục"
	@echo "make report   đóng góp đang làm thay đổi những gì so với BASE=main"
	@echo "make changes  máy đọc khác đi thế nào so với BASE=main; DATA=thư-mục để so thêm trên dữ liệu của bạn"
	@echo "make offline  dựng trang rồi gói thành một tệp nén mở được khi không có mạng (dist/)"
	@echo "make offline-firefox  gói như trên rồi đi thử gói ấy trong Firefox của máy, không mạng"
	@echo "make release  VERSION=2026.1: tệp nén của trang, của dữ liệu, và mã kiểm tra (dist/)"
	@echo "make fuzz     thử máy đọc với văn bản ngẫu nhiên; SECONDS=60 là số giây"
	@echo "make advisories  hỏi xem gói nào đã khóa phiên bản có cảnh báo an toàn (cần mạng)"
	@echo "make format   sắp xếp lại mã nguồn Python"
	@echo "make lock     khóa lại phiên bản các gói"
	@echo "make clean    xóa những gì máy tự tạo"

environment:
	@test -n "$(PYTHON)" || { echo "Lỗi: cần Python 3.11 trở lên; tải tại python.org." >&2; exit 1; }
	@$(PYTHON) scripts/prepare_environment.py

test-environment:
	@test -n "$(PYTHON)" || { echo "Lỗi: cần Python 3.11 trở lên; tải tại python.org." >&2; exit 1; }
	@$(PYTHON) scripts/prepare_environment.py --test
	@$(VENV) scripts/install_browser.py

site: environment
	@$(VENV) scripts/build_site.py

quick: test-environment
	$(VENV) -m ruff check .
	$(VENV) -m pytest -q --quick -n auto --dist worksteal

# Tests of one file stay in one process, since they share what its fixtures build; the quick ones share little.
test: test-environment
	$(VENV) -m ruff check .
	$(VENV) -m mypy
	@! command -v npm >/dev/null || { npm ci --silent && npm run --silent check; }
	$(VENV) -m pytest -m browser
	$(VENV) -m pytest -n auto --dist loadfile -m "not browser"

offline: site
	@$(VENV) scripts/pack_site.py

offline-firefox: test-environment offline
	@$(VENV) tests/offline_in_firefox.py

release: site
	@test -n "$(VERSION)" || { echo "Lỗi: thiếu số của bản phát hành, ví dụ make release VERSION=2026.1." >&2; exit 1; }
	@$(VENV) scripts/pack_site.py --version "$(VERSION)"

serve: environment
	@$(VENV) scripts/serve_site.py

# A name with a space is one file; several names are several.
add: environment
	@if [ -e "$(FILE)" ]; then set -- "$(FILE)"; else set -- $(FILE); fi; \
	$(VENV) scripts/add_document.py "$$@" $(if $(SOURCE),--source "$(SOURCE)") $(if $(TABLE),--table "$(TABLE)") $(ADD)

inbox: environment
	@$(VENV) scripts/take_inbox.py

withdraw: environment
	@$(VENV) scripts/withdraw_document.py "$(DOC)" --reason "$(REASON)"

check: environment
	@$(VENV) scripts/check_directives.py $(FORM) $(FILE)

records: environment
	@$(VENV) scripts/parse_documents.py

measure: environment
	@$(VENV) scripts/measure_quality.py $(if $(DATA),--data "$(DATA)")

rent: environment
	@$(VENV) scripts/measure_rent.py --only "$(ONLY)" $(if $(DATA),--data "$(DATA)")

BASE ?= main
report: environment
	@$(VENV) scripts/report_changes.py $(FORM) "$(BASE)"

changes: environment
	@$(VENV) scripts/report_changes.py --reading "$(BASE)" $(if $(DATA),--data "$(DATA)")

advisories: environment
	@$(VENV) scripts/check_advisories.py

# SECONDS is a variable of the shell too, so only the one given to make counts.
fuzz: test-environment
	@$(VENV) tests/fuzz/fuzz_parser.py --seconds $(if $(filter command line,$(origin SECONDS)),$(SECONDS),60)

format: test-environment
	$(VENV) -m ruff check --fix .

lock: test-environment
	$(VENV) -m pip install --quiet uv
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) --extra test -c requirements.txt pyproject.toml -o requirements-test.txt
	$(VENV) scripts/list_licenses.py

clean:
	rm -rf site .cache node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -rf docs/van-ban docs/co-quan docs/loai docs/nam docs/cap docs/he-thong docs/dia-phuong docs/so-sanh docs/chu-de docs/dong-thoi-gian docs/tai-lieu docs/tap-huan docs/chuoi docs/mau-thuan docs/can-bo-sung docs/s docs/du-lieu docs/index.md
