from django.db import migrations

from basis.velden import adressen_in_een_vorm


class Migration(migrations.Migration):
    dependencies = [
        ("post", "0001_initial"),
    ]

    operations = [
        adressen_in_een_vorm("post", "Postadres"),
        adressen_in_een_vorm("post", "Terugmelding"),
    ]
