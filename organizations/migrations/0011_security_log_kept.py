"""The database keeps the security log by triggers; auditors may read it."""

from django.db import migrations

from organizations.append_only import install, remove
from organizations.roles import GRANTS, grant


def put(apps, schema_editor):
    install(schema_editor.connection)


def take(apps, schema_editor):
    remove(schema_editor.connection)


def give(apps, schema_editor):
    grant(apps, "organizations", GRANTS)


class Migration(migrations.Migration):
    dependencies = [("organizations", "0010_security_log")]

    operations = [
        migrations.RunPython(put, take),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
