"""How templates are read: indented for who writes them, without that for who visits.

And what is the same in each page, such as the address of the home page, is made once: it is text of
the template by then. What is shown most, text of a variable, takes the shortest way.
"""

import re
from collections.abc import Iterator
from functools import partial
from html import escape
from typing import Any

from django.template import Context, Template
from django.template.base import (
    FilterExpression,
    Node,
    NodeList,
    TextNode,
    VariableNode,
    render_value_in_context,
)
from django.template.defaulttags import CommentNode, LoadNode, URLNode
from django.template.library import SimpleNode
from django.template.loaders import app_directories, base, cached
from django.templatetags.static import StaticNode
from django.utils.safestring import SafeString

from basis.adressen import pad
from basis.templatetags.onderdelen import icoon, knop

WIT = re.compile(r"\s+")
VOOR_EINDE = re.compile(r'(</\w+|") >')
_BLOK = "(?:title|p|h[1-6]|d[ltd]|[uo]l|li|t[rdh]|div)"
_CEL = "(?:p|d[td]|t[rdh])"
AAN_DE_RAND = re.compile(
    rf"(<{_BLOK}(?: [^<>]*)?>|</{_CEL}>(?= </?(?:{_CEL}|[uo]l)\b)) | (?=</{_BLOK}>)", re.ASCII
)
"""The space with which a block begins or ends, and that between rows, cells and lists."""


class _Inkorter(base.Loader):
    def get_template(self, template_name: str, skip: Any = None) -> Template:
        sjabloon = super().get_template(template_name, skip)
        van_ons = not isinstance(sjabloon.origin.loader, app_directories.Loader)
        if van_ons and template_name.endswith(".html"):
            for lijst in list(_lijsten(sjabloon.nodelist)):
                lijst[:] = _korter(lijst)
        return sjabloon


class Loader(cached.Loader, _Inkorter):
    """Keeps one space of each run of white space in ours, and none at the edge of a block or tag.

    To a browser that is the same; the nodes still know on which line they stand. Other threads
    show what is kept, and would miss the half of what is shortened only then.
    """


def _lijsten(lijst: NodeList) -> Iterator[NodeList]:
    """It, and all within it; Django does not look inside a block tag such as `melding`."""
    yield lijst
    for node in lijst:
        takken = [tak for _, tak in getattr(node, "conditions_nodelists", ())]
        namen = () if takken else {"nodelist", *node.child_nodelists}
        for tak in (*takken, *(getattr(node, naam, None) for naam in namen)):
            if isinstance(tak, NodeList):
                yield from _lijsten(tak)


def _korter(lijst: NodeList) -> list[Node]:
    """The nodes of `lijst`, of which as many as possible are one text."""
    korter: list[Node] = []
    for node in lijst:
        tekst = _tekst(node)
        if tekst is None:
            korter.append(node)
            toon: Any = None
            match node:
                case VariableNode():
                    toon = partial(_toon, node.filter_expression)
                case URLNode(asvar=None) if not node.kwargs:
                    toon = partial(_wijs, node)
            if toon:
                node.render = node.render_annotated = toon  # type: ignore[method-assign]
        elif korter and isinstance(korter[-1], TextNode):
            korter[-1].s += tekst
        elif tekst:
            node_van_tekst = TextNode(tekst)
            node_van_tekst.token = node.token
            korter.append(node_van_tekst)
    return korter


def _tekst(node: Node) -> str | None:
    """What `node` gives in each page; None when that differs."""
    if isinstance(node, TextNode):
        return AAN_DE_RAND.sub(r"\1", VOOR_EINDE.sub(r"\1>", WIT.sub(" ", node.s)))
    if isinstance(node, CommentNode | LoadNode):
        return ""
    return str(node.render(Context())) if _is_vast(node) else None


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


def _toon(expressie: FilterExpression, context: Context) -> str:
    """What `VariableNode` makes of `expressie`; of text without asking what else it could be."""
    waarde = expressie.resolve(context)
    soort = type(waarde)
    if soort is SafeString:
        return waarde  # type: ignore[no-any-return]
    if soort is str and context.autoescape:
        return escape(waarde)
    if soort is int:
        return str(waarde)
    return render_value_in_context(waarde, context)


def _wijs(node: URLNode, context: Context) -> str:
    """What `URLNode` makes of an address without names for its parts, most often made before."""
    delen = [deel.resolve(context) for deel in node.args]
    adres = pad(node.view_name.resolve(context), *map(str, delen))
    return escape(adres) if context.autoescape else adres
