"""``publish_static``: the public site as plain files."""

import gzip
import re
from io import StringIO

import brotli
import pytest
from django.core.management import CommandError, call_command

from awards.choices import ListState
from organizations.models import Organization
from showcase.choices import CaseState
from showcase.models import Redirect, SiteSettings
from tests.factories import make_case, make_entry, make_organization
from tests.showcase.publication.published import SITE_URL, dead_links, files_of, pages_of, published_to

pytestmark = pytest.mark.django_db


def test_every_link_of_the_published_site_leads_to_a_file(target):
    assert dead_links(target) == []
    assert len(pages_of(target)) > 40


def test_it_stands_under_a_path_as_well_as_at_the_root(sample, tmp_path):
    published_to(tmp_path / "site", f"{SITE_URL}/honours")

    assert dead_links(tmp_path / "site", "/honours/") == []


def test_the_base_path_asked_for_is_that_of_every_address(sample, tmp_path):
    published_to(tmp_path / "site", SITE_URL, "honours")

    home, feed = (tmp_path / "site/index.html").read_text(), (tmp_path / "site/feeds/cases.atom").read_text()
    assert f'<link rel="canonical" href="{SITE_URL}/honours/">' in home
    assert f'href="{SITE_URL}/honours/cases/taojiazhai-sixian/"' in feed


def test_a_page_of_it_reads_like_the_live_one(target, client, settings):
    settings.SITE_URL = SITE_URL
    live = client.get("/cases/taojiazhai-sixian/").content.decode()

    published = (target / "cases/taojiazhai-sixian/index.html").read_text()
    main = live[live.index("<main") : live.index("</main>")]
    # No server fills in the form there.
    lines = re.sub(r"\?about=[^\"]*", "", main).splitlines()
    assert [line for line in lines if line not in published] == []


def test_a_further_page_of_a_list_is_a_file_and_says_its_own_address(target):
    for number in range(61):
        make_entry(state=ListState.RELEASED, organization=make_organization(f"第{number}村居民区党总支"))

    published_to(target)

    first, second = (target / name for name in ("honors/index.html", "honors/page/2/index.html"))
    assert 'href="/honors/page/2/" rel="next"' in first.read_text()
    assert f'<link rel="canonical" href="{SITE_URL}/honors/page/2/">' in second.read_text()
    assert 'href="/honors/" rel="prev"' in second.read_text()


def test_the_pictures_of_it_are_the_released_ones(target):
    pictures = [name for name in files_of(target) if name.startswith("media/photos/")]

    assert pictures
    assert {name.rsplit(".", 1)[1] for name in pictures} == {"webp", "jpg"}


def test_texts_lie_compressed_beside_themselves(target):
    page = (target / "index.html").read_bytes()

    assert gzip.decompress((target / "index.html.gz").read_bytes()) == page
    assert brotli.decompress((target / "index.html.br").read_bytes()) == page


def test_nothing_of_a_draft_is_in_it(target):
    hidden = make_organization("不公开居民区党总支", slug="bugongkai")
    make_entry(hidden, state=ListState.DRAFT)
    make_entry(make_organization("撤下居民区党总支"), state=ListState.WITHDRAWN)
    make_case("不公开的案例", slug="draft-case", organization=hidden, state=CaseState.DRAFT)
    SiteSettings.objects.update(tagline="换一句")

    published_to(target)

    everything = b"".join(files_of(target).values()).decode("utf-8", "ignore")
    assert "换一句" in everything
    assert [word for word in ("不公开", "撤下居民区", "draft-case", "bugongkai") if word in everything] == []


def test_a_second_run_writes_nothing(target):
    before = target.resolve()

    done = published_to(target)

    assert (done.written, done.removed, target.resolve()) == (0, 0, before)


def test_files_that_did_not_change_are_the_same_files(target):
    one, other = target / "cases/index.html", target / "verify/index.html"
    before = one.stat().st_ino
    Organization.objects.filter(slug="suyi").update(note="只给工作人员看")

    published_to(target)

    assert (one.stat().st_ino, other.exists()) == (before, True)


def test_what_is_gone_is_deleted(target):
    case = make_case("昙花一现", slug="tanhua", state=CaseState.PUBLISHED)
    published_to(target)
    assert (target / "cases/tanhua/index.html").exists()

    case.state = CaseState.DRAFT
    case.save()
    done = published_to(target)

    # Its page, and the card that others show of it.
    assert done.removed == 2
    assert not (target / "cases/tanhua").exists()


def test_a_broken_link_is_named_and_nothing_is_switched(target, settings):
    settings.SITE_URL = SITE_URL
    before = target.resolve()
    Redirect.objects.create(old_path="/cases/old/", new_path="/cases/nowhere/")

    with pytest.raises(CommandError, match=r"cases/old/index\.html → /cases/nowhere/"):
        call_command("publish_static", target, stdout=StringIO())

    assert target.resolve() == before
    assert [path.name for path in target.parent.iterdir() if path.name.startswith(".site.")].count(
        before.parent.name
    ) == 1


def test_a_folder_with_other_files_is_left_alone(sample, tmp_path):
    (tmp_path / "letter.txt").write_text("私人信件")

    with pytest.raises(CommandError, match="里面已有别的文件"):
        call_command("publish_static", tmp_path, stdout=StringIO(), stderr=StringIO())

    assert (tmp_path / "letter.txt").read_text() == "私人信件"


def test_forms_that_need_a_server_are_left_out_and_it_says_so(target):
    pages = pages_of(target)

    assert [name for name, text in pages.items() if "csrfmiddlewaretoken" in text or 'method="post"' in text] == []
    assert "这里不能在线提交" in pages["report/index.html"]
