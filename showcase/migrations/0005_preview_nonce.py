"""What makes the preview links of a case void all at once."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("showcase", "0004_worklists"),
    ]

    operations = [
        migrations.AddField(
            model_name="casestudy",
            name="preview_nonce",
            field=models.CharField(blank=True, default="", editable=False, max_length=16),
        ),
    ]
