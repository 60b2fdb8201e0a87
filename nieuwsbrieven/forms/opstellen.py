"""The forms to make an edition with: its texts, and one part of it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import URLValidator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from basis.beelden import als_beeld
from basis.forms import HuisstijlForm
from basis.tekst import als_nummer
from basis.velden import OpAlfabet, RijkVeld
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from innovaties.models import Thema
from nieuwsbrieven.actions.opstellen import LIJSTEN, TEKSTEN, VELDEN
from nieuwsbrieven.forms.abonnee import ALLES, KIES, alles_of
from nieuwsbrieven.keuzelijsten import Bloksoort
from nieuwsbrieven.models import Blok, Editie
from organisaties.keuzelijsten import Persoonsrol
from organisaties.models import Regio
from werkplek.velden import tekst as kolom

GEEN_PAD = re.compile(r"^/[/\\]|[\s\\\x00-\x1f]")
"""What looks like a path of this site, but may lead elsewhere."""


class AkkoordForm(forms.Form):
    """Which text was read: the number of its last change."""

    wijziging = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, editie: Editie, data: Any = None) -> None:
        super().__init__(data, initial={"wijziging": editie.wijziging})

    def clean_wijziging(self) -> int:
        """As a number."""
        return als_nummer(self.cleaned_data["wijziging"], -1)


class EditieBeginForm(HuisstijlForm):
    """The least that a concept needs."""

    onderwerp = kolom(
        "onderwerp",
        model=Editie,
        help_text="Waar gaat deze nieuwsbrief over? U kunt dit later nog wijzigen.",
        error_messages={"required": "Schrijf een onderwerp."},
    )


class EditieForm(HuisstijlForm):
    """What stands around the parts, and who reads along."""

    onderwerp = kolom(
        "onderwerp",
        model=Editie,
        help_text="Zegt in de mailbox waar het over gaat. Met 50 tot 60 tekens past het ook op "
        "een telefoon.",
        widget=forms.TextInput(attrs={"data-teller": "60"}),
        error_messages={"required": "Schrijf een onderwerp."},
    )
    preheader = kolom(
        "preheader",
        model=Editie,
        help_text="Dit staat in de mailbox achter het onderwerp. Noem iets dat nog niet in het "
        "onderwerp staat. Met 40 tot 90 tekens past het meestal.",
        widget=forms.TextInput(attrs={"data-teller": "90"}),
    )
    inleiding = RijkVeld(
        Editie._meta.get_field("inleiding"),
        label="Inleiding",
        help_text="Een paar zinnen boven de berichten. Mag leeg blijven.",
    )
    vier_ogen = forms.BooleanField(
        label="Een collega leest mee vóór het verzenden",
        help_text="Dan kunt u pas verzenden als een collega akkoord is.",
        required=False,
    )
    collega = forms.ModelChoiceField(
        Gebruiker.objects.none(),
        label="Wie leest mee?",
        help_text="Deze collega krijgt een mail met een link naar het voorbeeld.",
        empty_label="Kies een collega",
        required=False,
        error_messages={"invalid_choice": "Kies een collega uit de lijst."},
    )

    def __init__(self, editie: Editie, data: QueryDict | None = None) -> None:
        self.editie = editie
        super().__init__(
            data,
            initial={naam: getattr(editie, naam) for naam in TEKSTEN},
            use_required_attribute=False,
        )
        self.fields["collega"].queryset = _collegas(editie)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Who asks a colleague says which."""
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        if self.data.get("actie") == "meelezen" and not gegevens.get("collega"):
            self.add_error("collega", "Kies een collega.")
        return gegevens

    @property
    def waarden(self) -> dict[str, Any]:
        """The checked texts."""
        return {naam: self.cleaned_data[naam] for naam in TEKSTEN}


def _collegas(editie: Editie) -> QuerySet[Gebruiker]:
    """Who may read along: they see newsletters, and did not write in this one."""
    qs = Gebruiker.objects.met_recht(Recht.ZIET_NIEUWSBRIEVEN)
    return qs.exclude(pk__in=editie.schrijvers.values("pk")).order_by(OpAlfabet("naam"), "pk")


def _enkele(rijen: QuerySet[Any], label: str, fout: str) -> forms.ModelMultipleChoiceField[Any]:
    return forms.ModelMultipleChoiceField(
        rijen,
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": fout, "invalid_pk_value": fout},
    )


