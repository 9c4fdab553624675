"""The worklist of cases that were returned: a proxy of a table that exists, and who may see it."""

from django.db import migrations

from organizations.roles import grant
from showcase.roles import GRANTS


def give(apps, schema_editor):
    grant(apps, "showcase", GRANTS)


class Migration(migrations.Migration):

    dependencies = [
        ("showcase", "0012_waiting_cases"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReturnedCase",
            fields=[],
            options={
                "verbose_name": "退回待改的案例",
                "verbose_name_plural": "退回待改的案例",
                "proxy": True,
                "default_permissions": ("view",),
                "indexes": [],
                "constraints": [],
            },
            bases=("showcase.casestudy",),
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
