"""An inventory that was closed keeps the days on which it was held."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wensen", "0002_regels"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="inventarisatie",
            name="gesloten_door",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="inventarisatie",
            name="gesloten_op",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="inventarisatie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("gesloten_door__isnull", True), ("gesloten_op__isnull", True)),
                    models.Q(("gesloten_door__isnull", False), ("gesloten_op__isnull", False)),
                    _connector="OR",
                ),
                name="inventarisatie_gesloten_volledig",
                violation_error_message="Leg vast wanneer dit gebeurde, en wie het deed.",
            ),
        ),
    ]
