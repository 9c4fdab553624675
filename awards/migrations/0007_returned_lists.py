"""Who sent a list back, when and why; and the worklist of what was sent back."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from awards.roles import GRANTS
from organizations.roles import grant


def give(apps, schema_editor):
    grant(apps, "awards", GRANTS)


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0006_latest_changes'),
        ('organizations', '0011_security_log_kept'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReturnedList',
            fields=[
            ],
            options={
                'verbose_name': '退回待改的名单',
                'verbose_name_plural': '退回待改的名单',
                'proxy': True,
                'default_permissions': ('view',),
                'indexes': [],
                'constraints': [],
            },
            bases=('awards.honorlist',),
        ),
        migrations.AddField(
            model_name='historicalhonorlist',
            name='return_reason',
            field=models.TextField(blank=True, editable=False, verbose_name='退回理由'),
        ),
        migrations.AddField(
            model_name='historicalhonorlist',
            name='returned_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='退回时间'),
        ),
        migrations.AddField(
            model_name='historicalhonorlist',
            name='returned_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='退回人'),
        ),
        migrations.AddField(
            model_name='honorlist',
            name='return_reason',
            field=models.TextField(blank=True, editable=False, verbose_name='退回理由'),
        ),
        migrations.AddField(
            model_name='honorlist',
            name='returned_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='退回时间'),
        ),
        migrations.AddField(
            model_name='honorlist',
            name='returned_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='退回人'),
        ),
        migrations.AddConstraint(
            model_name='honorlist',
            constraint=models.CheckConstraint(condition=models.Q(('returned_at__isnull', True), models.Q(('return_reason', ''), _negated=True), _connector='OR'), name='awards_list_return_has_reason', violation_error_message='退回名单要写明要改什么。'),
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
