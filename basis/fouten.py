"""Errors that a person can do something about."""


class RuleViolation(Exception):
    """A rule refuses this step; the message says in Dutch why and what to do instead."""
