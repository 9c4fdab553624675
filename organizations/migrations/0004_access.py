
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0003_discarded_drafts'),
    ]

    operations = [
        migrations.AddField(
            model_name='staffuser',
            name='last_login_address',
            field=models.GenericIPAddressField(blank=True, editable=False, null=True, verbose_name='上次登录地址'),
        ),
        migrations.CreateModel(
            name='PastPassword',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('encoded', models.CharField(max_length=128, verbose_name='密码（散列）')),
                ('chosen_at', models.DateTimeField(auto_now_add=True, verbose_name='设定时间')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='past_passwords', to=settings.AUTH_USER_MODEL, verbose_name='工作人员')),
            ],
            options={
                'verbose_name': '用过的密码',
                'verbose_name_plural': '用过的密码',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SecondFactor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('salt', models.CharField(max_length=64, unique=True, verbose_name='密钥盐')),
                ('enabled_at', models.DateTimeField(auto_now_add=True, verbose_name='启用时间')),
                ('last_step', models.BigIntegerField(default=-1, verbose_name='最近用过的时间步')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='second_factor', to=settings.AUTH_USER_MODEL, verbose_name='工作人员')),
            ],
            options={
                'verbose_name': '动态验证码',
                'verbose_name_plural': '动态验证码',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, verbose_name='恢复码（散列）')),
                ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='使用时间')),
                ('factor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recovery_codes', to='organizations.secondfactor', verbose_name='动态验证码')),
            ],
            options={
                'verbose_name': '恢复码',
                'verbose_name_plural': '恢复码',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('factor', 'digest'), name='organizations_recoverycode_once', violation_error_message='这个恢复码已经有了。')],
            },
        ),
    ]
