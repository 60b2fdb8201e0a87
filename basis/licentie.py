"""Under which licence others may use what the site tells."""

LICENTIE = "CC BY 4.0"
LICENTIE_URL = "https://creativecommons.org/licenses/by/4.0/deed.nl"
