"""The awards application."""

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """See the package's place in the layers in README.md."""

    name = "awards"
    verbose_name = "奖项与名单"
