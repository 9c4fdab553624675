"""nginx numbers each request: in its answer, in its own log, in the registry's; and keeps what is secret out of it."""

import http.client
import json
from pathlib import Path

from tests.serving.processes import nginx


def ask(port, path, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers={"Host": "localhost", **headers})
    response = connection.getresponse()
    body = response.read().decode()
    connection.close()
    return response, body


def test_nginx_gives_each_answer_a_number_of_its_own_and_writes_it_down(environment, processes):
    folder = Path(environment["DATA_DIR"])
    forged = {"X-Request-ID": "forged-by-a-reader"}
    front = nginx(folder, [processes[0].port])
    try:
        made, kept, missing = (ask(front.port, path, **forged) for path in ("/about/", "/about/", "/nothing/?q=MARKED"))
        ask(front.port, "/preview/MARKED:secret:signature/")
    finally:
        front.stop()

    answers = [made, kept, missing]
    numbers = [response.headers.get_all("X-Request-ID") for response, _ in answers]
    written = [json.loads(line) for line in (folder / "honours.log").read_text().splitlines()[-4:]]
    assert [len(number) for number in numbers] == [1, 1, 1]
    assert [line["request"] for line in written[:3]] == [number for (number,) in numbers]
    assert len({number for (number,) in numbers}) == 3
    assert [line["path"] for line in written] == ["/about/", "/about/", "/nothing/", "/preview/[…]"]
    assert "MARKED" not in str(written)
    assert f"编号：<code>{numbers[2][0]}</code>" in missing[1]
