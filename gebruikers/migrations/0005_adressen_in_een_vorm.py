"""The columns of mail addresses hold them in one form."""

from django.db import migrations

from basis.velden import Mailadres, mailadressen


class Migration(migrations.Migration):
    dependencies = [
        ("gebruikers", "0004_teller"),
    ]

    operations = [
        *mailadressen("gebruikers", "Gebruiker"),
        migrations.RemoveConstraint(
            model_name="gebruiker",
            name="gebruiker_email_uniek",
        ),
        migrations.AlterField(
            model_name="gebruiker",
            name="email",
            field=Mailadres(
                error_messages={"unique": "Dit e-mailadres heeft al een account."},
                max_length=254,
                unique=True,
                verbose_name="e-mailadres",
            ),
        ),
    ]
