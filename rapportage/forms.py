"""What is asked at delivery."""

from django import forms

from basis.forms import HuisstijlForm


class OpleverForm(HuisstijlForm):
    """A few words of the projectleider with the figures."""

    toelichting = forms.CharField(
        label="Toelichting (mag leeg blijven)",
        help_text="Wat moet de stuurgroep bij deze cijfers weten? Dit staat bovenaan het rapport.",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
