"""Who gets what at every address of the project. A new address needs a line here.

Roles are single signs: 游 anonymous, 停 closed account, 民 no member of staff, 空 staff without a role, 录 the clerk of
the subdistrict whose drafts are marked, 邻 the clerk of another, 核 reviewer, 编 editor, 主 chief editor, 审 auditor,
根 superuser. ``—`` is nobody; a cell that begins with ``→`` is answered by leading on to another page. Whoever is not
named is sent to the sign-in page (游停民) or refused (everybody else), reads no marked word, and changes nothing.
"""

from dataclasses import dataclass

from tests.surface.roles import ROLES, STAFF

# A model's pages. “list” is answered with what the person may see: marked rows only to those who may open them.
# “open” reads one marked record, “change” sends its form; “history” is read with every old version.
DESKS = """
model                           list           open           add         change      delete  history
auth.group                      根             根             根          根          根      根
awards.announcedcount           录邻核编主审根 录邻核编主审根 —           —           —       核主审根
awards.awardround               录邻核编主审根 录邻核编主审根 核根        核根        核根    核主审根
awards.awardscheme              录邻核编主审根 录邻核编主审根 核根        核根        核根    核主审根
awards.awardtier                录邻核编主审根 录邻核编主审根 —           —           —       核主审根
awards.ceremony                 录邻核编主审根 录邻核编主审根 核根        核根        核根    核主审根
awards.clashingentry            录邻核审根     →录核审根      —           录核审根    —       →录核审根
awards.correction               录邻核编主审根 邻核编主审根   核        —           —       核主审根
awards.countmismatch            录邻核审根     →核审根        —           核审根      —       →核审根
awards.honorentry               录邻核编主审根 录核编主审根   录邻核根    录核根      录核根  核主审根
awards.honorlist                录邻核编主审根 录核编主审根   录邻核根    录核根      录核根  核主审根
awards.importbatch              录邻核编主审根 →录核编主审根  录邻核根    —           —       核主审根
awards.importrow                录邻核编主审根 录核编主审根   —           —           —       核主审根
awards.possibledouble           录邻核审根     →录核审根      —           录核审根    —       →录核审根
awards.returnedlist             录邻核审根     →录核审根      —           录核审根    —       →录核审根
awards.roundtier                录邻核编主审根 录邻核编主审根 —           —           —       核主审根
awards.standingchange           录邻核编主审根 邻核编主审根   核        —           —       核主审根
awards.unconfirmedentry         录邻核审根     →录核审根      —           录核审根    —       →录核审根
awards.unknownspelling          录邻核审根     →录核审根      —           录核审根    —       →录核审根
awards.unnumberedround          核审根         →核审根        —           核审根      —       →核审根
awards.untieredentry            录邻核审根     →录核审根      —           录核审根    —       →录核审根
awards.waitingbatch             录邻核审根     →录核审根      —           录核审根    —       →录核审根
awards.waitinglist              录邻核审根     →录核审根      —           录核审根    —       →录核审根
organizations.discardeddraft    录邻核编主审根 录核审根       —           —           —       录核审根
organizations.neighborhood      录邻核编主审根 录邻核编主审根 核根        核根        核根    核主审根
organizations.organization      录邻核编主审根 录邻核编主审根 录邻核根    录核根      —       核主审根
organizations.organizationmerge 录邻核编主审根 录邻核编主审根 核        —           —       核主审根
organizations.organizationname  录邻核编主审根 录邻核编主审根 —           —           —       核主审根
organizations.securityevent     审             审             —           —           —       审
organizations.sourcedocument    录邻核编主审根 核编主审根     录邻核编主根 核编主根   核主根  核主审根
organizations.staffuser         审根           审根           根          根          —       审根
organizations.subdistrict       录邻核编主审根 录邻核编主审根 根          核根        根      核主审根
showcase.casecorrection         核编主审根     核编主审根     主        —           —       核主审根
showcase.caseorganization       核编主审根     核编主审根     —           —           —       核主审根
showcase.casesection            核编主审根     核编主审根     —           —           —       核主审根
showcase.casesignoff            核编主审根     核编主审根     —           —           —       核编主审根
showcase.casestudy              录邻核编主审根 录核编主审根   编主根      编主根      编主根  核主审根
showcase.contentversion         根             根             —           —           —       —
showcase.documentimport         核编主审根     核编主审根     —           —           —       核主审根
showcase.errorreport            录邻核编主审根 录邻核编主审根 —           核编主根    —       核主审根
showcase.lesson                 核编主审根     核编主审根     —           —           —       核主审根
showcase.openreport             核编主审根     →核编主审根    —           核编主审根  —       →核编主审根
showcase.photo                  核编主审根     核编主审根     编主根      编主根      编主根  核主审根
showcase.redirect               核编主审根     核编主审根     主根        主根        主根    核主审根
showcase.returnedcase           编主审根       →编主审根      —           编主审根    —       →编主审根
showcase.searchdocument         根             根             —           —           —       —
showcase.sitesettings           →空录邻核编主审根 核编主审根 →空录邻核编主审根 核主根 —     核主审根
showcase.undescribedphoto       编主审根       →编主审根      —           编主审根    —       →编主审根
showcase.waitingcase            主审根         →主审根        —           主审根      —       →主审根
showcase.watchedword            核编主审根     核编主审根     编主根      编主根      编主根  核主审根
"""

