"""How templates are read: indented for who writes them, without that for who visits."""

import re
from collections.abc import Iterator
from typing import Any

from django.template import Template
from django.template.base import Node, NodeList, TextNode
from django.template.library import SimpleBlockNode
from django.template.loaders import app_directories, cached

WIT = re.compile(r"\s+")
VOOR_EINDE = re.compile(r'(</\w+|") >')
_BLOK = "(?:title|p|h[1-6]|d[ltd]|[uo]l|li|t[rdh]|div)"
_CEL = "(?:p|d[td]|t[rdh])"
AAN_DE_RAND = re.compile(
    rf"(<{_BLOK}(?: [^<>]*)?>|</{_CEL}>(?= </?(?:{_CEL}|[uo]l)\b)) | (?=</{_BLOK}>)", re.ASCII
)
"""The space with which a block begins or ends, and that between rows, cells and lists."""


class Loader(cached.Loader):
    """Keeps one space of each run of white space in ours, and none at the edge of a block or tag.

    To a browser that is the same.
    """

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        """Return the template; its nodes still know on which line they stand."""
        bekend = self.cache_key(template_name, skip) in self.get_template_cache
        sjabloon = super().get_template(template_name, skip)
        van_ons = not isinstance(sjabloon.origin.loader, app_directories.Loader)
        if not bekend and van_ons and template_name.endswith(".html"):
            for node in _teksten(sjabloon.nodelist):
                node.s = AAN_DE_RAND.sub(r"\1", VOOR_EINDE.sub(r"\1>", WIT.sub(" ", node.s)))
        return sjabloon


def _teksten(nodelist: NodeList) -> Iterator[TextNode]:
    """All text; Django does not look inside a block tag such as `melding`."""
    for node in nodelist.get_nodes_by_type(Node):
        if isinstance(node, TextNode):
            yield node
        elif isinstance(node, SimpleBlockNode):
            yield from _teksten(node.nodelist)
