"""PostgreSQL restarts or is out of reach: readers read on, nobody sees a broken page, and all is well afterwards."""

from urllib.parse import urlsplit

import psycopg
import pytest

from tests.serving.cables import Cable
from tests.serving.processes import get, gunicorn
from tests.serving.test_restarts import load
from tests.soak.databases import IS_POSTGRES

pytestmark = pytest.mark.skipif(not IS_POSTGRES, reason="a file is not out of reach")


@pytest.fixture
def cable(environment):
    address = urlsplit(environment["DATABASE_URL"])
    one = Cable(address.hostname, address.port or 5432)
    yield one
    one.close()


@pytest.fixture
def process(environment, tell, cable):
    address = urlsplit(environment["DATABASE_URL"])
    netloc = f"{address.netloc.split('@')[0]}@127.0.0.1:{cable.port}"
    one = gunicorn({**environment, "DATABASE_URL": address._replace(netloc=netloc).geturl()})
    yield one
    one.stop()


def test_readers_read_on_and_everybody_else_is_told(process, cable):
    before = get(process.port, "/honors/")
    cable.cut()
    kept, anew = get(process.port, "/honors/"), get(process.port, "/honors/?q=%E9%99%B6")
    signed_in = get(process.port, "/admin/", Cookie="sessionid=" + "x" * 32)
    machine, alive, ready = (get(process.port, path) for path in ("/api/v1/rounds/", "/healthz", "/readyz"))
    cable.mend()
    after = get(process.port, "/honors/?q=%E9%99%B6")

    assert (before[0], kept) == (200, before)
    assert [(status, "暂时连不上数据库" in page) for status, page in (anew, signed_in)] == [(503, True)] * 2
    assert (alive[0], ready[0], machine[0], "error" in machine[1]) == (200, 503, 503, True)
    assert after[0] == 200


def test_a_restart_of_the_server_in_the_middle_breaks_no_page(environment, process):
    address = urlsplit(environment["DATABASE_URL"])
    name = address.path.strip("/")
    everybody = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
    with (
        psycopg.connect(address._replace(path="/postgres").geturl(), autocommit=True) as server,
        load(process.port) as told,
    ):
        for _ in range(10):
            server.execute(everybody, [name])
            get(process.port, "/about/")

    answers = {answer for _, answer in told}
    assert answers <= {200, 302, 503}
    assert get(process.port, "/honors/?q=%E9%99%B6&odd=last")[0] == 200
