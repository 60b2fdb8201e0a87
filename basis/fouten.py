"""Errors that a person can do something about."""

from django.core.exceptions import PermissionDenied


class RuleViolation(Exception):
    """A rule refuses this step; the message says in Dutch why and what to do instead."""


class Verboden(RuleViolation, PermissionDenied):
    """A step that is not for this person; the page says why, with status 403."""
