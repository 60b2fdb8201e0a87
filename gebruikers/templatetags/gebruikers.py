"""The fields of the login, whose forms are allauth's, and with what somebody logged in."""

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()

BROWSERS = (
    *(("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet")),
    *(("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome")),
    ("Safari", "Safari"),
)
SYSTEMEN = (
    *(("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows")),
    *(("Macintosh", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux")),
)
"""What a browser calls itself and its system, the first that fits: most name others too."""


@register.simple_block_tag
def invoer(content: str, veld: BoundField, label: str, soort: str, aanvul: str) -> SafeString:
    """A field with its `label`; what stands inside says what helps to fill it in, or nothing.

    `soort` is the input's type, `aanvul` what the browser may fill in.
    """
    gegevens = {"veld": veld, "label": label, "soort": soort, "aanvul": aanvul}
    return render_to_string("gebruikers/veld.html", {**gegevens, "hulp": content.strip()})


@register.filter
def browser(user_agent: str) -> str:
    """What `user_agent` says in words: 'Firefox op Windows'; as it came when we know neither."""
    delen = [
        next((naam for teken, naam in lijst if teken in user_agent), "")
        for lijst in (BROWSERS, SYSTEMEN)
    ]
    return " op ".join(filter(None, delen)) or user_agent or "Onbekende browser"
