"""What staff do is in the very next page of every process, under load; and the loss of one stops nobody."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.serving.processes import get, nginx, post

NAME = "陶家宅居民区党总支"
ROUND = "/awards/jinyin/7/"


@contextmanager
def readers(ports: list[int]) -> Iterator[list[int]]:
    """Four people who read page after page, without a pause; the statuses they were answered."""
    statuses: list[int] = []
    have_enough = threading.Event()

    def read(port: int) -> None:
        number = 0
        while not have_enough.is_set():
            number += 1
            statuses.append(get(port, f"/honors/?q=%E9%99%B6&odd={number}")[0])
            statuses.append(get(port, "/honors/")[0])

    people = [threading.Thread(target=read, args=(port,)) for port in ports * 2]
    for one in people:
        one.start()
    try:
        yield statuses
    finally:
        have_enough.set()
        for one in people:
            one.join()


def test_a_release_a_correction_and_a_withdrawal_are_in_the_next_page_of_each_under_load(processes, tell):
    ports = [one.port for one in processes]
    seen = []
    with readers(ports) as statuses:
        for number in range(8):
            tell("release")
            seen.append([NAME in get(port, "/honors/")[1] for port in ports])
            tell(f"correct 第{number}个名称")
            seen.append([f"第{number}个名称" in get(port, "/honors/")[1] for port in ports])
            tell("withdraw")
            seen.append(["没有找到符合条件的荣誉" in get(port, "/honors/")[1] for port in ports])
            seen.append([get(port, ROUND)[0] == 404 for port in ports])
            tell("release")
            tell(f"correct {NAME}")
            tell("withdraw")

    assert seen == [[True, True]] * 32
    assert len(statuses) > 100
    assert set(statuses) == {200}


def test_reports_from_one_reader_are_counted_by_all_processes_together(processes):
    statuses = [post(processes[number % 2].port, "/report/", "message=x") for number in range(6)]

    assert statuses == [302] * 5 + [429]


@contextmanager
def behind_nginx(environment, processes) -> Iterator[int]:
    """The port of an nginx in front of ``processes``."""
    front = nginx(Path(environment["DATA_DIR"]), [one.port for one in processes])
    try:
        yield front.port
    finally:
        front.stop()


@pytest.mark.parametrize("lost", [0, 1])
def test_behind_nginx_the_site_goes_on_without_either_of_them(environment, mortal, tell, lost):
    tell("release")
    with behind_nginx(environment, mortal) as port:
        before = [NAME in get(port, "/honors/")[1] for _ in range(4)]
        mortal[lost].process.kill()
        mortal[lost].process.wait()
        after = [NAME in get(port, "/honors/")[1] for _ in range(6)]
        tell("withdraw")
        withdrawn = NAME not in get(port, "/honors/")[1]

    assert (before, after, withdrawn) == ([True] * 4, [True] * 6, True)


def test_nginx_hands_pages_and_their_names_on_as_they_are(environment, processes):
    headers = {"Host": "localhost", "Accept-Encoding": "br"}
    with behind_nginx(environment, processes) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", "/", headers=headers)
        page = connection.getresponse()
        page.read()
        connection.request("GET", "/", headers={**headers, "If-None-Match": page.headers["ETag"]})
        again = connection.getresponse()
        again.read()
        connection.close()

    assert (page.status, page.headers["Content-Encoding"], again.status) == (200, "br", 304)
    assert not page.headers["ETag"].startswith("W/")
