"""Give the five roles their permissions on this application's models."""

from django.db import migrations

from awards.roles import GRANTS
from organizations.roles import grant


def give(apps, schema_editor):
    grant(apps, "awards", GRANTS)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("organizations", "0002_roles"),
        ("awards", "0001_initial"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
