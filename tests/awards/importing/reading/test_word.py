import pytest

from awards.importing.reading import read_source
from awards.importing.rows import UnreadableSource
from tests.awards.importing.reading.samples import in_round, read_sample, tiers_and_names
from tests.files.honors.making_word import cell, document, paragraph, run, table


def test_paragraphs_that_word_numbers_are_names_under_their_tier():
    reading = read_sample("docx/paragraphs_numbered_by_word.docx")

    assert [(row.position, row.tier, row.organization) for row in reading.rows] == [
        ("第 3 段", "金奖标兵", "陶家宅居民区党总支"),
        ("第 5 段", "金奖", "华院居民区党支部"),
        ("第 6 段", "金奖", "华山居民区党总支"),
    ]
    assert [(one.tier, one.count) for one in reading.announced] == [("金奖标兵", 1)]


def test_a_table_stands_under_the_title_above_it_and_a_cell_may_name_two():
    reading = read_sample("docx/table_under_a_title.docx")

    assert [(row.position, row.organization, in_round(row)) for row in reading.rows] == [
        ("表格 1 第 2 行", "华山居民区党总支", ("金银奖", 7)),
        ("表格 1 第 2 行", "岐山居民区党总支", ("金银奖", 7)),
    ]


def test_merged_cells_of_a_table_are_printed_for_each_row():
    reading = read_sample("docx/merged_cells.docx")

    assert [(row.tier, row.tier_basis, row.subdistrict) for row in reading.rows] == [
        ("金奖", "printed", ""),
        ("金奖", "printed", ""),
        ("银奖", "printed", "江苏路街道"),
    ]


def test_a_soft_break_parts_two_lines_or_stands_inside_a_name():
    reading = read_sample("docx/soft_breaks.docx")

    assert [(row.tier_basis, row.organization) for row in reading.rows] == [
        ("printed", "潘东居民区党支部"),
        ("inherited", "苏一居民区党总支"),
        ("printed", "上海德必文化创意产业发展有限公司党支部"),
    ]


def test_tracked_changes_are_read_as_if_accepted():
    assert tiers_and_names(read_sample("docx/tracked_changes.docx")) == [
        ("金奖", "华院居民区党支部"),
        ("金奖", "上海德必文化创意产业发展(集团)有限公司党支部"),
        ("银奖", "华山居民区党总支"),
    ]


def test_a_text_box_is_read_once():
    assert tiers_and_names(read_sample("docx/text_box.docx")) == [("金奖", "华院居民区党支部")]


def test_paragraphs_and_tables_are_read_in_their_order():
    reading = read_sample("docx/two_tables_two_rounds.docx")

    assert [(row.tier, in_round(row)) for row in reading.rows] == [("金奖", ("金银奖", 7)), ("", ("五星奖", 4))]


def test_tabs_part_names():
    names = [row.organization for row in read_sample("docx/tabs_between_names.docx").rows]

    assert names == ["甲居民区党总支", "乙居民区党总支", "丙居民区党总支"]


def test_headings_spaced_out_letter_by_letter_are_known():
    assert tiers_and_names(read_sample("docx/letter_spaced_headings.docx")) == [("金奖", "甲居民区党总支")]


def test_prose_below_a_list_is_said():
    reading = read_sample("docx/list_and_prose.docx")

    assert len(reading.rows) == 3
    assert [problem.position for problem in reading.problems] == ["第 7 段"]


def test_a_name_in_several_runs_and_fields_is_one_name():
    field = '<w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
    line = f"<w:p>{run('金奖 陶家')}{field}{run('宅居民区')}{run('党总支')}</w:p>"

    assert tiers_and_names(read_source(document(line), "a.docx")) == [("金奖", "陶家宅居民区党总支")]


def test_a_table_inside_a_cell_is_a_table_of_its_own():
    inner = table(["单位名称", "等次"], ["甲居民区党总支", "金奖"])
    outer = table([cell("外框").replace("</w:tc>", f"{inner}</w:tc>")])

    assert tiers_and_names(read_source(document(outer), "a.docx")) == [("金奖", "甲居民区党总支")]


def test_the_strict_dialect_and_another_prefix_are_read():
    data = document(paragraph("金奖 甲居民区党总支"))
    from tests.files.honors.making_xlsx import repacked

    body = (
        '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r>'
        "<x:t>金奖 乙居民区党总支</x:t></x:r></x:p></x:body></x:document>"
    )

    reading = read_source(repacked(data, {"word/document.xml": body.encode()}), "a.docx")

    assert tiers_and_names(reading) == [("金奖", "乙居民区党总支")]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("with_macros.docx", "带有宏"),
        ("external_entity.docx", "外部引用"),
        ("truncated.docx", "损坏"),
        ("broken_xml.docx", "损坏"),
        ("nothing_in_it.docx", "没有读到任何内容"),
    ],
)
def test_a_faulty_document_is_refused_with_what_to_do(name, message):
    with pytest.raises(UnreadableSource, match=f"{message}.*请"):
        read_sample(f"docx/{name}")
