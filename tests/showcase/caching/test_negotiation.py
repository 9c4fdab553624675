"""What a browser accepts is weighed; what it has already is recognised."""

import pytest

from showcase.caching.negotiation import best_encoding, has_it


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP, BR", "br"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0,gzip;q=0", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("identity;q=1, gzip;q=0.5", ""),
        ("identity;q=0.5, gzip;q=1.0", "gzip"),
        ("gzip;q=nonsense", ""),
        ("gzip;q=7", ""),
        ("deflate", ""),
        (",, ;q=1, gzip", "gzip"),
    ],
)
def test_the_encoding_is_the_one_weighed_highest_and_the_smallest_of_equals(accepted, encoding):
    assert best_encoding(accepted) == encoding


@pytest.mark.parametrize(
    ("named", "has"),
    [
        ('"a"', True),
        ('"a-br"', True),
        ('W/"a-br"', True),
        ('"x", W/"a" , "y"', True),
        ("*", True),
        (" * ", True),
        ('"b"', False),
        ("a", False),
        ('"a', False),
        ("", False),
    ],
)
def test_a_page_is_recognised_in_any_encoding_and_through_a_proxy_that_weakened_its_name(named, has):
    assert has_it(named, frozenset({'"a"', '"a-br"'})) is has
