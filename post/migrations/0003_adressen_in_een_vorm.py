"""The columns of mail addresses hold them in one form."""

from django.db import migrations

from basis.velden import Mailadres, mailadressen


class Migration(migrations.Migration):
    dependencies = [
        ("post", "0002_een_deur_voor_tekst"),
    ]

    operations = [
        *mailadressen("post", "Bericht", "aan"),
        *mailadressen("post", "Postadres"),
        *mailadressen("post", "Terugmelding"),
        migrations.RemoveConstraint(
            model_name="postadres",
            name="postadres_kleine_letters",
        ),
        migrations.AlterField(
            model_name="bericht",
            name="aan",
            field=Mailadres(max_length=254),
        ),
        migrations.AlterField(
            model_name="postadres",
            name="email",
            field=Mailadres(max_length=254, unique=True),
        ),
        migrations.AlterField(
            model_name="terugmelding",
            name="email",
            field=Mailadres(max_length=254),
        ),
    ]
