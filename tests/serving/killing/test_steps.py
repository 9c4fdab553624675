"""``kill -9`` at each step of an act: done or not done, nothing between; then done again, and the site starts."""

import pytest

from tests.serving.killing.scenes import AFTER, BEFORE

SIZES = ("480.jpg", "480.webp", "500.jpg", "500.webp")
# Each act by the steps that matter to it, the first first; the last is its commit.
STEPS = {
    "release_list": {
        "released": "UPDATE awards_honorlist",
        "in the history": "INSERT awards_historicalhonorlist",
        "counted": "INSERT awards_honorcount",
        "found by search": "INSERT showcase_searchdocument",
        "a new version of the pages": "UPDATE showcase_contentversion",
        "in the security log": "INSERT organizations_securityevent",
        "on the desk": "INSERT django_admin_log",
    },
    "release_case": {
        "signed": "INSERT showcase_casesignoff",
        "published": "UPDATE showcase_casestudy",
        "a new version of the pages": "UPDATE showcase_contentversion",
        "half a picture out": "half public 480.jpg",
        "one size out": "public 480.jpg",
        "the picture released": "UPDATE showcase_photo",
        "in the security log": "INSERT organizations_securityevent",
        "on the desk": "INSERT django_admin_log",
    },
    "upload_photo": {
        "half of it stored": "half private original.jpg",
        "stored": "private original.jpg",
        "half a size": "half private 480.webp",
        "all sizes": "private 480.jpg",
        "its row": "INSERT showcase_photo",
        "a new version of the pages": "UPDATE showcase_contentversion",
    },
    "upload_word": {
        "its picture stored": "private original.jpg",
        "half of the file stored": "half private *.docx",
        "the file stored": "private *.docx",
        "its source": "INSERT organizations_sourcedocument",
        "its case": "INSERT showcase_casestudy",
        "its sections": "INSERT showcase_casesection",
        "its photos": "INSERT showcase_photo",
        "its trace": "INSERT showcase_documentimport",
    },
    "merge": {
        "told": "INSERT organizations_organizationmerge",
        "joined": "UPDATE organizations_organization",
        "found under the other": "INSERT showcase_searchdocument",
        "not found by itself": "DELETE showcase_searchdocument",
        "in the security log": "INSERT organizations_securityevent",
        "on the desk": "INSERT django_admin_log",
    },
}


@pytest.mark.parametrize("act", STEPS)
def test_killed_at_any_step_an_act_is_done_or_not_done_and_is_done_again(untouched, whole, act):
    after = whole(act)
    states, killed = {}, set()
    for name, step in {**STEPS[act], "before commit": "before commit", "committed": "committed"}.items():
        killed.add(untouched.let(act, dies_at=step)["was_killed"])
        states[name] = untouched.state(after)
        if name == "before commit":
            # What all those deaths left lying about disturbs nobody who does it now.
            untouched.done(act)
            again = untouched.state(after)
            doctor = untouched.done("examine")["said"]
            site = untouched.done("start")["said"]
            untouched.reset()

    assert killed == {True}
    assert states == {**dict.fromkeys(STEPS[act], BEFORE), "before commit": BEFORE, "committed": AFTER}
    assert (again, set(site.values())) == (AFTER, {"200"})
    left, swept, unreadable = doctor
    assert unreadable == []
    assert [one.split(" ")[0] for one in left] == LEFT[act]
    assert [one.split(" ")[0] for one in swept] == [one for one in LEFT[act] if one != "没有记录对应的图片"]


# What doctor names of what the deaths left; pictures are swept by what runs every few minutes.
LEFT = {
    "release_list": [],
    "release_case": [],
    "upload_photo": ["没有记录对应的图片"],
    "upload_word": ["没有记录对应的图片", "没有记录对应的原件"],
    "merge": [],
}
