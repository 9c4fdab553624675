"""What is done while processes die: by the people of a small registry, through the pages they have for it.

Each function runs in a process of its own (see ``mother``), says how it went, and is told the steps it takes.
"""

from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.serving.killing.steps import Reached

FILES = Path(__file__).resolve().parents[2] / "files/documents"
WORD = FILES / "articles/three_captioned_photos.docx"
FIRST, SECOND, MERGED = "陶家宅居民区党总支", "苏一居民区党总支", "陶家宅居民区党委"
REASON = "同一个党组织，登记了两次"
# What doctor says of records and files; the rest is of the machine.
OF_THE_REGISTRY = {"数据库", "升级", "缺少的文件", "多余的文件", "收录数", "搜索索引"}


def furnish(step: Reached, rows: int = 40) -> None:
    """A database without records becomes a registry in which each act is the next thing to be done."""
    from awards.choices import ListState
    from organizations.roles import CHIEF_EDITOR, EDITOR, REVIEWER
    from showcase.choices import CaseState
    from tests.crowds import index_crowd, make_crowd, make_planned
    from tests.factories import make_case, make_entry, make_list, make_organization, make_staff
    from tests.showcase.photos.pictures import jpeg
    from tests.showcase.photos.shelves import make_photo, make_released_photo

    for role, name in ((REVIEWER, "shenhe"), (EDITOR, "bianji"), (CHIEF_EDITOR, "zhubian")):
        make_staff(role, username=name, full_name=name)
    first, second, merged = (make_organization(name) for name in (FIRST, SECOND, MERGED))
    make_entry(merged, state=ListState.RELEASED)
    waiting = make_list(state=ListState.REVIEW, heading="等待公布")
    for one in (first, second):
        make_entry(one, honor_list=waiting)
    case = make_case("等待签发", organization=first, state=CaseState.REVIEW)
    for width in (30, 500):
        make_photo(case, data=jpeg(width, 40))
    make_photo(make_case("等待图片"), data=jpeg(30, 20))
    make_released_photo(data=jpeg(40, 30))
    crowd = make_crowd(rows)
    index_crowd(crowd)
    make_planned(crowd)


def warm_up(step: Reached) -> None:
    """Read what a site that runs has long since read, programs, templates, dictionaries: by doing everything once."""
    for act in (start, release_list, release_case, upload_photo, upload_word, merge, import_list, start, examine):
        act(step)
    import showcase.backup.restoring
    import showcase.backup.taking  # noqa: F401


def release_list(step: Reached) -> str:
    from awards.models import HonorList

    return _pressed("shenhe", "awards_honorlist_act", HonorList.objects.get(heading="等待公布").pk, "release")


def release_case(step: Reached) -> str:
    from showcase.models import CaseStudy

    return _pressed("zhubian", "showcase_casestudy_act", CaseStudy.objects.get(title="等待签发").pk, "release")


def upload_photo(step: Reached) -> str:
    from showcase.models import CaseStudy
    from tests.showcase.photos.pictures import jpeg, upload

    case = CaseStudy.objects.get(title="等待图片")
    return _pressed("bianji", "showcase_casestudy_photos", case.pk, file=upload(jpeg(500, 40)), version="")


def upload_word(step: Reached) -> str:
    with WORD.open("rb") as file:
        return _pressed("bianji", "showcase_casestudy_word", file=file, organization="")


def merge(step: Reached) -> str:
    from organizations.models import Organization

    keys = dict(Organization.objects.filter(name__in=[FIRST, MERGED]).values_list("name", "pk"))
    pair = {"from": keys[MERGED], "into": keys[FIRST]}
    return _pressed("shenhe", "organizations_organizationmerge_add", reason=REASON, **pair)


def import_list(step: Reached) -> str:
    from awards.importing.applying import apply_batch
    from awards.models import ImportBatch

    return f"written {apply_batch(ImportBatch.objects.get(), None)}"


def restore(step: Reached, path: str = "") -> str:
    from showcase.backup.restoring import restore_backup

    restore_backup(Path(path), at_step=step)
    return "restored"


def migrate(step: Reached, *where: str) -> str:
    """Forwards to this program's version, or back to one named."""
    call_command("migrate", *where, verbosity=0)
    return "migrated"


def save_backup(step: Reached, path: str = "") -> None:
    from showcase.backup.taking import take_backup

    take_backup(Path(path))


def start(step: Reached) -> dict[str, str]:
    """What the site answers when it is started."""
    call_command("check", stdout=_Nowhere())
    addresses = ("/", "/honors/", "/cases/", "/readyz")
    return {one: str(Client().get(one, headers={"host": "localhost"}).status_code) for one in addresses}


def ready(step: Reached) -> str:
    """What ``/readyz`` says of the migrations to a process that has just begun."""
    from showcase import readiness

    readiness._settled.clear()
    response = Client().get("/readyz", headers={"host": "localhost"})
    return f"{response.status_code} {response.json()['migrations']}"


def examine(step: Reached) -> list[list[str]]:
    """What ``doctor`` finds two days later; then what it still finds once what runs every few minutes has run."""
    from showcase.doctor import examining

    later = timezone.now() + timedelta(days=2)
    with patch.object(timezone, "now", lambda: later):
        found = [_findings(examining.examine())]
        call_command("publish_due", verbosity=0, stdout=_Nowhere())
        return [*found, _findings(examining.examine()), _unreadable()]


def _findings(results) -> list[str]:
    return [one.message for result in results if result.check in OF_THE_REGISTRY for one in result.findings]


def _unreadable() -> list[str]:
    """Files that a record names, and that are not what the record says."""
    import hashlib

    from django.core.files.storage import default_storage
    from PIL import Image

    from organizations.models import SourceDocument
    from showcase.models import Photo
    from showcase.photos.addresses import folder_of, size_names

    bad = []
    for source in SourceDocument.objects.exclude(file=""):
        with source.file.open() as file:
            bad += [] if hashlib.sha256(file.read()).hexdigest() == source.sha256 else [source.file.name]
    for photo in Photo.objects.with_picture():
        names = [f"{folder_of(photo.public_name)}/{size}" for size in size_names(photo.widths)]
        for name in (photo.original.name, *names):
            try:
                with default_storage.open(name) as file:
                    Image.open(file).load()
            except OSError:
                bad.append(name)
    return bad


class _Nowhere:
    def write(self, text: str) -> None:
        """Nobody reads what commands print."""


def _pressed(who: str, address: str, *keys: object, **fields: object) -> str:
    """What the page answers to ``who``, signed in with the password given just now: status, and what it says."""
    client = _signed_in(who)
    response = client.post(reverse(f"admin:{address}", args=keys), fields, headers={"host": "localhost"})
    said = response.get("Location", "") or (response.content.decode()[:300] if response.status_code != 200 else "")
    return f"{response.status_code} {said}".strip()


def _signed_in(who: str) -> Client:
    from django.contrib.sessions.backends.db import SessionStore

    from organizations.access import sessions
    from organizations.models import StaffUser

    user = StaffUser.objects.get(username=who)
    request = type("Request", (), {"session": SessionStore(), "META": {}})()
    request.session[SESSION_KEY] = str(user.pk)
    request.session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    request.session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    sessions.begin(None, request, user)
    request.session.save()
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
    return client


ACTS = {
    one.__name__: one
    for one in (
        furnish,
        warm_up,
        release_list,
        release_case,
        upload_photo,
        upload_word,
        merge,
        import_list,
        restore,
        migrate,
        save_backup,
        start,
        ready,
        examine,
    )
}
