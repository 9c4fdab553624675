"""承办单位, 数据使用说明, and numbers that look like what they are called."""

import django.core.validators
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models


def set_aside_what_is_no_number(apps, schema_editor):
    """Empty what the new rules would refuse; the record's history keeps what stood there."""
    settings = apps.get_model("showcase", "SiteSettings").objects
    settings.exclude(site_code="").exclude(site_code__regex=r"^(\d{10}|bm\d{8})$").update(site_code="")
    settings.exclude(icp_number="").exclude(icp_number__contains="ICP").update(icp_number="")
    settings.exclude(police_number="").exclude(police_number__contains="公网安备").update(police_number="")


class Migration(migrations.Migration):

    dependencies = [
        ('showcase', '0005_preview_nonce'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalsitesettings',
            name='data_licence',
            field=models.CharField(blank=True, help_text='别人怎样可以使用本站的文字和数据，如“转载请注明来源”。', max_length=200, verbose_name='数据使用说明'),
        ),
        migrations.AddField(
            model_name='historicalsitesettings',
            name='undertaker',
            field=models.CharField(blank=True, max_length=80, verbose_name='承办单位'),
        ),
        migrations.AddField(
            model_name='sitesettings',
            name='data_licence',
            field=models.CharField(blank=True, help_text='别人怎样可以使用本站的文字和数据，如“转载请注明来源”。', max_length=200, verbose_name='数据使用说明'),
        ),
        migrations.AddField(
            model_name='sitesettings',
            name='undertaker',
            field=models.CharField(blank=True, max_length=80, verbose_name='承办单位'),
        ),
        migrations.AlterField(
            model_name='historicalsitesettings',
            name='icp_number',
            field=models.CharField(blank=True, max_length=60, validators=[django.core.validators.RegexValidator('ICP[备证].*\\d{6,}', '请照备案页面填写，如“沪ICP备00000000号-1”。')], verbose_name='ICP 备案号'),
        ),
        migrations.AlterField(
            model_name='historicalsitesettings',
            name='police_number',
            field=models.CharField(blank=True, max_length=60, validators=[django.core.validators.RegexValidator('公网安备\\s*\\d{8,}', '请照备案页面填写，如“沪公网安备 31010500000000号”。')], verbose_name='公安备案号'),
        ),
        migrations.AlterField(
            model_name='historicalsitesettings',
            name='site_code',
            field=models.CharField(blank=True, help_text='全国政府网站基本信息数据库所编。', max_length=20, validators=[django.core.validators.RegexValidator('^(?:\\d{10}|bm\\d{8})$', '网站标识码是十位数字，如 3101050001；中央部门的以 bm 开头。')], verbose_name='网站标识码'),
        ),
        migrations.AlterField(
            model_name='sitesettings',
            name='icp_number',
            field=models.CharField(blank=True, max_length=60, validators=[django.core.validators.RegexValidator('ICP[备证].*\\d{6,}', '请照备案页面填写，如“沪ICP备00000000号-1”。')], verbose_name='ICP 备案号'),
        ),
        migrations.AlterField(
            model_name='sitesettings',
            name='police_number',
            field=models.CharField(blank=True, max_length=60, validators=[django.core.validators.RegexValidator('公网安备\\s*\\d{8,}', '请照备案页面填写，如“沪公网安备 31010500000000号”。')], verbose_name='公安备案号'),
        ),
        migrations.AlterField(
            model_name='sitesettings',
            name='site_code',
            field=models.CharField(blank=True, help_text='全国政府网站基本信息数据库所编。', max_length=20, validators=[django.core.validators.RegexValidator('^(?:\\d{10}|bm\\d{8})$', '网站标识码是十位数字，如 3101050001；中央部门的以 bm 开头。')], verbose_name='网站标识码'),
        ),
        migrations.RunPython(set_aside_what_is_no_number, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='sitesettings',
            constraint=models.CheckConstraint(condition=models.Q(('site_code', ''), django.db.models.lookups.Exact(django.db.models.functions.text.Length('site_code'), models.Value(10)), _connector='OR'), name='showcase_site_settings_site_code', violation_error_message='网站标识码是十位数字，如 3101050001；中央部门的以 bm 开头。'),
        ),
        migrations.AddConstraint(
            model_name='sitesettings',
            constraint=models.CheckConstraint(condition=models.Q(('icp_number', ''), ('icp_number__contains', 'ICP'), _connector='OR'), name='showcase_site_settings_icp_number', violation_error_message='请照备案页面填写，如“沪ICP备00000000号-1”。'),
        ),
        migrations.AddConstraint(
            model_name='sitesettings',
            constraint=models.CheckConstraint(condition=models.Q(('police_number', ''), ('police_number__contains', '公网安备'), _connector='OR'), name='showcase_site_settings_police_number', violation_error_message='请照备案页面填写，如“沪公网安备 31010500000000号”。'),
        ),
    ]
