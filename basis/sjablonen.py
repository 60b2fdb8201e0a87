"""How templates are read: indented for who writes them, without that for who visits.

And what is the same in each page, such as the address of the home page, is made once.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.template import Context, Template
from django.template.base import Node, NodeList, TextNode
from django.template.defaulttags import URLNode
from django.template.library import SimpleBlockNode, SimpleNode
from django.template.loaders import app_directories, cached
from django.templatetags.static import StaticNode

from basis.templatetags.onderdelen import icoon, knop

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
            for node in _alle(sjabloon.nodelist):
                if isinstance(node, TextNode):
                    node.s = AAN_DE_RAND.sub(r"\1", VOOR_EINDE.sub(r"\1>", WIT.sub(" ", node.s)))
                elif _is_vast(node):
                    node.render = partial(_uit_het_hoofd, node.render, [])  # type: ignore[method-assign]
        return sjabloon


def _alle(nodelist: NodeList) -> Iterator[Node]:
    """All there is; Django does not look inside a block tag such as `melding`."""
    for node in nodelist.get_nodes_by_type(Node):
        yield node
        if isinstance(node, SimpleBlockNode):
            yield from _alle(node.nodelist)


def _is_vast(node: Node) -> bool:
    """Whether `node` is an address, a file or a part of which everything is written out."""
    match node:
        case URLNode(asvar=None):
            delen = [node.view_name, *node.args, *node.kwargs.values()]
        case StaticNode(varname=None):
            delen = [node.path]
        case SimpleNode(target_var=None) if node.func in (icoon, knop):
            delen = [*node.args, *node.kwargs.values()]
        case _:
            return False
    return not any(deel.is_var or deel.filters for deel in delen)


def _uit_het_hoofd(maak: Callable[[Context], str], gemaakt: list[str], context: Context) -> str:
    """What `maak` makes, after the first time without making it."""
    if not gemaakt:
        gemaakt.append(maak(context))
    return gemaakt[0]
