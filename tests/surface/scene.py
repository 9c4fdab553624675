"""A registry with something at every address: what readers see, and beside it drafts that bear a mark."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import Group
from django.db.models import Model
from django.utils import timezone

from awards.choices import ListState, StandingAct, TierBasis, Verdict
from awards.correcting import correct_entry
from awards.models import AnnouncedCount, Ceremony, HonorEntry, HonorList, ImportRow
from awards.standing import change_standing
from organizations.choices import NameKind
from organizations.models import StaffUser, Subdistrict
from organizations.naming import give_name
from organizations.roles import CLERK
from showcase.choices import CaseState, DocumentKind, SignOffAct
from showcase.indexing import index_all
from showcase.models import (
    CaseCorrection,
    CaseSection,
    CaseStudy,
    DocumentImport,
    ErrorReport,
    Lesson,
    Photo,
    Redirect,
    SiteSettings,
    WatchedWord,
)
from showcase.photos.releasing import release_photos
from showcase.previewing import make_preview_link
from showcase.signing import sign
from tests.config.marked import MARK, Scene, make_scene
from tests.factories import (
    make_case,
    make_ceremony,
    make_entry,
    make_list,
    make_neighborhood,
    make_organization,
    make_round,
    make_staff,
    make_subdistrict,
)
from tests.showcase.photos.shelves import make_photo

MINE, OTHER = "新华路街道", "华阳路街道"


@dataclass
class Surface:
    """One record of every kind that has an address, and those that readers may or may not see.

    ``place`` is the subdistrict of all that is marked; ``elsewhere`` is another.
    """

    place: Subdistrict
    elsewhere: Subdistrict
    drafts: Scene
    shown: HonorEntry
    draft_case: CaseStudy
    shown_case: CaseStudy
    hidden_photo: Photo
    shown_photo: Photo
    preview: str
    ended_preview: str
    hidden_ceremony: Ceremony
    missing_scheme: str
    others: list[Model] = field(default_factory=list)

    def target(self, model: type[Model]) -> Model:
        """What stands in an address of ``model``: the marked record where there is one, else the latest made."""
        kind = model._meta.concrete_model
        if model._meta.proxy and (listed := model._default_manager.order_by("-pk").first()):
            # A worklist is another page of the same record, and lists only what is wrong.
            return listed
        return next((one for one in self._named() if type(one) is kind), None) or kind._base_manager.latest("pk")

    def _named(self) -> Iterable[Model]:
        drafts = self.drafts
        yield from (drafts.draft, drafts.entry, drafts.batch, drafts.row, drafts.batch.source, *drafts.bin)
        yield drafts.entry.organization
        yield from (self.draft_case, self.hidden_photo, *self.others)


def make_surface() -> Surface:
    """All of it, in the database and in the storages of the moment."""
    place, elsewhere = make_subdistrict(MINE), make_subdistrict(OTHER)
    clerk = make_staff(CLERK, username="who-entered")
    clerk.subdistricts.add(place)
    drafts = make_scene(place, clerk)
    shown = _make_honour(elsewhere)
    shown_case = make_case("公开的案例", organization=shown.organization, state=CaseState.PUBLISHED, slug="gongkai")
    shown_photo = make_photo(shown_case)
    release_photos(shown_case)
    shown_photo.refresh_from_db()
    draft_case, hidden_photo = _make_draft_case(drafts, clerk)
    surface = Surface(
        place,
        elsewhere,
        drafts,
        shown,
        draft_case,
        shown_case,
        hidden_photo,
        shown_photo,
        preview=make_preview_link(draft_case, clerk).path.split("/")[2],
        ended_preview=_withdrawn_link(clerk),
        hidden_ceremony=make_ceremony("mijian-hui", title=f"{MARK}展示会"),
        missing_scheme=_name_a_missing_round(drafts),
        others=[Group.objects.get(name=CLERK), clerk],
    )
    _leave_something_to_do(drafts)
    _make_rest(shown)
    index_all()
    return surface


def _make_honour(place: Subdistrict) -> HonorEntry:
    """A public honour with a past: corrected, revoked."""
    award_round = make_round(6, ceremony=make_ceremony("zhanshihui"), document_number="1")
    organization = make_organization("华阳居民区党总支", subdistrict=place)
    public = make_list(award_round=award_round, subdistrict=place, state=ListState.RELEASED)
    shown = make_entry(organization, honor_list=public)
    correct_entry(shown, "position", 9, "次序有误", None)
    change_standing(shown, StandingAct.REVOKE, decision_number="1", decided_on=date(2022, 1, 1), reason="有误", by=None)
    return shown


def _make_draft_case(drafts: Scene, by: StaffUser) -> tuple[CaseStudy, Photo]:
    """A case nobody has released, with something to give away in every part."""
    organization = drafts.entry.organization
    case = make_case(f"{MARK}标题", slug="mijian", lead=f"{MARK}导语", organization=organization, written_by=by)
    section = CaseSection.objects.create(case=case, position=1, heading=f"{MARK}小标题", body=f"{MARK}正文")
    Lesson.objects.create(case=case, number=1, statement=f"{MARK}启示", explanation=MARK)
    sign(case, SignOffAct.RETURN, by, note=MARK)
    record = DocumentImport.objects.create(
        source=drafts.batch.source,
        kind=DocumentKind.WORD,
        decisions=[{"place": MARK, "question": MARK, "case": case.slug}],
        created_by=by,
    )
    record.cases.add(case)
    return case, make_photo(case, section=section, caption=f"{MARK}图片", alternative_text=MARK)


def _withdrawn_link(by: StaffUser) -> str:
    """A link to a case that has been taken back since."""
    case = make_case(f"{MARK}撤下的案例", slug="chexia", state=CaseState.WITHDRAWN)
    link = make_preview_link(case, by).path.split("/")[2]
    CaseStudy.objects.filter(pk=case.pk).update(preview_nonce="0")
    return link


def _name_a_missing_round(drafts: Scene) -> str:
    """A row that names a round nobody has registered; the words it names the scheme with."""
    named = drafts.draft.round.scheme.name
    ImportRow.objects.create(
        batch=drafts.batch,
        number=2,
        location=MARK,
        organization_text=MARK,
        verdict=Verdict.DECIDE,
        subdistrict=drafts.place,
        rest={"round": {"scheme": named, "number": 9}},
    )
    return named


def _leave_something_to_do(drafts: Scene) -> None:
    """Marked records for the worklists that would else be empty."""
    one = make_organization("兴业居民区党总支", subdistrict=drafts.place)
    make_organization("兴业居民区党支部", subdistrict=drafts.place)
    make_entry(one, honor_list=drafts.draft, tier_basis=TierBasis.NONE_PRINTED, name_as_printed=f"{MARK}兴业")
    make_photo(CaseStudy.objects.get(slug="mijian"), caption=f"{MARK}无字", alternative_text="")
    drafts.draft.round.announced_counts.create(subdistrict=drafts.place, count=50)
    HonorList.objects.filter(pk=drafts.draft.pk).update(returned_at=timezone.now(), return_reason=f"{MARK}缺一行")
    make_case(f"{MARK}送审的案例", slug="songshen", state=CaseState.REVIEW)


def _make_rest(shown: HonorEntry) -> None:
    """Records that have a page of their own and nothing to hide but from those without the right."""
    AnnouncedCount.objects.create(round=shown.round, count=50)
    give_name(shown.organization, "华阳总支", NameKind.ABBREVIATION)
    make_neighborhood(subdistrict=shown.subdistrict)
    CaseCorrection.objects.create(
        case=CaseStudy.objects.get(slug="gongkai"), place="标题", before="甲", after="乙", reason="有误"
    )
    ErrorReport.objects.create(page="/", message="年份不对")
    Redirect.objects.create(old_path="/a/", new_path="/b/")
    WatchedWord.objects.create(word="最", advice="慎用")
    SiteSettings.objects.get_or_create(pk=1)
