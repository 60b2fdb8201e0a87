"""The columns of mail addresses hold them in one form."""

from django.db import migrations

from basis.velden import Mailadres, mailadressen


class Migration(migrations.Migration):
    dependencies = [
        ("innovaties", "0005_andere_namen"),
    ]

    operations = [
        *mailadressen("innovaties", "Beschrijving", "contact_email"),
        migrations.AlterField(
            model_name="beschrijving",
            name="contact_email",
            field=Mailadres(blank=True, max_length=254),
        ),
    ]
