"""Addresses written in the text: whole ones, and those of this site that lead somewhere.

What lies on other sites is not asked for: the desk makes no requests.
"""

import re
from collections.abc import Callable, Iterator

from showcase.checking.findings import Finding
from showcase.checking.reading import CheckedCase

_URL = re.compile(r"(?:https?:|www\.)[^\s，。；、！？）》”’<>\"']*", re.IGNORECASE)
_WHOLE = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::[0-9]{1,5})?(?:[/?#][!-~]*)?", re.IGNORECASE)
_HOST = re.compile(r"https?://([^/?#]+)([^?#]*)", re.IGNORECASE)
# A path of this site in the middle of a sentence: “见 /cases/abc/”.
_PATH = re.compile(r"(?<![A-Za-z0-9_/.:-])/(?:awards|cases|ceremonies|organizations|subdistricts|honors|verify)/[!-~]*")
NOT_WHOLE = "读者照着打不开：网址要以 http:// 或 https:// 开头，中间没有汉字、空格和全角符号。"
NOWHERE = "本站没有这一页，或者它还没有公开；读者打开只会看到“没有这一页”。"


def check_links(case: CheckedCase, hosts: frozenset[str], leads_somewhere: Callable[[str], bool]) -> Iterator[Finding]:
    """Each address that is not whole, and each of this site (``hosts``) that leads nowhere."""
    for passage in case.passages:
        for address in _URL.findall(passage.text):
            if not _WHOLE.fullmatch(address):
                yield Finding(f"{passage.place}里的网址不完整：{address}", NOT_WHOLE, passage.anchor)
            elif not leads_somewhere(_own_path(address, hosts)):
                yield Finding(f"{passage.place}里的网址打不开：{address}", NOWHERE, passage.anchor)
        for path in _PATH.findall(_URL.sub("", passage.text)):
            if not leads_somewhere(path.rstrip(".,;:!?)")):
                yield Finding(f"{passage.place}里的网址打不开：{path}", NOWHERE, passage.anchor)


def _own_path(address: str, hosts: frozenset[str]) -> str:
    """The path, where the address is one of this site; "" for the sites of others, which is not asked."""
    found = _HOST.match(address)
    return found[2] or "/" if found and found[1].lower() in hosts else ""
