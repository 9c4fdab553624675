"""Everything public in one file: whole, explained, checkable, and the same for the same record."""

import csv
import hashlib
import io
import json
import zipfile

import pytest

from awards.choices import CorrectedField, ListState
from awards.correcting import correct_entry
from showcase.choices import CaseState
from showcase.models import ContentVersion
from showcase.package import keeping
from showcase.package.tables import TABLES, dictionary
from tests.factories import make_case, make_entry, make_list, make_organization, make_round, make_tier

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def _bytes(client) -> bytes:
    response = client.get("/data/honors-registry.zip")
    assert (response.status_code, response["Content-Type"]) == (200, "application/zip")
    return b"".join(response.streaming_content)


def _files(client) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(_bytes(client))) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.fixture
def registry():
    """An honour that was corrected, and a case."""
    organization = make_organization("陶家宅居民区党总支")
    entry = make_entry(organization, state=ListState.RELEASED, verify_code="7K0M1PQRST")
    correct_entry(entry, CorrectedField.CITATION, "新词", "漏字", None)
    make_case("坚持党员四先", slug="sixian", organization=organization, state=CaseState.PUBLISHED)
    return organization


def test_every_table_lies_in_the_package_twice_with_dictionary_terms_and_checksums(client, registry):
    tables = ["organizations", "rounds", "honors", "cases", "corrections"]

    names = sorted(
        [f"{name}.{ending}" for name in tables for ending in ("csv", "json")] + ["README.txt", "dictionary.csv"]
    )
    assert list(_files(client)) == [*names, "SHA256SUMS"]


def test_both_files_of_a_table_tell_the_same(client, registry):
    files = _files(client)

    for table in TABLES:
        told = json.loads(files[f"{table.name}.json"])[table.name]
        rows = _rows(files[f"{table.name}.csv"])
        assert len(told) == 1
        assert [row["id"] for row in rows] == [one["id"] for one in told]
        assert list(rows[0]) == list(told[0]) == [column.name for column in table.columns]


def test_the_checksums_are_those_of_the_files(client, registry):
    files = _files(client)

    listed = dict(reversed(line.split("  ")) for line in files.pop("SHA256SUMS").decode().splitlines())
    assert listed == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def test_the_page_and_the_list_of_checksums_name_the_bytes_that_are_sent(client, registry):
    checksum = hashlib.sha256(_bytes(client)).hexdigest()

    assert client.get("/data/checksums.txt").content.decode() == f"{checksum}  honors-registry.zip\n"
    assert checksum in client.get("/data/").content.decode()


def test_the_same_record_gives_the_same_bytes_on_another_machine(client, registry, settings, tmp_path):
    first = _bytes(client)
    settings.DATA_DIR = tmp_path / "elsewhere"

    assert _bytes(client) == first


def test_a_change_gives_another_package_and_none_makes_none(client, registry, monkeypatch):
    first, made = _bytes(client), []
    written = keeping.write_package
    monkeypatch.setattr(keeping, "write_package", lambda *asked: made.append(1) or written(*asked))

    assert _bytes(client) == first
    assert made == []
    make_case("又一篇", state=CaseState.PUBLISHED)
    assert _bytes(client) != first
    assert made == [1]


@pytest.mark.parametrize("state", [ListState.DRAFT, ListState.REVIEW, ListState.WITHDRAWN])
def test_what_is_not_public_is_in_no_file_of_the_package(client, registry, state):
    hidden = make_entry(
        make_organization("机密居民区党总支"), honor_list=make_list(award_round=make_round(8), state=state)
    )
    make_case("机密案例", organization=registry, state=CaseState.DRAFT)

    told = b"".join(_files(client).values()).decode()

    assert "陶家宅居民区党总支" in told
    assert [one for one in ("机密", hidden.verify_code, "jinyin/8") if one in told] == []


def test_a_case_whose_moment_has_come_is_in_the_package_whoever_asks_first(client, registry):
    _bytes(client)
    make_case("定时案例", state=CaseState.SCHEDULED)

    assert "定时案例" in _files(client)["cases.json"].decode()


def test_no_cell_of_the_package_is_a_formula(client):
    make_entry(make_organization("=cmd党总支"), state=ListState.RELEASED)

    assert [row["name_as_printed"] for row in _rows(_files(client)["honors.csv"])] == ["'=cmd党总支"]


def test_a_table_longer_than_what_is_read_at_once_is_whole(client, monkeypatch):
    monkeypatch.setattr("showcase.api.nouns.AT_ONCE", 2)
    honor_list = make_list(state=ListState.RELEASED)
    for number in range(5):
        make_entry(make_organization(f"第{number}居民区党总支"), honor_list=honor_list)

    rows = _rows(_files(client)["honors.csv"])

    assert len({row["id"] for row in rows}) == len(rows) == 5


def test_the_dictionary_explains_every_column_of_every_table(client, registry):
    explained = {(row["文件"], row["列"]) for row in _rows(_files(client)["dictionary.csv"])}
    page = client.get("/data/").content.decode()

    assert {(table.name, column.name) for table in TABLES for column in table.columns} <= explained
    assert [one.meaning for _, columns in dictionary() for one in columns if not one.meaning] == []
    assert [name for _, name in explained if f"<code>{name}</code>" not in page] == []
    assert "允许的值：printed 原文写明；inherited 沿用上一行（待确认）" in page


def test_every_value_in_the_package_is_one_that_the_dictionary_allows(client, registry):
    make_entry(honor_list=make_list(award_round=make_round(8), state=ListState.NOTICE), tier=make_tier("特", rank=None))
    files = _files(client)

    for table in TABLES:
        allowed = {column.name: set(column.values) for column in table.columns if column.values}
        for row in _rows(files[f"{table.name}.csv"]):
            assert [name for name, values in allowed.items() if row[name] and row[name] not in values] == []


def test_an_empty_registry_has_a_package_too(client):
    ContentVersion.objects.all().delete()

    files = _files(client)

    assert json.loads(files["honors.json"]) == {"honors": []}
    assert "还没有内容" in client.get("/data/").content.decode()


def test_the_terms_stand_on_the_page_and_in_the_package(client, registry):
    sentence = "本站公开的数据可以免费使用、转载、整理和再发布"

    assert sentence in client.get("/data/").content.decode()
    assert sentence in _files(client)["README.txt"].decode("utf-8-sig")


def test_who_asks_while_another_makes_the_package_is_told_to_come_back(client, registry, monkeypatch):
    monkeypatch.setattr(keeping, "PATIENCE", 0)
    with keeping._alone():
        answers = [client.get(path) for path in ("/data/", "/data/honors-registry.zip", "/data/checksums.txt")]
    after = client.get("/data/")

    assert [(one.status_code, one["Retry-After"]) for one in answers] == [(503, "10")] * 3
    assert "数据文件正在生成" in answers[0].content.decode()
    assert after.status_code == 200


def test_who_waited_is_given_what_the_other_made(registry, monkeypatch):
    version = ContentVersion.objects.first()
    made = keeping._made(version)
    monkeypatch.setattr(keeping, "_made", None)

    assert keeping._made_once(version) == made
