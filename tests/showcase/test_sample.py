"""The sample content: what it holds, how it came to be public, and that loading it again is harmless."""

import hashlib

import pytest
from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from awards.choices import ListState, TierBasis
from awards.models import Ceremony, HonorEntry, HonorList
from awards.models.entries import CODE_ALPHABET, CODE_LENGTH
from organizations.choices import NameKind
from organizations.folding import fold, stem_and_level
from organizations.models import Neighborhood, Organization, OrganizationName, SourceDocument
from organizations.romanization import pinyin
from showcase.choices import CaseState
from showcase.models import CaseSection, CaseStudy, Lesson, Photo
from showcase.sample.loading import load_sample
from showcase.sample.page import keep_bytes
from tests.loaded_sample import loaded_sample

pytestmark = pytest.mark.django_db
PAGE = settings.BASE_DIR / "fixtures" / "huayang-newspaper-page.txt"
SAMPLE_MODELS = [
    model for model in apps.get_models() if model._meta.app_label in {"organizations", "awards", "showcase", "auth"}
]


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), loaded_sample(tmp_path_factory.mktemp("sample")) as report:
        yield report


def everything_on_record():
    """Every row of every table, history included, as text."""
    return {
        model._meta.label: serializers.serialize("json", model._base_manager.order_by("pk")) for model in SAMPLE_MODELS
    }


def test_the_organizations_are_the_seven_the_page_names():
    names = OrganizationName.objects.order_by("pk").values_list("organization__slug", "text", "kind")

    assert list(names) == [
        ("taojiazhai", "陶家宅居民区党总支", NameKind.CURRENT),
        ("huayuan", "华院居民区党支部", NameKind.CURRENT),
        ("huayi", "华一居民区党总支", NameKind.CURRENT),
        ("pandong", "潘东居民区党支部", NameKind.CURRENT),
        ("suyi", "苏一居民区党总支", NameKind.CURRENT),
        ("changyi", "长一居民区党总支", NameKind.CURRENT),
        ("debi", "上海德必文化创意产业发展(集团)有限公司党支部", NameKind.CURRENT),
        ("debi", "上海德必文化创意产业发展(集团)股份有限公司党支部", NameKind.VARIANT),
    ]


def test_the_fixture_repeats_names_as_naming_would():
    stored, computed = [], []
    for one in Organization.objects.select_related("subdistrict"):
        name = one.names.get(kind=NameKind.CURRENT).text
        stored.append((one.name, one.name_folded, one.pinyin, one.level, one.canonical_id))
        computed.append((name, fold(name, one.subdistrict.name), pinyin(name), stem_and_level(name)[1], one.pk))

    assert stored == computed
    assert [row.folded for row in OrganizationName.objects.order_by("pk")] == [
        fold(row.text, "华阳路街道") for row in OrganizationName.objects.order_by("pk")
    ]


def test_the_entries_are_the_six_lines_of_the_rolls():
    entries = HonorEntry.objects.order_by("list__round__number", "position")

    assert [(e.name_as_printed, e.tier.name if e.tier else None, e.tier_basis) for e in entries] == [
        ("上海德必文化创意产业发展(集团)有限公司党支部", None, TierBasis.NONE_PRINTED),
        ("陶家宅居民区党总支", "金奖标兵", TierBasis.PRINTED),
        ("华院居民区党支部", "金奖", TierBasis.PRINTED),
        ("华一居民区党总支", "银奖", TierBasis.PRINTED),
        ("潘东居民区党支部", "特色治理奖", TierBasis.PRINTED),
        ("苏一居民区党总支", "特色治理奖", TierBasis.INHERITED),
    ]


def test_verify_codes_are_as_if_drawn_at_random():
    codes = list(HonorEntry.objects.values_list("verify_code", flat=True))

    assert [code for code in codes if len(code) != CODE_LENGTH or set(code) - set(CODE_ALPHABET)] == []
    assert min(len(set(code)) for code in codes) >= 5


def test_the_inferred_year_says_why():
    ceremony = Ceremony.objects.get()

    assert (str(ceremony.held_on), ceremony.year_is_inferred, ceremony.time_of_day) == ("2021-11-24", True, "下午")
    assert "11月24日" in ceremony.date_note
    assert "20年" in ceremony.date_note


