"""The columns of mail addresses hold them in one form."""

from django.db import migrations, models

from basis.velden import Mailadres, mailadressen


class Migration(migrations.Migration):
    dependencies = [
        ("trajecten", "0003_een_deur_voor_tekst"),
    ]

    operations = [
        *mailadressen("trajecten", "Deelname", "projectleider_email"),
        *mailadressen("trajecten", "Meedoener"),
        migrations.RemoveConstraint(
            model_name="meedoener",
            name="meedoener_eenmaal_per_adres",
        ),
        migrations.AlterField(
            model_name="deelname",
            name="projectleider_email",
            field=Mailadres(max_length=254, verbose_name="e-mailadres van de projectleider"),
        ),
        migrations.AlterField(
            model_name="meedoener",
            name="email",
            field=Mailadres(max_length=254, verbose_name="uw e-mailadres"),
        ),
        migrations.AddConstraint(
            model_name="meedoener",
            constraint=models.UniqueConstraint(
                models.F("tranche"),
                models.F("email"),
                name="meedoener_eenmaal_per_adres",
                violation_error_message="Met dit e-mailadres deed iemand al mee.",
            ),
        ),
    ]
