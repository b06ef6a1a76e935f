"""``{% trans %}`` and ``{% icon %}`` of constants, drawn once for each language: a page has two hundred of them.

A builtin after those that it builds on, so that templates and ``makemessages`` know nothing of it.
"""

from collections.abc import Callable

from django.template import Library
from django.template.base import Node, Parser, Token
from django.template.context import Context
from django.templatetags.i18n import do_translate
from django.utils.translation import get_language

from firstline.kit.templatetags import kit

Compile = Callable[[Parser, Token], Node]
register = Library()


class Constant(Node):
    """What a node draws depends on the language alone."""

    def __init__(self, node: Node) -> None:
        """Keep the node; nothing is drawn yet."""
        self._node = node
        self._drawn: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        """Draw it, in each language once."""
        language = get_language()
        drawn = self._drawn.get(language)
        if drawn is None:
            drawn = self._drawn[language] = self._node.render(context)
        return drawn


def once(compile_node: Compile) -> Compile:
    """Return the tag, drawn once for each language wherever all that it is given is a quoted text."""

    def compiled(parser: Parser, token: Token) -> Node:
        _name, *given = token.split_contents()
        node = compile_node(parser, token)
        return Constant(node) if all(_is_quoted(bit) for bit in given) else node

    return compiled


def _is_quoted(bit: str) -> bool:
    return len(bit) > 1 and bit[0] == bit[-1] and bit[0] in "\"'" and bit[0] not in bit[1:-1]


register.tag("trans", once(do_translate))
register.tag("icon", once(kit.register.tags["icon"]))