class BlokForm(HuisstijlForm):
    """One part: what it says, where it leads to, and whom it is for."""

    titel = kolom("titel", model=Blok, label="Kop", error_messages={"required": "Schrijf een kop."})
    tekst = RijkVeld(
        Blok._meta.get_field("tekst"),
        label="Tekst",
        help_text="Een paar zinnen is genoeg. De rest staat achter de link.",
    )
    adres = kolom("adres", model=Blok)
    linktekst = kolom(
        "linktekst", model=Blok, help_text="Zegt waar de lezer komt, zoals: Lees het verslag."
    )
    afbeelding = forms.FileField(
        label="Afbeelding",
        help_text="Een jpg of png van hoogstens 20 MB. Mag leeg blijven.",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )
    zonder = forms.BooleanField(label="Haal de afbeelding weg", required=False)
    alt = kolom("alt", model=Blok)
    welke_themas = alles_of(
        "Voor welke thema's?", "Alle thema's", "Alleen voor wie deze thema's koos"
    )
    themas = _enkele(Thema.objects.all(), "Thema's", "Dit thema bestaat niet meer. Kies opnieuw.")
    welke_regios = alles_of(
        "Voor welke regio's?", "Heel Nederland", "Alleen voor wie deze regio's koos"
    )
    regios = _enkele(
        Regio.objects.order_by("soort", OpAlfabet("naam")),
        "Regio's",
        "Deze regio bestaat niet meer. Kies opnieuw.",
    )
    rollen = forms.MultipleChoiceField(
        label="Voor wie in welke rol? (mag leeg blijven)",
        help_text="Kiest u niets, dan is het voor iedereen.",
        choices=Persoonsrol.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies alleen waarden uit de lijst."},
    )

    def __init__(
        self,
        editie: Editie,
        blok: Blok | None = None,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
    ) -> None:
        self.editie, self.blok = editie, blok or Blok(editie=editie, soort=Bloksoort.EIGEN)
        initial = {naam: getattr(self.blok, naam) for naam in VELDEN}
        for naam in LIJSTEN:
            initial[naam] = list(getattr(blok, naam).all()) if blok else []
            initial[f"welke_{naam}"] = ALLES if initial[f"alle_{naam}"] else KIES
        super().__init__(data, files, initial=initial, use_required_attribute=False)
        if self.blok.soort != Bloksoort.EIGEN:
            del self.fields["adres"]
        if not self.blok.afbeelding:
            del self.fields["zonder"]

    def clean_adres(self) -> str:
        """A path of this site, or an address that starts with https."""
        adres: str = self.cleaned_data["adres"].strip()
        site = str(settings.SITE_URL)
        if adres == site or adres.startswith(f"{site}/"):
            adres = adres.removeprefix(site) or "/"
        if not adres or (adres.startswith("/") and not GEEN_PAD.search(adres)):
            return adres
        if re.match(r"https://", adres, re.IGNORECASE):
            try:
                URLValidator(schemes=["https"])(adres)
            except ValidationError as fout:
                raise ValidationError("Dit webadres klopt niet. Plak het nog eens.") from fout
            return adres
        raise ValidationError(
            "Begin met https://, of kies een pagina van deze site, zoals /masterclasses/."
        )

    def clean_afbeelding(self) -> File[bytes] | None:
        bestand = self.cleaned_data["afbeelding"]
        return als_beeld(bestand) if bestand else None

    def clean(self) -> dict[str, Any]:
        """Refuse a link or an image without words, and readers who chose nothing."""
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        adres = gegevens.get("adres") if "adres" in self.fields else self.blok.adres
        if adres and not gegevens.get("linktekst", True):
            self.add_error("linktekst", "Schrijf wat er op de link staat.")
        if adres == "" and gegevens.get("linktekst"):
            self.add_error("adres", "Vul in waar de link heen gaat, of maak de linktekst leeg.")
        blijft = bool(self.blok.afbeelding) and not gegevens.get("zonder")
        if (gegevens.get("afbeelding") or blijft) and not gegevens.get("alt", True):
            self.add_error("alt", "Schrijf wat er op de afbeelding te zien is.")
        for naam, wat in (("themas", "thema"), ("regios", "regio")):
            if gegevens.get(f"welke_{naam}") == KIES and not gegevens.get(naam, True):
                self.add_error(naam, f"Kies ten minste één {wat}, of kies de eerste mogelijkheid.")
        return gegevens

    @property
    def beeld(self) -> File[bytes] | str | None:
        """A new image, "" for none, None for the one that is there."""
        nieuw: File[bytes] | None = self.cleaned_data["afbeelding"]
        return nieuw or ("" if self.cleaned_data.get("zonder") else None)

    @property
    def waarden(self) -> dict[str, Any]:
        """The checked columns and lists; who is for all keeps no list, and no image no words."""
        schoon = {"adres": self.blok.adres, **self.cleaned_data}
        for naam in LIJSTEN:
            schoon[f"alle_{naam}"] = schoon[f"welke_{naam}"] == ALLES
            schoon[naam] = [] if schoon[f"alle_{naam}"] else schoon[naam]
        if not (schoon["afbeelding"] or (self.blok.afbeelding and not schoon.get("zonder"))):
            schoon["alt"] = ""
        return {naam: schoon[naam] for naam in (*VELDEN, *LIJSTEN)}

    def fouten(self) -> list[tuple[str, str]]:
        """What is wrong, for the top of the page: the place and the words."""
        return [
            (self[naam].id_for_label or f"veld-{naam}", str(regels[0]))
            for naam, regels in self.errors.items()
        ]
