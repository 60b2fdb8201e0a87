"""`manage.py herstel`: a back-up back in its place, with what happened since done again."""

from __future__ import annotations

from pathlib import Path
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count

from kennisbank.bewaren import terugzetten
from kennisbank.bewaren.archief import Manifest
from nieuwsbrieven.keuzelijsten import Editiestatus
from nieuwsbrieven.models import Abonnee, Editie, Levering
from post.actions.terugzetten import open_post
from post.models import Bericht, Postsluiting


class Command(BaseCommand):
    help = "Zet een back-up terug, of kijkt of dat kan (--controleer)."
    requires_system_checks = []
    requires_migrations_checks = False

    @override
    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("bestand", nargs="?", type=Path, help="De back-up.")
        parser.add_argument(
            "--sleutel", action="append", type=Path, default=[], help="Uw geheime sleutel van age."
        )
        parser.add_argument("--controleer", action="store_true", help="Kijk, en verander niets.")
        parser.add_argument("--vervang", action="store_true", help="Ook als er al iets in staat.")
        parser.add_argument("--zonder-journaal", action="store_true", help="De post blijft dicht.")
        parser.add_argument("--lijst", action="store_true", help="Toon wat er weg zou gaan.")
        parser.add_argument("--open-post", action="store_true", help="Laat mail weer weggaan.")

    @override
    def handle(self, *_args: Any, **opties: Any) -> None:
        if opties["lijst"]:
            self._toon_lijst()
        elif opties["open_post"]:
            self._open()
        elif opties["bestand"] is None:
            raise CommandError("Noem de back-up: manage.py herstel kennisbank-….tar")
        else:
            self._herstel(opties)

    def _herstel(self, opties: dict[str, Any]) -> None:
        ja = terugzetten.Toestemmingen(opties["vervang"], opties["zonder_journaal"])
        with terugzetten.uitgepakt(opties["bestand"], opties["sleutel"]) as (map_, manifest):
            self._vertel(manifest)
            if opties["controleer"]:
                return
            gedaan = terugzetten.zet_terug(map_, manifest, ja)
        self.stdout.write("De back-up is teruggezet. Wie was ingelogd, logt opnieuw in.")
        self._sluit_af(gedaan)

    def _vertel(self, manifest: Manifest) -> None:
        self.stdout.write(
            f"Back-up van {manifest.gemaakt_op[:16].replace('T', ' ')} UTC, versie "
            f"{manifest.versie}: {sum(manifest.aantallen.values())} rijen, "
            f"{len(manifest.uploads)} bestanden. Alles is gelezen en klopt."
        )

    def _sluit_af(self, gedaan: list[tuple[str, int]] | None) -> None:
        if gedaan is None:
            self.stdout.write(
                "De post is dicht: het journaal kent deze back-up niet. Bekijk wat er weg zou gaan "
                "met manage.py herstel --lijst, en open de post met --open-post."
            )
            return
        for wat, aantal in gedaan:
            self.stdout.write(f"  {wat}: {aantal}")
        self.stdout.write("De post is open: wat al weg was, gaat niet opnieuw weg.")

    def _toon_lijst(self) -> None:
        berichten = Bericht.objects.wachtend().order_by("onderwerp").values_list("onderwerp")
        for onderwerp, aantal in berichten.annotate(aantal=Count("pk")):
            self.stdout.write(f"{aantal} mails wachten: {onderwerp}")
        staat = (Editiestatus.GEPLAND, Editiestatus.BEZIG)
        for editie in Editie.objects.filter(status__in=staat):
            wacht = Levering.objects.filter(editie=editie).wachtend().count()
            self.stdout.write(
                f"Nieuwsbrief ‘{editie}’ is {editie.get_status_display().lower()}; "
                f"{wacht} lezers wachten."
            )
        self.stdout.write(
            f"{Abonnee.objects.actief().count()} abonnees. Wie zich na de back-up afmeldde, staat "
            "daar weer bij als het journaal ontbreekt."
        )

    def _open(self) -> None:
        if not Postsluiting.objects.exists():
            self.stdout.write("De post is al open.")
            return
        gedaan = terugzetten.maak_af()
        if gedaan is None:
            self._toon_lijst()
            open_post()
            self.stdout.write("De post is open, zonder journaal.")
        else:
            self._sluit_af(gedaan)
