"""Mail: what waits to go out, what came back, and what the demo kept."""

from post.models.bericht import Bericht
from post.models.postvak import Postvakmail
from post.models.terugmelding import Beurt, Postadres, Terugmelding, Weigering

__all__ = ["Bericht", "Beurt", "Postadres", "Postvakmail", "Terugmelding", "Weigering"]
