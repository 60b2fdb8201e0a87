"""What stood in the log for ever goes where it can be forgotten."""

from django.db import migrations

VERPLAATS = """
ALTER TABLE logboek_logregel DISABLE TRIGGER alleen_toevoegen;
DO $$
DECLARE
    regel record;
    apart bigint;
BEGIN
    FOR regel IN
        SELECT * FROM logboek_logregel
        WHERE vergeetbaar_id IS NULL AND (
            (door_id IS NULL AND wat IN ('bevestigd', 'verouderd-gemeld', 'elders-gemeld'))
            OR (door_id IS NOT NULL AND wat IN ('afgewezen', 'gearchiveerd', 'match-afgerond'))
        )
    LOOP
        INSERT INTO logboek_vergeetbaar (naam, email, tekst, vervalt_op)
        VALUES (
            CASE WHEN regel.door_id IS NULL THEN regel.wie ELSE '' END,
            '', regel.toelichting, regel.op + interval '365 days'
        ) RETURNING id INTO apart;
        UPDATE logboek_logregel SET
            wie = CASE WHEN door_id IS NULL THEN 'iemand zonder account' ELSE wie END,
            toelichting = '', vergeetbaar_id = apart
        WHERE id = regel.id;
    END LOOP;
END $$;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE logboek_logregel ENABLE TRIGGER alleen_toevoegen;
"""


class Migration(migrations.Migration):
    dependencies = [("logboek", "0003_vergeetbaar")]

    operations = [
        migrations.RunSQL(VERPLAATS, migrations.RunSQL.noop),
    ]
