"""What each role may do with awards, rounds, lists and entries."""

from organizations.roles import AUDITOR, CHIEF_EDITOR, CLERK, EDITOR, REVIEWER, crud

SCHEME_MODELS = ("awardscheme", "awardtier", "ceremony", "awardround", "roundtier", "announcedcount")
RECORD_MODELS = ("honorlist", "honorentry", "standingchange", "correction")
VIEW_ALL = crud(*SCHEME_MODELS, *RECORD_MODELS, "importbatch", "importrow", acts="view")
HISTORY = crud(
    *(f"historical{model}" for model in (*SCHEME_MODELS, *RECORD_MODELS, "importbatch", "importrow")), acts="view"
)
# What is wrong is seen by those who can mend it, and by the auditor.
CLERK_WORKLISTS = crud(
    "untieredentry",
    "unconfirmedentry",
    "unknownspelling",
    "clashingentry",
    "countmismatch",
    "possibledouble",
    "waitingbatch",
    "returnedlist",
    "waitinglist",
    acts="view",
)
WORKLISTS = [*CLERK_WORKLISTS, "view_unnumberedround"]

GRANTS: dict[str, list[str]] = {
    CLERK: [
        *VIEW_ALL,
        *CLERK_WORKLISTS,
        *crud("honorlist", "honorentry", "importbatch", "importrow", acts="add change delete"),
        "submit_honorlist",
    ],
    REVIEWER: [
        *VIEW_ALL,
        *HISTORY,
        *WORKLISTS,
        *crud(*SCHEME_MODELS, "honorlist", "honorentry", "importbatch", "importrow", acts="add change delete"),
        *crud("standingchange", "correction", acts="add"),
        "submit_honorlist",
        "release_honorlist",
    ],
    EDITOR: VIEW_ALL,
    CHIEF_EDITOR: [*VIEW_ALL, *HISTORY],
    AUDITOR: [*VIEW_ALL, *HISTORY, *WORKLISTS],
}
