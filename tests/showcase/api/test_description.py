"""The description is valid, the answers keep to it, and a stranger who tries everything finds no gap."""

import jsonschema
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator

from showcase.api.description import LISTED
from showcase.indexing import index_all
from tests.loaded_sample import loaded_sample

pytestmark = pytest.mark.django_db

# The same examples every time: what CI tells must not depend on luck.
STEADY = settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
ADDRESSES = [
    "/api/v1/",
    *(f"/api/v1/{noun.name}/" for noun, _, _ in LISTED),
    "/api/v1/organizations/taojiazhai/",
    "/api/v1/rounds/jinyin/7/",
    "/api/v1/cases/taojiazhai-sixian/",
]


@pytest.fixture(scope="module", autouse=True)
def sample(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), loaded_sample(tmp_path_factory.mktemp("sample")):
        index_all()
        yield


@pytest.fixture
def description(client) -> dict:
    return client.get("/api/v1/openapi.json").json()


def _schema_of(description: dict, address: str) -> dict:
    """The schema of the 200 of ``address``, ready to check an answer with."""
    start, depth = "/".join(address.split("/")[:4]), address.count("/")
    path = next(one for one in description["paths"] if one.startswith(start) and one.count("/") == depth)
    content = description["paths"][path]["get"]["responses"]["200"]["content"]
    return {**content["application/json"]["schema"], "components": description["components"]}


def test_a_strict_validator_accepts_the_description(description):
    assert list(OpenAPIV31SpecValidator(description).iter_errors()) == []
    assert description["openapi"] == "3.1.0"


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_is_what_the_description_says(client, description, address):
    answer = client.get(address)

    assert answer.status_code == 200
    jsonschema.Draft202012Validator(_schema_of(description, address)).validate(answer.json())


def test_the_description_names_every_address_and_every_filter(description):
    assert set(description["paths"]) == {
        "/api/v1/",
        "/api/v1/organizations/",
        "/api/v1/organizations/{slug}/",
        "/api/v1/rounds/",
        "/api/v1/rounds/{scheme}/{number}/",
        "/api/v1/honors/",
        "/api/v1/honors/{code}/",
        "/api/v1/cases/",
        "/api/v1/cases/{slug}/",
    }
    asked = [one["name"] for one in description["paths"]["/api/v1/honors/"]["get"]["parameters"]]
    assert asked == ["q", "award", "round", "tier", "subdistrict", "sector", "status", "limit", "after"]


@pytest.fixture
def one_connection():
    """A request must not close the connection that holds the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_a_client_that_tries_everything_finds_no_violation(one_connection):
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    operations = [found.ok() for found in described.get_all_operations()]

    assert len(operations) == 9
    for operation in operations:
        _try(operation, schemathesis.GenerationMode.POSITIVE)
        # Without a parameter there is nothing to write wrong.
        if list(operation.iter_parameters()):
            _try(operation, schemathesis.GenerationMode.NEGATIVE)


def _try(operation: schemathesis.APIOperation, mode: schemathesis.GenerationMode) -> None:
    @STEADY
    @given(case=operation.as_strategy(generation_mode=mode))
    def tried(case: schemathesis.Case) -> None:
        case.call_and_validate()

    tried()