# The other pages of the staff site. An act is named after its address.
PAGES = """
address                                       reads            presses
admin:index                                   空录邻核编主审根 空录邻核编主审根
admin:login                                   游停民空录邻核编主审根 游停民空录邻核编主审根
admin:logout                                  —                民空录邻核编主审根
admin:sign_in_code                            游停民空录邻核编主审根 游停民空录邻核编主审根
admin:confirm_password                        空录邻核编主审根 空录邻核编主审根
admin:second_factor                           空录邻核编主审根 空录邻核编主审根
admin:own_sessions                            空录邻核编主审根 空录邻核编主审根
admin:password_change                         空录邻核编主审根 空录邻核编主审根
admin:password_change_done                    空录邻核编主审根 —
admin:jsi18n                                  空录邻核编主审根 —
admin:autocomplete                            录邻核编主审根   —
admin:app_list                                录邻核编主审根   录邻核编主审根
admin:view_on_site                            →录核编主审根    →录核编主审根
admin:auth_user_password_change               根               根
admin:awards_awardround_act next              核根             核根
admin:awards_awardround_as_of                 录邻核编主审根   录邻核编主审根
admin:awards_honorlist_act submit             录核根           录核根
admin:awards_honorlist_act return             核               核
admin:awards_honorlist_act release            核             核
admin:awards_honorlist_act end-notice         核             核
admin:awards_honorlist_act withdraw           核             核
admin:awards_importbatch_act undo             录核根           录核根
admin:awards_importbatch_again                —                录核根
admin:awards_importbatch_apply                —                录核根
admin:awards_importbatch_create_all           录核根           录核根
admin:awards_importbatch_found_round          核根             核根
admin:awards_importbatch_open_rows            录核编主审根     —
admin:awards_importbatch_plan                 录核编主审根     录核根
admin:awards_importbatch_plan_on              —                录核根
admin:awards_importbatch_replan               —                录核根
admin:awards_importbatch_template             录邻核根         —
admin:organizations_discardeddraft_act restore 录核根          录核根
admin:organizations_organizationmerge_act undo 核            核
admin:organizations_securityevent_export      审               —
admin:organizations_staffuser_act forgive     根               根
admin:organizations_staffuser_act end-sessions 根              根
admin:organizations_sourcedocument_file       核编主审根       —
admin:showcase_casestudy_act submit           编主根           编主根
admin:showcase_casestudy_act release          主             主
admin:showcase_casestudy_act return           主               主
admin:showcase_casestudy_act withdraw         主             主
admin:showcase_casestudy_address              主             主
admin:showcase_casestudy_decisions            —                编主根
admin:showcase_casestudy_photos               —                编主根
admin:showcase_casestudy_preview              —                编主根
admin:showcase_casestudy_preview_new          —                编主根
admin:showcase_casestudy_previews             编主根           编主根
admin:showcase_casestudy_source               编主根           —
admin:showcase_casestudy_version              核编主审根       编主根
admin:showcase_casestudy_versions             核编主审根       核编主审根
admin:showcase_casestudy_word                 编主根           编主根
admin:showcase_documentimport_decisions       —                编主根
admin:showcase_documentimport_page            编主根           编主根
admin:showcase_photo_act release              主             主
admin:showcase_photo_act withdraw             主             主
private_photo                                 核编主审根       —
"""

