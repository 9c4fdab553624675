"""What a password of staff must be."""

from typing import Any

DJANGO = "django.contrib.auth.password_validation"
OURS = "organizations.access.password_rules"
SHORTEST = 10


def password_validators(kinds: int) -> list[dict[str, Any]]:
    """For ``AUTH_PASSWORD_VALIDATORS``; ``kinds`` is of how many kinds of characters one must have some."""
    return [
        {
            "NAME": f"{DJANGO}.UserAttributeSimilarityValidator",
            "OPTIONS": {"user_attributes": ("username", "full_name", "email")},
        },
        {"NAME": f"{OURS}.OwnNameValidator"},
        {"NAME": f"{DJANGO}.MinimumLengthValidator", "OPTIONS": {"min_length": SHORTEST}},
        {"NAME": f"{DJANGO}.CommonPasswordValidator"},
        {"NAME": f"{DJANGO}.NumericPasswordValidator"},
        {"NAME": f"{OURS}.KindsValidator", "OPTIONS": {"kinds": kinds}},
        {"NAME": f"{OURS}.LocalWordsValidator"},
        {"NAME": f"{OURS}.NotRecentValidator"},
    ]
