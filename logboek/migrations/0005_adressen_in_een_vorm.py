"""The columns of mail addresses hold them in one form."""

from django.db import migrations

from basis.velden import Mailadres, mailadressen


class Migration(migrations.Migration):
    dependencies = [
        ("logboek", "0004_vergeet_oude"),
    ]

    operations = [
        *mailadressen("logboek", "Vergeetbaar"),
        migrations.AlterField(
            model_name="vergeetbaar",
            name="email",
            field=Mailadres(blank=True, max_length=254),
        ),
    ]