# What everybody gets alike, signed in or not. “shown”: the status of a page that is there, or of a record that is
# public; “hidden”: of the marked record beside it, or ``—`` where the address names none. “sent”: the answer to a POST.
PUBLIC = """
addresses                                                                                     shown hidden sent
home honors awards subdistricts organizations cases matrix corrections search about           200   —      405
accessibility site_map data verify_any report_received                                        200   —      405
honors_csv honors_workbook honors_json package checksums                                      200   —      405
honors_feed cases_feed corrections_feed robots sitemap healthz readyz                         200   —      405
api api_description api_organizations api_rounds api_honors api_cases                         200   —      405
award subdistrict sitemap_section                                                             200   —      405
sitemap_part                                                                                  404   —      405
ceremony organization round poster case verify case_card round_card                           200   404    405
api_organization api_round api_honor api_case                                                 200   404    405
report                                                                                        200   —      400
display                                                                                       302   —      302
:public_photo                                                                                 200   404    405
:preview :preview_photo                                                                       200   410    405
"""
# These tell the holder of a link what nobody else may read.
TOLD_TO_HOLDERS = ("preview", "preview_photo")

# Patterns without a name, by their route: what was never an address.
UNNAMED = {"admin/(?P<url>.*)$": 404, "api/v1/^(?P<rest>.*/)$": 404}


@dataclass(frozen=True)
class Rule:
    """One line, read: who is answered, and the answer of public pages."""

    reads: str = ""
    presses: str = ""
    leads_on: bool = False
    tells: str = ""
    shown: int = 200
    refusal: int = 404
    sent: int = 405
    is_public: bool = False


def rules() -> dict[str, Rule]:
    """Every rule, by the name of its address."""
    return {**_desk_rules(), **_page_rules(), **_public_rules()}


def _desk_rules() -> dict[str, Rule]:
    found = {}
    for model, listed, opened, added, changed, deleted, history in _lines(DESKS):
        start, tells = f"admin:{model.replace('.', '_')}", _roles(opened)
        found[f"{start}_changelist"] = _both(listed, tells)
        found[f"{start}_change"] = Rule(_roles(opened), _roles(changed), opened[0] == "→", tells)
        found[f"{start}_add"] = _both(added, "")
        found[f"{start}_delete"] = _both(deleted, tells)
        found[f"{start}_history"] = _both(history, tells)
        found[f"{start}_simple_history"] = Rule(_roles(history), "", False, tells)
        # An old form of the address, which leads on before it asks anything.
        found[f"{start}_short"] = Rule("空" + STAFF, "空" + STAFF, leads_on=True)
    return found


def _page_rules() -> dict[str, Rule]:
    found = {}
    for *address, reads, presses in _lines(PAGES):
        both = _roles(reads) + _roles(presses)
        found[" ".join(address)] = Rule(_roles(reads), _roles(presses), reads[0] == "→", both)
    return found


def _public_rules() -> dict[str, Rule]:
    found = {}
    for *names, shown, hidden, sent in _lines(PUBLIC):
        for name in names:
            told = ROLES if name.strip(":") in TOLD_TO_HOLDERS else ""
            address = name[1:] if name.startswith(":") else f"showcase:{name}"
            found[address] = Rule(ROLES, "", False, told, int(shown), 404, int(sent), is_public=True)
            if hidden != "—":
                found[f"{address} hidden"] = Rule(is_public=True, refusal=int(hidden), sent=int(sent))
    for route, refusal in UNNAMED.items():
        found[route] = Rule(is_public=route.startswith("api"), refusal=refusal)
    return found


def _both(cell: str, tells: str) -> Rule:
    return Rule(_roles(cell), _roles(cell), cell[0] == "→", tells)


def _roles(cell: str) -> str:
    return cell.lstrip("→").replace("—", "")


def _lines(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()[1:]]
