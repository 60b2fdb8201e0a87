"""Questions that gave nothing: they raise no stand, since no visitor sees them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("vinden", "0005_betekenis"),
    ]

    operations = [
        migrations.CreateModel(
            name="GemisteVraag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tekst", models.CharField(max_length=80)),
                ("dag", models.DateField()),
                ("keren", models.PositiveIntegerField(default=1)),
                ("opzij", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "gemiste vraag",
                "verbose_name_plural": "gemiste vragen",
                "ordering": ["-dag", "tekst"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dag", "tekst"),
                        name="gemiste_vraag_uniek",
                        violation_error_message="Deze vraag is op deze dag al geteld.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("tekst", ""), _negated=True),
                            models.Q(("tekst__regex", "@|\\d{4}"), _negated=True),
                        ),
                        name="gemiste_vraag_zonder_nummer",
                        violation_error_message="Een vraag met een nummer of een adres bewaren wij niet.",
                    ),
                ],
            },
        ),
    ]
