"""Counts of what readers see, added up beforehand; the indexes by which the roll is walked."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models
from django.db.models import Count

CHUNK = 1000


def count_what_is_public(apps, schema_editor):
    """As ``awards.counting.recount_all`` does from now on."""
    honor_count = apps.get_model("awards", "HonorCount")
    rows = (
        apps.get_model("awards", "HonorEntry")
        .objects.filter(list__state__in=["notice", "released"])
        .order_by()
        .values("list_id", "round_id", "tier_id", "subdistrict_id", "organization__sector", "standing")
        .annotate(count=Count("pk"))
    )
    counts = [honor_count(sector=row.pop("organization__sector"), **row) for row in rows]
    honor_count.objects.bulk_create(counts, batch_size=CHUNK)


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0004_worklists'),
        ('organizations', '0003_discarded_drafts'),
    ]

    operations = [
        migrations.CreateModel(
            name='HonorCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sector', models.CharField(choices=[('residential', '居民区'), ('new', '“两新”组织')], max_length=12, verbose_name='类别')),
                ('standing', models.CharField(choices=[('valid', '有效'), ('revoked', '已撤销'), ('lapsed', '已终止')], max_length=8, verbose_name='荣誉状态')),
                ('count', models.PositiveIntegerField(verbose_name='条数')),
            ],
            options={
                'verbose_name': '收录数',
                'verbose_name_plural': '收录数',
                'default_permissions': (),
            },
        ),
        migrations.RemoveIndex(
            model_name='honorentry',
            name='honor_entry_roll',
        ),
        migrations.AddIndex(
            model_name='honorentry',
            index=models.Index(fields=['round', 'tier', 'subdistrict', 'position', 'id'], name='honor_entry_official'),
        ),
        migrations.AddIndex(
            model_name='honorentry',
            index=models.Index(fields=['standing', 'round', 'tier', 'subdistrict', 'position', 'id'], name='honor_entry_standing'),
        ),
        migrations.AddField(
            model_name='honorcount',
            name='list',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='awards.honorlist', verbose_name='名单'),
        ),
        migrations.AddField(
            model_name='honorcount',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='awards.awardround', verbose_name='轮'),
        ),
        migrations.AddField(
            model_name='honorcount',
            name='subdistrict',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='honor_counts', to='organizations.subdistrict', verbose_name='街道（镇）'),
        ),
        migrations.AddField(
            model_name='honorcount',
            name='tier',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='awards.awardtier', verbose_name='等次'),
        ),
        migrations.AddConstraint(
            model_name='honorcount',
            constraint=models.UniqueConstraint(models.F('list'), django.db.models.functions.comparison.Coalesce('tier', 0), django.db.models.functions.comparison.Coalesce('subdistrict', 0), models.F('sector'), models.F('standing'), name='awards_honor_count_once', violation_error_message='这份名单的这一部分已经计过数。'),
        ),
        migrations.RunPython(count_what_is_public, migrations.RunPython.noop),
    ]
