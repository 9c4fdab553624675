"""Word files that would harm, hang or fill a careless reader: each refused in Chinese, or read within bounds."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from awards.importing.rows import UnreadableSource
from showcase.documents.word.reading import NOTHING_IN_IT, read_case
from tests.files.documents.building import Document, paragraph, picture_bytes
from tests.files.documents.making_articles import LEAD, TITLE
from tests.pace import is_within
from tests.showcase.documents.reading import FILES, only_figure

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[3]
SECONDS, MEGABYTES = 5, 300
MEASURE = """
import resource, sys
from awards.importing.rows import UnreadableSource
from showcase.documents.word.reading import read_case
from showcase.photos.processing import prepare_photo
data = sys.stdin.buffer.read()
try:
    draft = read_case(data, "a.docx")
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    print("pictures", [prepare_photo(figure.read_picture()).width for _, figure in draft.figures()])
except UnreadableSource as refusal:
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    print("refused", refusal)
# Not ru_maxrss: a new process inherits that from the one that started it.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(peak.split()[1]) // 1024, used)
"""
REFUSED = {
    "external_picture.docx": "文件里有图片没有存进文件，只是外部链接",
    "external_entity.docx": "文件里有不允许的外部引用",
    "entity_behind_a_long_comment.docx": "文件里有不允许的外部引用",
    "macros_under_another_name.docx": "文件带有宏",
    "truncated.docx": "文件已损坏或不完整",
    "broken_xml.docx": "文件已损坏或不完整",
    "locked.docx": "文件加了密码",
    "really_an_old_word_file.docx": "这是旧版 Word 文件",
    "really_a_picture.docx": "文件已损坏或不完整",
    "word_under_another_name.pdf": r"文件名以 \.pdf 结尾，内容却是 Word 文件",
    "empty.docx": "文件是空的",
    "nothing_in_it.docx": NOTHING_IN_IT,
    "bomb.docx": "文件解压后过大",
    "endless_elements.docx": "文件里的文字和格式过多",
    "nested_too_deep.docx": "文件解压后过大",
}


def weighed(data: bytes) -> str:
    """What reading ``data`` says, after checking that it took neither too long nor too much."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", MEASURE], input=data, capture_output=True, cwd=ROOT, check=True
    )
    said, usage = done.stdout.decode().strip().splitlines()
    memory, seconds = usage.split()
    assert is_within(float(seconds), SECONDS)
    assert int(memory) < MEGABYTES
    return said


def forty_photos() -> bytes:
    """A document of some 50 MB: three photos as a phone takes them, the rest as heavy but quicker to decode."""
    document = Document().add(paragraph(TITLE), paragraph(LEAD))
    large = picture_bytes(size=(4000, 3000)) + bytes(1_200_000)
    small = picture_bytes(size=(400, 300)) + bytes(1_200_000)
    for number in range(40):
        document.add(paragraph(document.picture(large if number % 16 == 0 else small)))
    return document.saved()


def full_of_text() -> bytes:
    """As many paragraphs as are taken in, with looks and long texts."""
    looks = "<w:b/><w:i/><w:u/><w:sz/><w:szCs/><w:color/><w:shd/><w:kern/><w:lang/>"
    body = f"<w:p><w:r><w:rPr>{looks}</w:rPr><w:t>{'党' * 90}</w:t></w:r></w:p>" * 5_500
    return Document().add(body).saved()


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_with_what_to_do(name):
    with pytest.raises(UnreadableSource, match=REFUSED[name]) as refused:
        read_case((FILES / "hostile" / name).read_bytes(), name)

    assert "请" in str(refused.value)
    assert "名单" not in str(refused.value)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured through /proc")
@pytest.mark.parametrize("name", ["bomb", "endless_elements", "nested_too_deep", "entity_behind_a_long_comment"])
def test_a_bomb_is_answered_within_five_seconds_and_three_hundred_megabytes(name):
    assert weighed((FILES / "hostile" / f"{name}.docx").read_bytes()).startswith("refused")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured through /proc")
def test_the_longest_text_that_is_taken_in_is_read_within_bounds():
    assert weighed(full_of_text()) == "pictures []"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured through /proc")
def test_forty_photos_are_cleaned_one_by_one_within_three_hundred_megabytes():
    assert weighed(forty_photos()) == f"pictures {[3200 if number % 16 == 0 else 400 for number in range(40)]}"


def test_two_hundred_megabytes_are_refused_unread():
    with pytest.raises(UnreadableSource, match="文件超过 60 MB"):
        read_case(b"PK\x03\x04" + bytes(200 * 1024 * 1024), "a.docx")


def test_a_part_that_is_not_word_is_refused_as_such():
    with pytest.raises(UnreadableSource, match="这不是 Word 文件"):
        read_case((FILES.parent / "honors/xlsx/no_header.xlsx").read_bytes(), "a.xlsx")


def test_a_picture_that_unpacks_to_too_much_is_refused_alone(monkeypatch):
    document = Document().add(paragraph(TITLE), paragraph(LEAD))
    document.add(paragraph(document.picture(b"\xff" * 1000)))
    figure = only_figure(read_case(document.saved(), "a.docx"))

    monkeypatch.setattr("showcase.documents.word.reading.MAX_PICTURE_BYTES", 999)

    with pytest.raises(ValidationError, match="图片超过 20 MB"):
        figure.read_picture()
