"""The showcase application."""

from django.apps import AppConfig


class ShowcaseConfig(AppConfig):
    """See the package's place in the layers in README.md."""

    name = "showcase"
    verbose_name = "案例与网站"

    def ready(self) -> None:
        # Models can be imported only once every application is loaded.
        from showcase import freshness  # noqa: PLC0415

        freshness.connect()
