"""The worklists (待办): proxies of tables that exist, and who may see each."""

from django.db import migrations

from awards.roles import GRANTS
from organizations.roles import grant


def give(apps, schema_editor):
    grant(apps, "awards", GRANTS)


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0003_import_row_history'),
        ('organizations', '0003_discarded_drafts'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClashingEntry',
            fields=[
            ],
            options={
                'verbose_name': '同一轮里重复的荣誉',
                'verbose_name_plural': '同一轮里重复的荣誉',
                'proxy': True,
                'default_permissions': ('view',),
                'indexes': [],
                'constraints': [],
            },
            bases=('awards.honorentry',),
        ),
        migrations.CreateModel(
            name='CountMismatch',
            fields=[
            ],
            options={
                'verbose_name': '数目对不上的公布总数',
                'verbose_name_plural': '数目对不上的公布总数',
                'proxy': True,
                'default_permissions': ('view',),
                'indexes': [],
                'constraints': [],
            },
            bases=('awards.announcedcount',),
        ),
        migrations.CreateModel(
            name='PossibleDouble',
            fields=[
            ],
            options={
                'verbose_name': '可能重复的党组织',
                'verbose_name_plural': '可能重复的党组织',
                'proxy': True,
                'default_permissions': ('view',),
                'indexes': [],
                'constraints': [],
            },
            bases=('organizations.organization',),
        ),
        migrations.CreateModel(
            name='UnconfirmedEntry',
            fields=[
            ],
            options={
                'verbose_name': '等次待确认的条目',
                'verbose_name_plural': '等次待确认的条目',
                'proxy': True,
                'default_permissions': ('view',),
                'indexes': [],
                'constraints': [],
            },
            bases=('awards.honorentry',),
        ),
        migrations.CreateModel(
            name='UnknownSpelling',
            fields=[
            ],
            options={
                'verbose_name': '名称没有登记的条目',
                'verbose_name_plural': '名称没有登记的条目',
                'proxy': True,
                'default_permissions': ('view',),
                'indexes': [],
                'constraints': [],
            },
            bases=('awards.honorentry',),
        ),
        migrations.CreateModel(
            name='UnnumberedRound',
            fields=[
            ],
            options={
                'verbose_name': '没有文号的轮次',
                'verbose_name_plural': '没有文号的轮次',
                'proxy': True,
                'default_permissions': ('view',),
                'indexes': [],
                'constraints': [],
            },
            bases=('awards.awardround',),
        ),
        migrations.CreateModel(
            name='UntieredEntry',
            fields=[
            ],
            options={
                'verbose_name': '没有等次的条目',
                'verbose_name_plural': '没有等次的条目',
                'proxy': True,
                'default_permissions': ('view',),
                'indexes': [],
                'constraints': [],
            },
            bases=('awards.honorentry',),
        ),
        migrations.CreateModel(
            name='WaitingBatch',
            fields=[
            ],
            options={
                'verbose_name': '待处理的批次',
                'verbose_name_plural': '待处理的批次',
                'proxy': True,
                'default_permissions': ('view',),
                'indexes': [],
                'constraints': [],
            },
            bases=('awards.importbatch',),
        ),
        migrations.CreateModel(
            name='WaitingList',
            fields=[
            ],
            options={
                'verbose_name': '等待公布的名单',
                'verbose_name_plural': '等待公布的名单',
                'proxy': True,
                'default_permissions': ('view',),
                'indexes': [],
                'constraints': [],
            },
            bases=('awards.honorlist',),
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
