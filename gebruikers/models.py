"""People who log in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from basis.tekst import mailadres
from basis.velden import Mailadres, MeerKeuzes, keuzes_constraint
from gebruikers.rollen import RECHTEN, ZWAAR, Recht, Rol
from organisaties.models import Organisatie


class GebruikerManager(BaseUserManager["Gebruiker"]):
    def create_user(self, email: str, password: str | None = None, **velden: Any) -> Gebruiker:
        """Make an account for `email`; without `password` it cannot log in with one."""
        gebruiker = self.model(email=mailadres(email), **velden)
        gebruiker.set_password(password)
        gebruiker.save(using=self._db)
        return gebruiker

    def create_superuser(self, email: str, password: str | None = None, **velden: Any) -> Gebruiker:
        """Make an account for a beheerder."""
        return self.create_user(email, password, rollen=[Rol.BEHEERDER], **velden)

    def met_recht(self, recht: Recht) -> models.QuerySet[Gebruiker]:
        """The active people who have `recht`."""
        return self.filter(is_active=True, rollen__overlap=list(RECHTEN[recht]))


class Gebruiker(AbstractBaseUser):
    """An account; the e-mail address is the login name."""

    email = Mailadres(
        "e-mailadres",
        unique=True,
        error_messages={"unique": "Dit e-mailadres heeft al een account."},
    )
    naam = models.CharField(max_length=100)
    is_active = models.BooleanField(
        "actief",
        default=True,
        help_text="Zet dit uit voor wie weggaat: inloggen kan dan niet meer, het werk blijft.",
    )
    rollen = MeerKeuzes(Rol, blank=True)
    organisaties = models.ManyToManyField(
        Organisatie,
        related_name="gebruikers",
        blank=True,
        help_text=(
            "Voor een indiener: van welke organisaties mag deze persoon beschrijven? Voor een "
            "kennismakelaar of coach: van welk instituut komt deze persoon?"
        ),
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["naam"]

    objects = GebruikerManager()

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints = [
            keuzes_constraint("gebruiker", "rollen", Rol),
        ]

    def __str__(self) -> str:
        return self.naam or self.email

    def mag(self, *rechten: Recht) -> bool:
        """Whether this person has any of `rechten`, by one of their roles."""
        return self.is_active and any(
            rol in RECHTEN[recht] for recht in rechten for rol in self.rollen
        )

    @property
    def met_instituut(self) -> str:
        """Who this is, and of which institute or organisation. One query."""
        namen = ", ".join(een.naam for een in self.organisaties.all())
        return f"{self} ({namen})" if namen else str(self)

    @property
    def rolnamen(self) -> list[str]:
        """What the roles of this person are called."""
        return [str(Rol(rol).label) for rol in self.rollen]

    @property
    def in_redactie(self) -> bool:
        """Whether the redactie is open to this person at all."""
        return self.mag(Recht.REDACTIE)

    @property
    def ziet_alles(self) -> bool:
        """Whether all work of the redactie is open to this person, the planning among it."""
        return self.mag(Recht.ZIET_BESCHRIJVINGEN)

    @property
    def ziet_programma(self) -> bool:
        """Whether the planning of the programme is open to this person: its tranches, trajecten."""
        return self.mag(Recht.ZIET_PROGRAMMA)

    @property
    def schrijft(self) -> bool:
        """Whether this person writes descriptions; `redactie.rechten` says which."""
        return self.mag(Recht.BESCHRIJFT, Recht.BESCHRIJFT_EIGEN)

    @property
    def moet_tweede_factor(self) -> bool:
        """Whether a password alone is too little for what this person may do."""
        return any(rol in RECHTEN[recht] for recht in ZWAAR for rol in self.rollen)

    @property
    def is_staff(self) -> bool:
        """Whether the admin is open."""
        return self.mag(Recht.BEHEERT_ACCOUNTS)

    def has_perm(self, perm: str, _obj: object = None) -> bool:
        """Whether this person may do `perm` ('app.action_model') in the admin.

        An account is switched off, never deleted: what it wrote and decided keeps its name.
        """
        return perm != "gebruikers.delete_gebruiker" and self.is_staff

    def has_module_perms(self, _app_label: str) -> bool:
        """A beheerder sees all of the admin."""
        return self.is_staff


class Teller(models.Model):
    """When somebody without account sent something lately; `sleutel` does not say who.

    It is unlogged, as the counters of the login are.
    """

    sleutel = models.CharField(max_length=64, primary_key=True)
    momenten = ArrayField(models.DateTimeField())
    vervalt = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "teller"
        verbose_name_plural = "tellers"

    def __str__(self) -> str:
        return self.sleutel[:8]