def test_what_the_page_does_not_say_stays_empty():
    source = SourceDocument.objects.get()

    assert (source.publication, source.published_on, source.page) == ("", None, "")


def test_the_source_has_the_page_byte_for_byte(loaded):
    source = SourceDocument.objects.get()
    kept = (loaded.accounts_file.parent / "private" / source.file.name).read_bytes()

    assert kept == PAGE.read_bytes()
    assert (source.byte_size, source.sha256) == (len(kept), hashlib.sha256(kept).hexdigest())


def test_half_a_file_of_a_killed_load_is_written_again():
    source = SourceDocument.objects.get()
    default_storage.save(source.file.name, ContentFile(PAGE.read_bytes()[:100]))

    keep_bytes(source, PAGE)

    with default_storage.open(source.file.name) as kept:
        assert kept.read() == PAGE.read_bytes()


def test_sentences_the_columns_broke_are_whole_again():
    bodies = list(CaseSection.objects.values_list("body", flat=True))

    assert sum("切实彰显居民区党总支攻坚克难的决心和能力。" in body for body in bodies) == 1
    assert sum("通知居民限期自行整改。" in body for body in bodies) == 1


def test_only_the_last_sentence_of_debi_is_said_to_break_off():
    broken = CaseSection.objects.exclude(truncated_note="")

    assert [section.body[-5:] for section in broken] == ["实践站、党"]


def test_lessons_give_back_the_lines_of_the_page():
    printed = [line for line in PAGE.read_text("utf-8").splitlines() if line[:4] in {"- 1.", "- 2.", "- 3."}]
    lessons = Lesson.objects.order_by("case__position", "number")
    put_together = [f"- {one.number}.{one.statement};{one.explanation}" for one in lessons]

    assert sorted(put_together) == sorted(printed)
    assert [one.case.slug for one in lessons[::3]] == ["taojiazhai-sixian", "changyi-lingtouyan", "debi-shengtaiquan"]


def test_every_photo_is_an_illustration_with_a_text_and_an_inferred_place():
    photos = Photo.objects.exclude(original="").exclude(alternative_text="").exclude(section=None)

    assert photos.filter(is_illustration=True, placement_is_inferred=True, released_at__isnull=False).count() == 10


def test_lists_and_cases_went_through_four_hands():
    lists = {(str(one.entered_by), str(one.submitted_by), str(one.released_by)) for one in HonorList.objects.all()}
    cases = {(str(one.written_by), str(one.submitted_by), str(one.released_by)) for one in CaseStudy.objects.all()}

    assert lists == {("演示录入员", "演示录入员", "演示审核员")}
    assert cases == {("演示编辑", "演示编辑", "演示主编")}
    assert set(HonorList.objects.values_list("state", flat=True)) == {ListState.RELEASED}
    assert set(CaseStudy.objects.values_list("state", flat=True)) == {CaseState.PUBLISHED}


def test_the_cases_stand_in_the_order_of_the_page():
    slugs = [case.slug for case in CaseStudy.objects.newest_first()]

    assert slugs == ["taojiazhai-sixian", "changyi-lingtouyan", "debi-shengtaiquan"]


def test_every_record_has_a_history_from_the_start():
    without = [
        f"{model._meta.label} {row}"
        for model in SAMPLE_MODELS
        if hasattr(model, "history") and not model.__name__.startswith("Historical")
        for row in model.objects.all()
        if not row.history.filter(history_type="+").exists()
    ]

    assert without == []


def test_loading_again_changes_nothing():
    before = everything_on_record()

    report = load_sample()

    assert everything_on_record() == before
    assert (report.places, report.records) == (0, 0)


def test_loading_again_keeps_what_staff_have_changed_or_deleted():
    Lesson.objects.filter(number=1).update(statement="改过的启示")
    HonorList.objects.update(heading="改过的标题")
    CaseStudy.objects.filter(slug="changyi-lingtouyan").update(slug="renamed")
    Photo.objects.all()[0].delete()
    Neighborhood.objects.filter(name="怡景苑").get().delete()
    Neighborhood.objects.filter(name="陶家宅").update(search_aliases="")
    before = everything_on_record()

    load_sample()

    assert everything_on_record() == before
