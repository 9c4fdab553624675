"""Every rule the database keeps about what readers see: what breaks it, and what the editor is told."""

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone

from showcase.choices import CaseState, ReportState
from showcase.models import (
    CaseCorrection,
    CaseOrganization,
    CaseSection,
    CaseSignOff,
    CaseStudy,
    ContentVersion,
    DocumentImport,
    ErrorReport,
    Lesson,
    Photo,
    Redirect,
    SearchDocument,
    SiteSettings,
    WatchedWord,
)
from tests.factories import make_case, make_organization, make_source, make_staff
from tests.refusals import constraints_of, database_refusal, refusal_of_full_clean, signs_of

CONSTRAINTS = constraints_of("showcase")


def a_case(**facts) -> CaseStudy:
    """A case that nothing stands against, save what ``facts`` say; not saved."""
    return CaseStudy(**{"slug": "sixian", "title": "坚持党员“四先” 破解治理难题", **facts})


def a_section(**facts) -> CaseSection:
    return CaseSection(case=make_case(), **{"position": 1, "heading": "带头学法用法", **facts})


def a_correction(**facts) -> CaseCorrection:
    ordinary = {"place": "第一节", "before": "金廷", "after": "金庭", "reason": "原文如此"}
    return CaseCorrection(case=make_case(), **{**ordinary, **facts})


def a_report(**facts) -> ErrorReport:
    return ErrorReport(**{"page": "/cases/sixian/", "message": "第二段漏了一个字", **facts})


def a_photo(**facts) -> Photo:
    if "case" not in facts:
        facts["case"] = make_case()
    return Photo(**{"caption": "针对社区议题进行协商沟通", **facts})


def a_redirect(**facts) -> Redirect:
    return Redirect(**{"old_path": "/cases/old/", "new_path": "/cases/new/", **facts})


def a_case_released_by_its_author() -> CaseStudy:
    author = make_staff()
    return a_case(written_by=author, released_by=author)


def the_same_organization_twice_in_a_case() -> CaseOrganization:
    case = make_case(organization=make_organization())
    first = case.case_organizations.get()
    return CaseOrganization(case=case, organization=first.organization, name_as_printed="陶家宅党总支")


def two_sections_in_one_place() -> CaseSection:
    first = a_section()
    first.save()
    return CaseSection(case=first.case, position=first.position, heading="统筹整合多方资源")


def two_lessons_of_one_number() -> Lesson:
    first = Lesson.objects.create(case=make_case(), number=1, statement="党的领导是社区治理的根本保证")
    return Lesson(case=first.case, number=1, statement="依法治理是确保人民安居乐业的有力保障")


def a_photo_of_an_organization_in_a_section() -> Photo:
    section = a_section()
    section.save()
    return a_photo(case=None, organization=make_organization(), section=section)


BROKEN = {
    "showcase_case_state_known": lambda: a_case(state="lost"),
    "showcase_case_published_has_time": lambda: a_case(state=CaseState.PUBLISHED),
    "showcase_case_scheduled_has_time": lambda: a_case(state=CaseState.SCHEDULED),
    "showcase_case_released_by_another": a_case_released_by_its_author,
    "showcase_case_withdrawal_has_reason": lambda: a_case(state=CaseState.WITHDRAWN, withdrawn_at=timezone.now()),
    "showcase_case_named": lambda: a_case(title=""),
    "showcase_case_organization_once": the_same_organization_twice_in_a_case,
    "showcase_case_organization_has_printed_name": lambda: CaseOrganization(
        case=make_case(), organization=make_organization(), name_as_printed=""
    ),
    "showcase_section_position_once": two_sections_in_one_place,
    "showcase_section_not_empty": lambda: a_section(heading=""),
    "showcase_lesson_number_once": two_lessons_of_one_number,
    "showcase_lesson_not_empty": lambda: Lesson(case=make_case(), number=1, statement=""),
    "showcase_case_correction_has_reason": lambda: a_correction(reason=""),
    "showcase_case_correction_changes_something": lambda: a_correction(after="金廷"),
    "showcase_report_state_known": lambda: a_report(state="lost", outcome="已核对"),
    "showcase_report_outcome_explained": lambda: a_report(state=ReportState.ACCEPTED),
    "showcase_photo_one_owner": lambda: a_photo(organization=make_organization()),
    "showcase_photo_section_needs_case": a_photo_of_an_organization_in_a_section,
    "showcase_photo_not_empty": lambda: a_photo(caption=""),
    "showcase_photo_decorative_is_silent": lambda: a_photo(is_decorative=True, alternative_text="一群人围坐"),
    "showcase_site_settings_one_row": lambda: SiteSettings(id=2),
    "showcase_site_settings_named": lambda: SiteSettings(name=""),
    "showcase_site_settings_site_code": lambda: SiteSettings(site_code="31010500"),
    "showcase_site_settings_icp_number": lambda: SiteSettings(icp_number="沪备00000000号"),
    "showcase_site_settings_police_number": lambda: SiteSettings(police_number="31010500000000"),
    "showcase_redirect_stays_here": lambda: a_redirect(new_path="//elsewhere.example.org/"),
    "showcase_redirect_moves": lambda: a_redirect(new_path="/cases/old/"),
    "showcase_content_version_one_row": lambda: ContentVersion(id=2),
    "showcase_search_kind_known": lambda: SearchDocument(
        kind="person", title="无", path="/", sort_key="wu", names="\n无\n"
    ),
    "showcase_document_kind_known": lambda: DocumentImport(source=make_source(), kind="rumour"),
    "showcase_sign_off_act_known": lambda: CaseSignOff(case=make_case(), act="wave", at=timezone.now()),
    "showcase_watched_word_says_why": lambda: WatchedWord(word="长宁区区", advice=""),
}

# Here a field's own choices, or its being required, answer first; the rule is not asked then.
FIELD_ANSWERS_FIRST = {
    "showcase_case_named",
    "showcase_case_organization_has_printed_name",
    "showcase_lesson_not_empty",
    "showcase_case_correction_has_reason",
    "showcase_report_state_known",
    "showcase_site_settings_named",
    "showcase_site_settings_site_code",
    "showcase_site_settings_icp_number",
    "showcase_site_settings_police_number",
    "showcase_search_kind_known",
    "showcase_document_kind_known",
    "showcase_sign_off_act_known",
    "showcase_watched_word_says_why",
}


def test_every_constraint_has_a_record_that_breaks_it():
    assert set(CONSTRAINTS) == set(BROKEN)


@pytest.mark.django_db
@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name):
    record = BROKEN[name]()

    refusal = database_refusal(record)

    assert any(sign in refusal for sign in signs_of(CONSTRAINTS[name], record)), refusal


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(BROKEN.keys() - FIELD_ANSWERS_FIRST))
def test_a_form_says_why(name):
    record = BROKEN[name]()

    said = refusal_of_full_clean(record)

    assert said == {NON_FIELD_ERRORS: [CONSTRAINTS[name].violation_error_message]}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(FIELD_ANSWERS_FIRST))
def test_where_a_field_answers_first_the_rule_still_has_its_words(name):
    record = BROKEN[name]()

    said = refusal_of_full_clean(record)
    with pytest.raises(ValidationError) as refused:
        CONSTRAINTS[name].validate(type(record), record)

    assert NON_FIELD_ERRORS not in said
    assert refused.value.messages == [CONSTRAINTS[name].violation_error_message]
