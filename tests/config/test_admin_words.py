"""The desk speaks Chinese: what Django's own catalogue lacks is given here, compiled and complete."""

import ast
import gettext
import re
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.utils import translation

CATALOGUES = Path(settings.BASE_DIR) / "locale/zh_Hans/LC_MESSAGES"
ENTRY = re.compile(
    r'^(?:msgctxt (".*")\n)?msgid (".+")\n(?:msgid_plural ".*"\n)?msgstr(?:\[0\])? (".*")$', re.MULTILINE
)


def entries(path):
    """Context, original and translation of every entry that stands on one line each."""
    found = ENTRY.findall(path.read_text("utf-8"))
    return [tuple(ast.literal_eval(part or '""') for part in entry) for entry in found]


def originals(path):
    """What Django would say in English, folded lines joined."""
    text = re.sub(r'"\n"', "", path.read_text("utf-8"))
    return {ast.literal_eval(words) for words in re.findall(r'^msgid (".+")$', text, re.MULTILINE)}


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_the_compiled_catalogue_says_what_the_source_says(domain):
    with (CATALOGUES / f"{domain}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    said = {
        (context, original): _said(compiled, context, original)
        for context, original, _ in entries(CATALOGUES / f"{domain}.po")
    }

    assert said == {(context, original): words for context, original, words in entries(CATALOGUES / f"{domain}.po")}


@pytest.mark.parametrize("part", ["contrib/admin", "contrib/auth", "conf"])
def test_no_sentence_of_django_is_left_in_english(part):
    english = Path(django.__file__).parent / part / "locale/en/LC_MESSAGES/django.po"

    with translation.override("zh-hans"):
        left = {
            words
            for words in originals(english)
            if translation.gettext(words) == words == translation.ngettext(words, words, 1) and is_a_sentence(words)
        }

    assert left == set()


def is_a_sentence(words):
    """Neither a mere format nor the name of a language or unit."""
    return len(re.findall(r"\b[a-z]{2,}\b", re.sub(r"%\(\w+\)\w|%\w", "", words))) > 1


def _said(compiled, context, original):
    if context:
        return compiled.pgettext(context, original)
    one = compiled.gettext(original)
    return compiled.ngettext(original, original, 1) if one == original else one
