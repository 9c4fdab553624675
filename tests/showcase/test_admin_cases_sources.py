"""The source beside the draft, and what the import left for people to decide."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from organizations.choices import SourceKind
from organizations.receiving import keep_file
from organizations.roles import AUDITOR, EDITOR
from showcase.admin.authoring.sources import LOST, OTHER_KIND
from showcase.choices import CaseState, DocumentKind
from showcase.deciding import CHANGED, reopen_decision, settle_decision
from showcase.models import DocumentImport
from tests.awards.importing.reading.samples import HONORS
from tests.factories import make_case, make_staff
from tests.files.documents.building import Document, paragraph
from tests.reading import words_of
from tests.showcase.writing import page, writing

pytestmark = pytest.mark.django_db
TEXT = "近年来，\n居民区。".encode()
NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)


@pytest.fixture
def editor(client):
    user = make_staff(EDITOR, full_name="编辑甲")
    client.force_login(user)
    return user


def received(data, name):
    return keep_file(data, name, kind=SourceKind.NEWSPAPER, headline="收到的稿子")


def imported(case, *questions, data=TEXT, name="版面.txt"):
    decisions = [{"place": "第 3 行", "question": question, "case": slug} for question, slug in questions]
    document = DocumentImport.objects.create(source=received(data, name), kind=DocumentKind.PAGE, decisions=decisions)
    document.cases.add(case)
    return document


def beside(client, case):
    return [one.question for one in client.get(page(case)).context["questions"]]


def tick(client, case, document, changes=None):
    data = {"document": document.pk, "number": "0", "question": "哪一年？", "settled": "1"}
    return client.post(writing("decisions", case), data | (changes or {}), headers={"accept": "application/json"})


def test_the_text_of_a_page_is_shown_beside_the_draft(client, editor):
    case = make_case()
    imported(case)

    response = client.get(writing("source", case))

    assert ("近年来，" in words_of(response), "居民区。" in words_of(response)) == (True, True)
    assert client.get(page(case)).context["source_url"] == writing("source", case)


def test_a_word_file_is_shown_as_text_with_its_tables(client, editor):
    case = make_case(source=received((HONORS / "docx/merged_cells.docx").read_bytes(), "稿子.docx"))

    response = client.get(writing("source", case))

    [shown] = response.context["sources"]
    assert shown.obstacle == ""
    assert [line for line in shown.lines if "|" in line] != []


def test_whatever_was_taken_in_is_shown_however_heavy_its_pictures(client, editor):
    document = Document().add(paragraph("一段正文。"))
    document.picture(bytes(21 * 1024 * 1024))
    case = make_case(source=received(document.saved(), "a.docx"))

    [shown] = client.get(writing("source", case)).context["sources"]

    assert (shown.lines, shown.obstacle) == (["一段正文。"], "")


def test_what_is_too_heavy_to_show_says_what_to_do(client, editor, monkeypatch):
    monkeypatch.setattr("showcase.admin.authoring.sources.MAX_BYTES", 10)
    case = make_case(source=received("十个字以上的一段文字。".encode(), "a.txt"))

    [shown] = client.get(writing("source", case)).context["sources"]

    assert (shown.lines, shown.obstacle) == ([], "文件太大，文字不能显示在这里，请下载后对照。")


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"%PDF-1.7", "稿子.pdf"), (b"PK\3\4 broken", "稿子.docx"), (b"\xff\xfe\xff\xff\xff", "稿子.txt"), (b"\0\1", "x")],
)
def test_a_file_that_is_no_text_says_so_and_can_be_had(client, editor, data, name):
    case = make_case(source=received(data, name))

    [shown] = client.get(writing("source", case)).context["sources"]

    assert (shown.lines, shown.obstacle) == ([], OTHER_KIND)


def test_a_file_that_is_gone_says_so(client, editor):
    case = make_case(source=received("字".encode(), "a.txt"))
    case.source.file.storage.delete(case.source.file.name)

    [shown] = client.get(writing("source", case)).context["sources"]

    assert shown.obstacle == LOST


def test_the_source_of_another_case_is_not_shown(client, editor):
    imported(make_case("别的案例"), data="不该看到".encode())

    response = client.get(writing("source", make_case()))

    assert (response.context["sources"], "不该看到" in words_of(response)) == ([], False)


def test_only_what_concerns_the_case_or_the_whole_page_is_asked(client, editor):
    case = make_case()
    imported(case, ("哪一年？", ""), ("图片是哪张？", case.slug), ("别的案例的事？", "another"))

    assert beside(client, case) == ["哪一年？", "图片是哪张？"]


def test_ticking_off_keeps_who_and_when(client, editor):
    case = make_case()
    document = imported(case, ("哪一年？", ""))

    with time_machine.travel(NOON, tick=False):
        client.force_login(editor)
        answer = tick(client, case, document)

    document.refresh_from_db()
    assert answer.json() == {"error": "", "by": "编辑甲"}
    assert document.decisions[0] | {"settled_by": "编辑甲", "settled_at": NOON.isoformat()} == document.decisions[0]
    assert document.history.order_by("history_id").last().history_user == editor


def test_a_tick_stays_with_whoever_was_first_and_may_be_taken_away(client, editor):
    document = imported(make_case(), ("哪一年？", ""))
    settle_decision(document, 0, "哪一年？", editor)

    settle_decision(document, 0, "哪一年？", make_staff(EDITOR, full_name="编辑乙"))

    document.refresh_from_db()
    assert document.decisions[0]["settled_by"] == "编辑甲"
    reopen_decision(document, 0, "哪一年？")
    document.refresh_from_db()
    assert "settled_at" not in document.decisions[0]


@pytest.mark.parametrize(("number", "question"), [(0, "另一个问题？"), (1, "哪一年？"), (-1, "哪一年？")])
def test_a_question_that_is_not_there_any_more_is_not_ticked(editor, number, question):
    document = imported(make_case(), ("哪一年？", ""))

    with pytest.raises(ValidationError) as refusal:
        settle_decision(document, number, question, editor)

    assert refusal.value.messages == [CHANGED]


def test_without_a_script_one_comes_back_to_the_case(client, editor):
    case = make_case()
    document = imported(case, ("哪一年？", ""))
    data = {"document": document.pk, "number": "0", "question": "哪一年？", "settled": "1"}

    response = client.post(writing("decisions", case), data)

    assert (response.status_code, response.url) == (302, page(case))


@pytest.mark.parametrize("changes", [{"document": "x"}, {"document": "9" * 30}, {"number": "-1"}, {"number": "²"}])
def test_nonsense_is_not_found(client, editor, changes):
    case = make_case()
    document = imported(case, ("哪一年？", ""))

    assert tick(client, case, document, changes).status_code == 404


@pytest.mark.parametrize(("role", "state"), [(AUDITOR, CaseState.DRAFT), (EDITOR, CaseState.REVIEW)])
def test_who_may_not_write_the_case_decides_nothing(client, role, state):
    case = make_case(state=state)
    document = imported(case, ("哪一年？", ""))
    client.force_login(make_staff(role))

    answers = [tick(client, case, document).status_code, client.get(writing("source", case)).status_code]

    document.refresh_from_db()
    assert (answers, "settled_at" in document.decisions[0]) == ([403, 403], False)
