"""What the stuurgroep reads in its mail about a report."""

from __future__ import annotations

from django.conf import settings

from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from post.actions.klaarzetten import zet_klaar
from rapportage.models import Rapport
from rapportage.rechten import moet_lezen


def meld_oplevering(rapport: Rapport) -> None:
    """Tell each who decides by it that `rapport` was delivered, and what is asked of them."""
    vraag = f"Wat wij u vragen:\n{rapport.gevraagd}\n\n" if rapport.gevraagd else ""
    for lezer in Gebruiker.objects.met_recht(Recht.BESLUIT):
        if moet_lezen(lezer):
            zet_klaar(
                sleutel=f"rapport-{rapport.pk}-{lezer.pk}",
                aan=lezer.email,
                onderwerp=f"Het rapport is er: {str(rapport).lower()}",
                tekst=f"{rapport.opgeleverd_door} leverde het halfjaarrapport op. De cijfers "
                f"staan vast.\n\n{vraag}"
                f"Lees het rapport:\n{settings.SITE_URL}{rapport.get_absolute_url()}",
                knop="Lees het rapport",
            )
