"""The lists that the webredacteur maintains."""

from collections.abc import Iterable
from typing import Any, override

from django.db import models
from taggit.managers import _TaggableManager
from taggit.models import TagBase

from basis.adressen import pad
from basis.tekst import eerste_zin, naamsleutel
from basis.velden import OpAlfabet, naam_constraint, naamsleutel_van
from vinden.models import Wegwijzer


class Thema(TagBase):
    """One of the themes of the programme: curated, never free text."""

    name = models.CharField("naam", max_length=60, unique=True)
    slug = models.SlugField("webnaam", max_length=60, unique=True)
    tekst = models.CharField(
        max_length=300, help_text="Waar gaat dit thema over, in twee of drie zinnen?"
    )
    volgorde = models.PositiveSmallIntegerField(default=0)
    kleur = models.SlugField(max_length=40, help_text="Naam van de kleur in de huisstijl.")
    icoon = models.SlugField(max_length=40, help_text="Naam van het pictogram in de huisstijl.")
    wegwijzers = models.ManyToManyField(Wegwijzer, related_name="themas", editable=False)

    class Meta:
        ordering = ["volgorde", OpAlfabet("name")]
        verbose_name = "thema"
        verbose_name_plural = "thema's"
        constraints = [naam_constraint("thema", "name")]

    def get_absolute_url(self) -> str:
        return pad("innovaties:thema", self.slug)

    @property
    def eerste_zin(self) -> str:
        """The first sentence of `tekst`, for where there is no room for all of it."""
        return eerste_zin(self.tekst)


class Trefwoord(TagBase):
    """A free keyword beside the format."""

    class Meta:
        ordering = [OpAlfabet("name"), "pk"]
        verbose_name = "trefwoord"
        verbose_name_plural = "trefwoorden"
        constraints = [naam_constraint("trefwoord", "name")]

    @classmethod
    def zoals_bekend(cls, woorden: Iterable[str]) -> list[str]:
        """`woorden`, each once, as the kennisbank spells those that look the same. One query."""
        gevraagd: dict[str, str] = {}
        for woord in woorden:
            gevraagd.setdefault(naamsleutel(woord), woord)
        sleutel = cls._default_manager.annotate(sleutel=naamsleutel_van("name"))
        bekend = dict(sleutel.filter(sleutel__in=gevraagd).values_list("sleutel", "name"))
        return list((gevraagd | bekend).values())


class Trefwoordbeheer(_TaggableManager):
    """The keywords of one description: a new one is made only where none looks the same."""

    @override
    def _to_tag_model_instances(self, tags: Iterable[Any], tag_kwargs: Any) -> Any:
        rijen = list(tags)
        woorden = Trefwoord.zoals_bekend(tag for tag in rijen if isinstance(tag, str))
        anders = [tag for tag in rijen if not isinstance(tag, str)]
        return super()._to_tag_model_instances([*anders, *woorden], tag_kwargs)


class Lijstwaarde(models.Model):
    """A row of a list: a name, a stable web name and one line that explains it."""

    slug = models.SlugField("webnaam", max_length=60, unique=True)
    naam = models.CharField(max_length=80, unique=True)
    uitleg = models.CharField(max_length=400, blank=True)

    class Meta:
        abstract = True
        ordering = [OpAlfabet("naam"), "pk"]
        constraints = [naam_constraint("%(class)s")]

    def __str__(self) -> str:
        return self.naam


class Methodiek(Lijstwaarde):
    """An existing way of working that an innovation builds on."""

    class Meta(Lijstwaarde.Meta):
        verbose_name = "methodiek"
        verbose_name_plural = "methodieken"

    def get_absolute_url(self) -> str:
        return pad("innovaties:methodiek", self.slug)


class Doelgroep(Lijstwaarde):
    """Whom an innovation is for."""

    class Meta(Lijstwaarde.Meta):
        verbose_name = "doelgroep"
        verbose_name_plural = "doelgroepen"


class Element(Lijstwaarde):
    """A werkzaam element: a part without which the result would be lost."""

    wegwijzers = models.ManyToManyField(Wegwijzer, related_name="elementen", editable=False)

    class Meta(Lijstwaarde.Meta):
        verbose_name = "werkzaam element"
        verbose_name_plural = "werkzame elementen"

    def get_absolute_url(self) -> str:
        return pad("innovaties:element", self.slug)
