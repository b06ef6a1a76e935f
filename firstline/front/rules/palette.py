"""Reading what is typed into the palette: a sign narrows to a group."""

from dataclasses import dataclass

from firstline.people.rules.terms import pieces

MAX_LENGTH = 200
SIGNS = ("#", "@", ">")
ACTION_SIGN = ">"


@dataclass(frozen=True)
class Asked:
    """What is looked for: the words, and the sign of the group that alone is asked (empty: all)."""

    text: str
    sign: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for: no letter, no figure."""
        return not pieces(self.text)


def read_palette(typed: str) -> Asked:
    """Return what was typed, cut to what is read of it. Worked: ``> dark`` is the action "dark"."""
    text = " ".join(typed[:MAX_LENGTH].replace("\x00", " ").split())
    if text[:1] in SIGNS and text:
        return Asked(text[1:].strip(), text[0])
    return Asked(text)
