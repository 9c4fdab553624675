"""Addresses made by the thousand are those that Django makes one by one."""

import pytest
from django.urls import reverse, set_script_prefix

from showcase.paths import path_of


@pytest.mark.parametrize("prefix", ["/", "/honours/"])
@pytest.mark.parametrize(("name", "word"), [("organization", "hua-yang_1"), ("verify", "0000000000")])
def test_a_path_is_the_one_that_reverse_gives(name, word, prefix):
    set_script_prefix(prefix)
    try:
        assert path_of(name, word) == reverse(f"showcase:{name}", args=[word])
    finally:
        set_script_prefix("/")
