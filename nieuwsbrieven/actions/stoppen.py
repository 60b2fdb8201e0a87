"""Who cannot be reached three editions in a row gets no more."""

from __future__ import annotations

from django.db import connection

from post.actions.terugmeldingen import stop
from post.keuzelijsten import Poststopreden

# Only addresses with three soft failures are looked at, so mostly none. What was never tried, such
# as to somebody who left before their turn, says nothing; what still waits neither.
_NIET_TE_BEREIKEN = """
WITH zacht AS (
    SELECT DISTINCT email, zending FROM post_terugmelding
    WHERE soort = 'zacht' AND zending LIKE 'editie-%%'
), verdacht AS (
    SELECT email FROM zacht GROUP BY email HAVING count(*) >= %(aantal)s
    EXCEPT SELECT email FROM post_postadres WHERE gestopt_op IS NOT NULL
), laatste AS (
    SELECT verdacht.email, zacht.email IS NOT NULL AS mislukt,
        row_number() OVER (PARTITION BY verdacht.email ORDER BY levering.id DESC) AS nummer
    FROM verdacht
    JOIN nieuwsbrieven_levering levering ON lower(levering.email) = verdacht.email
    LEFT JOIN zacht ON zacht.email = verdacht.email
        AND zacht.zending = 'editie-' || levering.editie_id
    WHERE levering.status = 'verzonden'
        OR (levering.status = 'mislukt' AND zacht.email IS NOT NULL)
)
SELECT email FROM laatste WHERE nummer <= %(aantal)s
GROUP BY email HAVING count(*) = %(aantal)s AND bool_and(mislukt)
"""

DRIE = 3


def stop_wie_niet_te_bereiken_is() -> int:
    """Stop each address whose last three newsletters all failed for the moment; return how many.

    Does nothing the second time. `post.actions.terugmeldingen.hef_op` lets the counting begin anew.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NIET_TE_BEREIKEN, {"aantal": DRIE})
        adressen = [email for (email,) in cursor]
    for email in adressen:
        stop(email=email, reden=Poststopreden.DRIE_KEER)
    return len(adressen)
