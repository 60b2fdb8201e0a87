"""Questions that a page answers are passages too."""

from typing import Any

from django.db import migrations

from vinden.passagetabel import maak


def maak_zoeken(_apps: Any, schema_editor: Any) -> None:
    maak(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("vinden", "0006_gemiste_vraag"),
    ]

    operations = [
        migrations.RunPython(maak_zoeken, migrations.RunPython.noop),
    ]
