"""The worklists (待办): proxies of tables that exist, and who may see each."""

from django.db import migrations

from organizations.roles import grant
from showcase.roles import GRANTS


def give(apps, schema_editor):
    grant(apps, "showcase", GRANTS)


class Migration(migrations.Migration):

    dependencies = [
        ('showcase', '0003_editors_desk'),
    ]

    operations = [
        migrations.CreateModel(
            name='OpenReport',
            fields=[
            ],
            options={
                'verbose_name': '待处理的纠错',
                'verbose_name_plural': '待处理的纠错',
                'proxy': True,
                'default_permissions': ('view',),
                'indexes': [],
                'constraints': [],
            },
            bases=('showcase.errorreport',),
        ),
        migrations.CreateModel(
            name='UndescribedPhoto',
            fields=[
            ],
            options={
                'verbose_name': '缺替代文字的图片',
                'verbose_name_plural': '缺替代文字的图片',
                'proxy': True,
                'default_permissions': ('view',),
                'indexes': [],
                'constraints': [],
            },
            bases=('showcase.photo',),
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
