"""The columns of mail addresses hold them in one form."""

from django.db import migrations, models

from basis.velden import Mailadres, mailadressen


class Migration(migrations.Migration):
    dependencies = [
        ("masterclasses", "0004_vasthouden"),
    ]

    operations = [
        *mailadressen("masterclasses", "Aanmelding"),
        *mailadressen("masterclasses", "Uitnodiging"),
        migrations.RemoveConstraint(
            model_name="aanmelding",
            name="aanmelding_eenmaal_per_adres",
        ),
        migrations.RemoveConstraint(
            model_name="uitnodiging",
            name="uitnodiging_eenmaal",
        ),
        migrations.AlterField(
            model_name="aanmelding",
            name="email",
            field=Mailadres(blank=True, max_length=254, verbose_name="uw e-mailadres"),
        ),
        migrations.AlterField(
            model_name="uitnodiging",
            name="email",
            field=Mailadres(max_length=254, verbose_name="e-mailadres"),
        ),
        migrations.AddConstraint(
            model_name="aanmelding",
            constraint=models.UniqueConstraint(
                models.F("masterclass"),
                models.F("email"),
                condition=models.Q(
                    (
                        "status__in",
                        ("te-bevestigen", "aangeboden", "bevestigd", "te-beoordelen", "wachtlijst"),
                    ),
                    models.Q(("email", ""), _negated=True),
                ),
                name="aanmelding_eenmaal_per_adres",
                violation_error_message="Dit e-mailadres is al aangemeld.",
            ),
        ),
        migrations.AddConstraint(
            model_name="uitnodiging",
            constraint=models.UniqueConstraint(
                models.F("masterclass"),
                models.F("email"),
                name="uitnodiging_eenmaal",
                violation_error_message="Dit adres is al uitgenodigd.",
            ),
        ),
    ]
