"""The columns of mail addresses hold them in one form."""

from django.db import migrations, models

from basis.velden import Mailadres, mailadressen


class Migration(migrations.Migration):
    dependencies = [
        ("nieuwsbrieven", "0004_adressen"),
    ]

    operations = [
        *mailadressen("nieuwsbrieven", "Abonnee"),
        *mailadressen("nieuwsbrieven", "Levering"),
        migrations.RemoveConstraint(
            model_name="abonnee",
            name="abonnee_eenmaal_per_adres",
        ),
        migrations.AlterField(
            model_name="abonnee",
            name="email",
            field=Mailadres(max_length=254, verbose_name="e-mailadres"),
        ),
        migrations.AlterField(
            model_name="levering",
            name="email",
            field=Mailadres(blank=True, max_length=254),
        ),
        migrations.AddConstraint(
            model_name="abonnee",
            constraint=models.UniqueConstraint(
                models.F("email"),
                name="abonnee_eenmaal_per_adres",
                violation_error_message="Dit e-mailadres is al abonnee.",
            ),
        ),
    ]
