"""The fields of the login, whose forms are allauth's."""

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag
def invoer(content: str, veld: BoundField, label: str, soort: str, aanvul: str) -> SafeString:
    """A field with its `label`; what stands inside says what helps to fill it in, or nothing.

    `soort` is the input's type, `aanvul` what the browser may fill in.
    """
    gegevens = {"veld": veld, "label": label, "soort": soort, "aanvul": aanvul}
    return render_to_string("gebruikers/veld.html", {**gegevens, "hulp": content.strip()})
