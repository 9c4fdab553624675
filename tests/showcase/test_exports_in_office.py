"""The files of the roll in a real office program: LibreOffice opens them as an office would."""

import os
import shutil
import subprocess
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree

from awards.choices import ListState, TierBasis, Verdict
from awards.exporting import COLUMNS
from awards.importing.planning import Defaults
from awards.importing.receiving import receive_list
from tests.factories import make_entry, make_list, make_organization, make_source, make_tier

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("office")]

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
VALUE_TYPE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"
NAMES = ["陶家宅居民区党总支", "𠮷𫟹居民区党支部", "=1+1党总支", "+1党总支", "-1党总支", "@SUM党总支"]
LONGEST = 120
# As its dialog proposes on seeing the mark at the beginning: comma, quotes, UTF-8.
AS_CHINESE = "--infilter=CSV:44,34,76"


@pytest.fixture(scope="session")
def office() -> str:
    path = shutil.which("soffice")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs LibreOffice: install the Debian package libreoffice-calc-nogui")
        pytest.skip("no LibreOffice on this machine")
    return path


@pytest.fixture
def files(client, tmp_path) -> list[Path]:
    """Both files of a roll with names that a sheet could take for formulas, and rare characters."""
    honor_list = make_list(state=ListState.RELEASED, heading="金银奖榜单", source=make_source("表彰决定"))
    for number, name in enumerate(NAMES):
        make_entry(make_organization(name, slug=f"name-{number}"), honor_list=honor_list, citation="=2+2")
    inherited = make_organization("苏一居民区党总支")
    make_entry(inherited, honor_list=honor_list, tier=make_tier("银奖", rank=3), tier_basis=TierBasis.INHERITED)
    paths = [tmp_path / "名录.xlsx", tmp_path / "名录表.csv"]
    for path in paths:
        path.write_bytes(b"".join(client.get(f"/honors{path.suffix}").streaming_content))
    return paths


def _converted(office: str, file: Path, ending: str) -> Path:
    """The file as LibreOffice writes it after opening, without a window and with a profile of its own."""
    folder = file.parent
    command = [office, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", ending]
    command += [*([AS_CHINESE] if file.suffix == ".csv" else []), "--outdir", str(folder / "out"), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=LONGEST)  # noqa: S603
    return folder / "out" / f"{file.stem}.{ending}"


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row.iter(f"{TABLE}table-cell") if cell.find(f"{TEXT}p") is not None]


def _said(cell: Element) -> str:
    return "".join(cell.find(f"{TEXT}p").itertext())


def test_an_office_opens_both_with_chinese_intact_numbers_as_numbers_and_no_formula_alive(office, files):
    for file in files:
        tree = ElementTree.parse(_converted(office, file, "fods"))
        rows = [cells for row in tree.iter(f"{TABLE}table-row") if (cells := _cells(row))]

        assert [cell.get(f"{TABLE}formula") for row in rows for cell in row if cell.get(f"{TABLE}formula")] == []
        assert [_said(cell) for cell in rows[0]] == list(COLUMNS)
        assert [(_said(row[1]), row[1].get(VALUE_TYPE)) for row in rows[1:]] == [("7", "float")] * 7
        printed = [_said(row[3]) for row in rows[1:]]
        # In a workbook the apostrophe says “text”; in a sheet it stands before what would be run.
        assert {name.lstrip("'") for name in printed} == {*NAMES, "苏一居民区党总支"}


def test_a_workbook_saved_by_an_office_is_on_record_row_by_row(office, files):
    saved = _converted(office, files[0], "xlsx")

    batch = receive_list(saved.read_bytes(), "名录.xlsx", by=None, defaults=Defaults())

    assert list(batch.rows.values_list("verdict", flat=True)) == [Verdict.RECORDED] * 7
