"""What a database holds, told in a manifest: to be compared again when it is restored."""

from dataclasses import dataclass

from django.db import connections
from django.db.migrations.loader import MigrationLoader

from organizations.models import SourceDocument
from showcase.backup.manifest import TableCount
from showcase.models import ContentVersion, Photo, SearchGram
from showcase.models.photos import PhotoQuerySet
from showcase.photos.addresses import folder_of, size_names
from showcase.table_sums import LEFT_BEHIND, OUR_APPS, applied_migrations, lasting_models, sum_of

# Made of other tables, and by far the largest: its rows are counted, not read.
COUNTED_ONLY = (SearchGram,)


@dataclass(frozen=True)
class Facts:
    """``named``: every file that a record names. ``public``: those of pictures that readers see."""

    migrations: list[str]
    content_version: int
    tables: dict[str, TableCount]
    named: set[str]
    public: set[str]


def facts_of(alias: str) -> Facts:
    """Read all of the database once; to be asked of one that nobody changes meanwhile."""
    # Columns are named one by one: the database may be waiting for its migrations.
    version = ContentVersion.objects.using(alias).values_list("number", flat=True).first()
    return Facts(
        migrations_in(alias),
        version or 0,
        counts_of(alias) | ({} if waiting_migrations(alias) else sums_of(alias)),
        named_files(alias),
        public_files(alias),
    )


def named_files(alias: str) -> set[str]:
    """Every file that a record names, by its name in private storage."""
    photos = Photo.objects.using(alias).with_picture()
    received = SourceDocument.objects.using(alias).exclude(file="").values_list("file", flat=True)
    return {*photos.values_list("original", flat=True), *received, *_sizes(photos)}


def public_files(alias: str) -> set[str]:
    """Every file of a picture that readers see, by its name in either storage."""
    return _sizes(Photo.objects.using(alias).with_picture().filter(released_at__isnull=False))


def migrations_in(alias: str) -> list[str]:
    """``app.name`` of each migration the database has seen."""
    return sorted(".".join(migration) for migration in applied_migrations(alias))


def waiting_migrations(alias: str) -> set[str]:
    """Those this program has and the database has not seen."""
    return known_migrations() - set(migrations_in(alias))


def newer_migrations(alias: str) -> list[str]:
    """Those of ours that the database has seen and this program has not: a newer one has used it."""
    ours = {name for name in migrations_in(alias) if name.split(".")[0] in OUR_APPS}
    return sorted(ours - known_migrations())


def known_migrations() -> set[str]:
    """Every migration of this program."""
    return {".".join(key) for key in MigrationLoader(None).disk_migrations}


def counts_of(alias: str) -> dict[str, TableCount]:
    """The rows of every table, known to this version of the program or not."""
    left_behind = {model._meta.db_table for model in LEFT_BEHIND}
    with connections[alias].cursor() as cursor:
        counted = {}
        for table in sorted(set(connections[alias].introspection.table_names(cursor)) - left_behind):
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # nosec B608 # noqa: S608 - the database itself says the name
            counted[table] = TableCount(cursor.fetchone()[0])
    return counted


def sums_of(alias: str) -> dict[str, TableCount]:
    """Rows and checksum of every table this program has; the database must be at its migrations."""
    summed = {}
    for model in lasting_models():
        if model not in COUNTED_ONLY:
            found = sum_of(model, alias)
            summed[model._meta.db_table] = TableCount(found.rows, found.sha256)
    return summed


def _sizes(photos: PhotoQuerySet) -> set[str]:
    told = photos.values_list("public_name", "widths")
    return {f"{folder_of(name)}/{size}" for name, widths in told for size in size_names(widths)}
