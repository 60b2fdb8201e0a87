"""Let a page that other apps make findable raise the stand."""

from django.db import migrations

TABELLEN = [
    "innovaties_wegwijzer",
    *(f"innovaties_wegwijzer_{rij}" for rij in ("themas", "regios", "innovaties", "elementen")),
]
TRIGGERS = "".join(
    f"CREATE TRIGGER stand AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {tabel} "
    "FOR EACH STATEMENT EXECUTE FUNCTION verhoog_stand();\n"
    for tabel in TABELLEN
)
TERUG = "".join(f"DROP TRIGGER stand ON {tabel};\n" for tabel in TABELLEN)


class Migration(migrations.Migration):
    dependencies = [("innovaties", "0006_wegwijzer")]

    operations = [migrations.RunSQL(TRIGGERS, TERUG)]
