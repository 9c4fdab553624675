"""The organizations application."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """See the package's place in the layers in README.md."""

    name = "organizations"
    verbose_name = "党组织与居民区"

    def ready(self) -> None:
        """Begin to listen to Django's signals of signing in (docs/decisions/0018, 0022)."""
        # Models, and so what uses them, can be imported only now.
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415

        from organizations.access import sessions  # noqa: PLC0415
        from organizations.security_log import connect  # noqa: PLC0415

        # However a session begins, it has its limits.
        user_logged_in.connect(sessions.begin, dispatch_uid="organizations.access.sessions.begin")
        connect()
