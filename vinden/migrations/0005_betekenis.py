"""What texts and questions mean; passages where PostgreSQL has pgvector."""

from typing import Any

from django.db import migrations, models

from vinden.passagetabel import maak, verwijder
from vinden.triggers import verhoogt_stand_bij


def maak_passages(_apps: Any, schema_editor: Any) -> None:
    maak(schema_editor.connection)


def verwijder_passages(_apps: Any, schema_editor: Any) -> None:
    verwijder(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("vinden", "0004_woorden"),
    ]

    operations = [
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("soort", models.CharField(max_length=60)),
                ("sleutel", models.BigIntegerField()),
                (
                    "vorm",
                    models.CharField(
                        choices=[("sectie", "sectie"), ("venster", "venster")], max_length=10
                    ),
                ),
                ("nummer", models.IntegerField()),
                ("kenmerk", models.BinaryField()),
            ],
            options={
                "db_table": "vinden_passage",
                "ordering": ["soort", "sleutel", "vorm", "nummer"],
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Encoder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("laatst_gezien", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Leesopdracht",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("soort", models.CharField(max_length=60)),
                ("sleutel", models.BigIntegerField()),
            ],
            options={
                "verbose_name_plural": "leesopdrachten",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Vraagvector",
            fields=[
                ("sleutel", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("tekst", models.CharField(blank=True, max_length=200)),
                ("vector", models.TextField(blank=True)),
                ("laatst_gevraagd", models.DateField()),
            ],
            options={
                "verbose_name_plural": "vraagvectoren",
                "indexes": [
                    models.Index(fields=["laatst_gevraagd"], name="vraagvector_gebruikt"),
                    models.Index(
                        fields=["sleutel"],
                        condition=models.Q(("vector", "")),
                        name="vraagvector_wacht",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tekst", ""), ("vector", ""), _connector="XOR"),
                        name="vraagvector_zonder_woorden",
                        violation_error_message="Van een vraag bewaren wij de woorden of de vector.",
                    )
                ],
            },
        ),
        migrations.RunPython(maak_passages, verwijder_passages),
        verhoogt_stand_bij(
            "vinden_encoder",
            erbij="true",
            anders="NEW.laatst_gezien > OLD.laatst_gezien + interval '1 minute'",
        ),
    ]
