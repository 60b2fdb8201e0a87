"""Mail: what waits to go out, what came back, and what the demo kept."""

from post.models.bericht import Bericht
from post.models.postvak import Postvakmail
from post.models.terugmelding import Beurt, Postadres, Terugmelding, Weigering
from post.models.terugzetten import EerderVerzonden, Postsluiting

__all__ = [
    "Bericht",
    "Beurt",
    "EerderVerzonden",
    "Postadres",
    "Postsluiting",
    "Postvakmail",
    "Terugmelding",
    "Weigering",
]
