"""`python -m bench.slechte_vragen`: what no search field should be asked, asked anyhow.

Asks the database of the environment, and prints its verdict as JSON.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

from bench import opzet  # noqa: F401 (makes Django ready)

# isort: split

from django.test import Client

from bench.delen import Deelkeuring, toon
from innovaties.models import Zoekdocument
from kennisbank.server import HOST

MAX_MS = 400
ADRESSEN = ("/innovaties/", "/innovaties.json", "/zoeken/")
VRAGEN = {
    "alleen tekens": "!?.,;:()[]{}<>&|*@#$%^~`'\\/_=+",
    "alleen operatoren": "- or of -",
    "streepje": " -",
    "alleen niet": "-zorg -wonen",
    "open aanhaling": '"eigen regie',
    "lege aanhaling": '""',
    "200 tekens": ("crisis wonen herstel jongeren " * 7)[:200],
    "200 tekens aaneen": "z" * 200,
    "200 letters los": "a e i o u " * 20,
    "losse letters": "clie\u0308nt in e\u0301e\u0301n team",
    "emoji": "\U0001f600 hulp \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "van rechts naar links": "\u0645\u0633\u0627\u0639\u062f\u0629 \u202e grozjeugd",
    "Engels": "how do you support people with severe mental illness at home",
    "duizenden or": "zorg or " * 3000,
    "duizenden aanhalingen": '"' * 5001,
    "duizenden minnen": "-zorg " * 3000,
    "alleen stopwoorden": "de het een hoe wat",
    "NUL": "crisis\0kaart",
    "SQL": "'; DROP TABLE x; -- %s %(a)s \\",
    "tsquery": "a & (b | !c) <-> d:*",
    "duizenden tikfouten": "crisskaart psychatrie gebietsteams huisversting kindchek " * 40,
}


def main() -> None:
    """Ask each question at each address."""
    toon(json.dumps(list(vraag())))


def vraag() -> Iterator[Deelkeuring]:
    """Ask all, once to get ready and once in earnest, and yield how it went."""
    client = Client(headers={"host": HOST}, raise_request_exception=False)
    duren, fouten = dict[str, float](), set[str]()
    for keer in range(2):
        for naam, tekst in VRAGEN.items():
            for adres in ADRESSEN:
                begin = time.perf_counter()
                antwoord = client.get(adres, {"q": tekst, "vers": str(keer)})
                duren[f"{naam} op {adres}"] = (time.perf_counter() - begin) * 1000
                if antwoord.status_code >= 500:
                    fouten.add(f"{naam} op {adres}")
    traagste, duur = max(duren.items(), key=lambda paar: paar[1])
    hoeveel = f"{Zoekdocument.objects.count():>7,}  slechte vragen"
    yield (
        not fouten,
        f"{hoeveel}: {len(fouten)} maal een fout {' | '.join(sorted(fouten))}".rstrip(),
    )
    yield duur <= MAX_MS, f"{hoeveel}: de traagste is {traagste}, {duur:.0f} ms (≤ {MAX_MS})"


if __name__ == "__main__":
    main()
