"""The table of Django's database cache and that of the counter: the limits of all workers.

Both are unlogged: what a crash forgets is counted anew, and no write waits for the disk.
"""

from django.db import migrations

CACHE = """
CREATE UNLOGGED TABLE IF NOT EXISTS cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX IF NOT EXISTS cache_expires ON cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("gebruikers", "0001_initial")]

    operations = [
        migrations.RunSQL(CACHE, "DROP TABLE cache"),
        migrations.RunSQL("ALTER TABLE gebruikers_teller SET UNLOGGED", migrations.RunSQL.noop),
    ]
