"""The showcase application."""

from django.apps import AppConfig


class ShowcaseConfig(AppConfig):
    """See the package's place in the layers in README.md."""

    name = "showcase"
    verbose_name = "案例与网站"
