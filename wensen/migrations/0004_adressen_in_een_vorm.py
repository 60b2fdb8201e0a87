"""The columns of mail addresses hold them in one form."""

from django.db import migrations, models

from basis.velden import Mailadres, mailadressen


class Migration(migrations.Migration):
    dependencies = [
        ("wensen", "0003_een_deur_voor_tekst"),
    ]

    operations = [
        *mailadressen("wensen", "Belangstelling"),
        *mailadressen("wensen", "Uitvraag"),
        migrations.RemoveConstraint(
            model_name="uitvraag",
            name="uitvraag_eenmaal_per_adres",
        ),
        migrations.AlterField(
            model_name="belangstelling",
            name="email",
            field=Mailadres(blank=True, max_length=254, verbose_name="uw e-mailadres"),
        ),
        migrations.AlterField(
            model_name="uitvraag",
            name="email",
            field=Mailadres(blank=True, max_length=254, verbose_name="e-mailadres"),
        ),
        migrations.AddConstraint(
            model_name="uitvraag",
            constraint=models.UniqueConstraint(
                models.F("inventarisatie"),
                models.F("email"),
                condition=models.Q(("email", ""), _negated=True),
                name="uitvraag_eenmaal_per_adres",
                violation_error_message="Dit e-mailadres kreeg de vragenlijst al.",
            ),
        ),
    ]
