"""All of the site in one open file, to go on with elsewhere (ADR 31)."""
