"""Other names of values, which go with their row and raise the stand, as places do."""

import django.db.models.functions.text
from django.db import migrations, models

from vinden.triggers import neemt_namen_mee, verhoogt_stand

NEEM_MEE = """
CREATE FUNCTION neem_namen_mee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM vinden_anderenaam WHERE facet = TG_ARGV[0] AND slug = OLD.slug;
    ELSIF NEW.slug <> OLD.slug THEN
        UPDATE vinden_anderenaam SET slug = NEW.slug
            WHERE facet = TG_ARGV[0] AND slug = OLD.slug;
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("vinden", "0002_regels"),
        ("organisaties", "0003_plaats"),
    ]

    operations = [
        migrations.CreateModel(
            name="AndereNaam",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("facet", models.CharField(max_length=20)),
                ("slug", models.CharField(max_length=80, verbose_name="webnaam")),
                ("naam", models.CharField(max_length=80)),
            ],
            options={
                "verbose_name": "andere naam",
                "verbose_name_plural": "andere namen",
                "ordering": ["naam"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("facet"),
                        models.F("slug"),
                        django.db.models.functions.text.Lower("naam"),
                        name="andere_naam_uniek",
                        violation_error_message="Deze naam staat er al bij.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("naam", ""), _negated=True),
                        name="andere_naam_gevuld",
                        violation_error_message="Een naam heeft letters.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(NEEM_MEE, "DROP FUNCTION neem_namen_mee()"),
        neemt_namen_mee("regio", "organisaties_regio"),
        neemt_namen_mee("organisatie", "organisaties_organisatie"),
        verhoogt_stand("vinden_anderenaam", "organisaties_plaats", "organisaties_plaats_regios"),
    ]
