"""Give the five roles their permissions on this application's models."""

from django.db import migrations

from showcase.roles import GRANTS
from organizations.roles import grant


def give(apps, schema_editor):
    grant(apps, "showcase", GRANTS)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("awards", "0002_roles"),
        ("showcase", "0001_initial"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
