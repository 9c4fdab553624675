"""What each role may do with awards, rounds, lists and entries."""

from organizations.roles import AUDITOR, CHIEF_EDITOR, CLERK, EDITOR, REVIEWER, crud

SCHEME_MODELS = ("awardscheme", "awardtier", "ceremony", "awardround", "roundtier", "announcedcount")
RECORD_MODELS = ("honorlist", "honorentry", "standingchange", "correction")
VIEW_ALL = crud(*SCHEME_MODELS, *RECORD_MODELS, "importbatch", "importrow", acts="view")
HISTORY = crud(
    *(f"historical{model}" for model in (*SCHEME_MODELS, *RECORD_MODELS, "importbatch", "importrow")), acts="view"
)

GRANTS: dict[str, list[str]] = {
    CLERK: [
        *VIEW_ALL,
        *crud("honorlist", "honorentry", "importbatch", "importrow", acts="add change delete"),
        "submit_honorlist",
    ],
    REVIEWER: [
        *VIEW_ALL,
        *HISTORY,
        *crud(*SCHEME_MODELS, "honorlist", "honorentry", "importbatch", "importrow", acts="add change delete"),
        *crud("standingchange", "correction", acts="add"),
        "submit_honorlist",
        "release_honorlist",
    ],
    EDITOR: VIEW_ALL,
    CHIEF_EDITOR: [*VIEW_ALL, *HISTORY],
    AUDITOR: [*VIEW_ALL, *HISTORY],
}
