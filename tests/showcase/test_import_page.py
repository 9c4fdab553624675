"""The page from the command line: the plan, the drafts, what is printed and how it ends."""

import io
import json
import os

import pytest
from django.core.management import CommandError, call_command

from awards.models import ImportBatch
from showcase.documents.page.receiving import TOO_LARGE
from showcase.models import CaseStudy, DocumentImport
from tests.showcase.documents.page_scene import make_registry
from tests.showcase.documents.pages import SEED

pytestmark = pytest.mark.django_db


def run(*options, path=SEED):
    """What is printed, what is said beside it, and the exit status."""
    printed, beside = io.StringIO(), io.StringIO()
    try:
        call_command("import_page", str(path), *options, stdout=printed, stderr=beside)
    except SystemExit as done:
        return printed.getvalue(), beside.getvalue(), done.code
    return printed.getvalue(), beside.getvalue(), 0


def test_without_apply_nothing_is_written():
    make_registry()

    printed, _, status = run()

    assert (CaseStudy.objects.count(), ImportBatch.objects.count(), status) == (0, 0, 0)
    assert "可写入 6，待决定 0，已在册 0，有错误 0" in printed


def test_the_report_has_the_shape_of_import_honors_and_the_rest_of_the_page():
    make_registry()

    report = json.loads(run("--json", "--apply")[0])

    record = DocumentImport.objects.get()
    assert {"batch", "rows", "counts", "foreword", "ceremony", "cases", "decisions"} <= set(report)
    assert (report["batch"], report["counts"]) == (
        record.batch_id,
        {"ready": 6, "decide": 0, "recorded": 0, "error": 0},
    )
    assert [(row["round"], row["verdict"]) for row in report["rows"]] == [
        *[("jinyin/7", "ready")] * 5,
        ("wuxing/4", "ready"),
    ]
    assert (report["foreword"][:5], report["ceremony"]["held_on"]) == ("社区是城市", "2021-11-24")
    assert [len(case["captions"]) for case in report["cases"]] == [2, 4, 4]
    assert [len(case["lessons"]) for case in report["cases"]] == [3, 3, 3]
    assert report["decisions"] == record.decisions


def test_rows_that_need_a_person_end_with_one():
    assert run("--json")[2] == 1


def test_the_second_time_says_so_and_shows_the_drafts_there_are():
    first = json.loads(run("--json", "--apply")[0])

    printed, beside, _ = run("--json", "--apply")

    assert "以前导入过" in beside
    again = json.loads(printed)
    assert [case.pop("verdict") for case in first["cases"]] == ["ready"] * 3
    assert [case.pop("verdict") for case in again["cases"]] == ["recorded"] * 3
    assert again == first


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.write_bytes(b""), "没有文字可以读取。"),
        (lambda path: path.write_bytes(b"\x00\xff" * 500), "这不是文字文件"),
        (lambda path: path.write_text("今天的会议改到下午三点，请大家准时参加。"), "没有读到编者按、光荣榜或案例"),
        (lambda path: (path.touch(), os.truncate(path, 200 * 1024 * 1024)), TOO_LARGE),
        (lambda path: None, "打不开文件"),
    ],
    ids=["empty", "binary", "no page", "200 MB", "missing"],
)
def test_what_cannot_be_read_ends_with_two_and_writes_nothing(tmp_path, make, message):
    path = tmp_path / "版面.txt"
    make(path)

    with pytest.raises(CommandError, match=message) as refused:
        run("--apply", path=path)

    assert (refused.value.returncode, DocumentImport.objects.count()) == (2, 0)


def test_cases_on_record_are_told_and_left_alone_when_the_page_comes_again_typed_anew(tmp_path):
    make_registry()
    run("--apply")
    CaseStudy.objects.update(lead="编辑改过的导语")
    again = tmp_path / "again.txt"
    again.write_text(SEED.read_text("utf-8").replace("“四先” ", "“四先”　") + "\n\n\n", "utf-8")

    planned = run(path=again)[0]
    report = json.loads(run("--json", "--apply", path=again)[0])

    assert planned.count("案例　已在册　") == 3
    assert [case["verdict"] for case in report["cases"]] == ["recorded"] * 3
    assert set(CaseStudy.objects.values_list("lead", flat=True)) == {"编辑改过的导语"}
    told = [one["question"] for one in report["decisions"] if one["case"]]
    assert told == [
        f"同一份版面的案例《{title}》已在册，没有另建草稿，也没有改动它。"
        for title in CaseStudy.objects.order_by("position").values_list("title", flat=True)
    ]
