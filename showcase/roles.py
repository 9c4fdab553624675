"""What each role may do with case studies, photos and the site."""

from organizations.roles import AUDITOR, CHIEF_EDITOR, CLERK, EDITOR, REVIEWER, crud

CASE_MODELS = ("casestudy", "caseorganization", "casesection", "lesson", "photo")
SITE_MODELS = ("sitesettings", "redirect", "errorreport", "casecorrection", "watchedword")
# Rows that acts alone write: what came in, who signed.
TRACE_MODELS = ("documentimport", "casesignoff")
VIEW_ALL = crud(*CASE_MODELS, *SITE_MODELS, *TRACE_MODELS, acts="view")
HISTORY = crud(*(f"historical{model}" for model in (*CASE_MODELS, *SITE_MODELS, "documentimport")), acts="view")
# What waits for a release, and for whom that is: the chief editor; the auditor sees that nobody does.
RELEASES = ("view_waitingcase",)
# What came back, and what is missing, is seen by those who can mend it, and by the auditor.
WORKLISTS = crud("returnedcase", "undescribedphoto", "openreport", acts="view")

GRANTS: dict[str, list[str]] = {
    CLERK: crud("casestudy", "errorreport", acts="view"),
    REVIEWER: [*VIEW_ALL, *HISTORY, "view_openreport", *crud("errorreport", "sitesettings", acts="change")],
    EDITOR: [
        *VIEW_ALL,
        *WORKLISTS,
        *crud(*CASE_MODELS, "watchedword", acts="add change delete"),
        "add_documentimport",
        "submit_casestudy",
        "change_errorreport",
    ],
    CHIEF_EDITOR: [
        *VIEW_ALL,
        *HISTORY,
        *WORKLISTS,
        *RELEASES,
        *crud(*CASE_MODELS, "redirect", "watchedword", acts="add change delete"),
        "add_documentimport",
        *crud("casecorrection", acts="add"),
        *crud("errorreport", "sitesettings", acts="change"),
        "submit_casestudy",
        "release_casestudy",
    ],
    AUDITOR: [*VIEW_ALL, *HISTORY, *WORKLISTS, *RELEASES],
}
