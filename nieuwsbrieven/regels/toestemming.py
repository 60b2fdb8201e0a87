"""What a subscriber agrees to, and the proof that they did."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils.crypto import salted_hmac

from basis.journaal import code_van_adres, noteer
from basis.tekst import mailadres
from nieuwsbrieven.keuzelijsten import Toestemmingsstap
from nieuwsbrieven.models import Toestemming

WAT_WIJ_DOEN = (
    "Wij gebruiken uw e-mailadres en uw keuzes alleen om u de nieuwsbrief te sturen.",
    "Wij houden niet bij of u een nieuwsbrief opent, en niet waarop u klikt.",
    "Onderaan elke nieuwsbrief kunt u zich met één klik afmelden.",
    "30 dagen na het afmelden wissen wij uw e-mailadres en uw keuzes, of meteen als u wilt.",
    "Tot vijf jaar na het afmelden bewaren wij dat u ja zei, zonder uw e-mailadres.",
)
INSTEMMING = "Ja, stuur mij de nieuwsbrief van de Kennisbank Nieuwe wegen"
TEKST = "\n".join((*WAT_WIJ_DOEN, INSTEMMING))
"""What stands beside the button with which somebody says yes; kept literally."""

BEWAREN = timedelta(days=5 * 365)
"""How long the proof is kept after somebody took their consent back."""

TOESTEMMING = "toestemming"
"""The kind of a line in the journal for what a reader said."""

INGETROKKEN = (Toestemmingsstap.INGETROKKEN, Toestemmingsstap.GEWIST)


def kenmerk_van(email: str) -> str:
    """What stands for `email` in the proof: the same for the same address, whatever its case.

    Keyed with SECRET_KEY: another key, and older proof is not found any more.
    """
    return salted_hmac(
        "nieuwsbrieven.regels.toestemming", mailadres(email), algorithm="sha256"
    ).hexdigest()


def leg_vast(*, email: str, stap: Toestemmingsstap, op: datetime) -> None:
    """Keep that the person at `email` took `stap` at `op`; consent goes with its text.

    The journal knows it too: who left does not come back with an older back-up.
    """
    noteer(TOESTEMMING, code_van_adres(email), stap)
    Toestemming.objects.create(
        kenmerk=kenmerk_van(email),
        stap=stap,
        op=op,
        tekst=TEKST if stap == Toestemmingsstap.GEGEVEN else "",
    )


def bewijs(email: str) -> list[Toestemming]:
    """What the person at `email` agreed to and took back, the oldest first."""
    return list(Toestemming.objects.filter(kenmerk=kenmerk_van(email)))


def vergeet(nu: datetime) -> None:
    """Forget the proof up to each withdrawal that is five years old at `nu`."""
    intrekking = Toestemming.objects.filter(
        kenmerk=OuterRef("kenmerk"), pk__gte=OuterRef("pk"), stap__in=INGETROKKEN
    ).filter(op__lt=nu - BEWAREN)
    Toestemming.objects.filter(Exists(intrekking)).delete()
