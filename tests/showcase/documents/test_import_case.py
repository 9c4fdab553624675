"""``manage.py import_case``: a report that says what was made and what is open, and an exit status to match."""

import io

import pytest
from django.core.management import CommandError, call_command

from showcase.models import CaseStudy
from tests.factories import make_organization
from tests.files.documents.making_articles import FIRST, SECOND, TITLE
from tests.showcase.documents.reading import FILES

pytestmark = pytest.mark.django_db

ARTICLE = FILES / "articles/three_captioned_photos.docx"


def run(path, *arguments):
    """Exit status and report."""
    said = io.StringIO()
    try:
        call_command("import_case", str(path), *arguments, stdout=said, stderr=io.StringIO())
    except SystemExit as done:
        return done.code, said.getvalue().splitlines()
    return 0, said.getvalue().splitlines()


def test_a_clear_file_is_reported_whole():
    make_organization("陶家宅居民区党总支")

    assert run(ARTICLE) == (
        0,
        [
            f"草稿　{TITLE}　网址名 {CaseStudy.objects.get().slug}",
            "党组织　华阳路街道陶家宅居民区党总支",
            f"章节 1　{FIRST}",
            f"章节 2　{SECOND}",
            "图片 1　图1 针对社区议题进行协商沟通",
            "图片 2　改造后的大西别墅邻里花园（缺替代文字）",
            "图片 3　党员带头签署《垃圾分类承诺书》（缺替代文字）",
            "经验启示　2 条",
        ],
    )


def test_a_file_that_leaves_questions_exits_with_one():
    status, report = run(FILES / "mess/tracked_changes.docx")

    assert (status, report[1]) == (1, "党组织　（待决定）")
    assert [line.split("：")[0] for line in report if line.startswith("待决定")] == ["待决定　修订", "待决定　党组织"]


def test_the_organization_may_be_given():
    make_organization("长一居民区党总支")

    status, report = run(FILES / "articles/no_headings.docx", "--organization", "长一居民区党总支")

    assert (status, report[1]) == (0, "党组织　长一居民区党总支")


@pytest.mark.parametrize(
    ("path", "message"),
    [(FILES / "hostile/truncated.docx", "文件已损坏"), (FILES / "no_such_file.docx", "打不开文件")],
)
def test_an_unreadable_file_exits_with_two(path, message):
    with pytest.raises(CommandError, match=message) as refused:
        run(path)

    assert (refused.value.returncode, CaseStudy.objects.count()) == (2, 0)
