"""The worklist of cases that wait for a release: a proxy of a table that exists, and who may see it."""

from django.db import migrations

from organizations.roles import grant
from showcase.roles import GRANTS


def give(apps, schema_editor):
    grant(apps, "showcase", GRANTS)


class Migration(migrations.Migration):

    dependencies = [
        ("showcase", "0011_latest_changes"),
    ]

    operations = [
        migrations.CreateModel(
            name="WaitingCase",
            fields=[],
            options={
                "verbose_name": "等待签发的案例",
                "verbose_name_plural": "等待签发的案例",
                "proxy": True,
                "default_permissions": ("view",),
                "indexes": [],
                "constraints": [],
            },
            bases=("showcase.casestudy",),
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
