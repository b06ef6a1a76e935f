"""The name of an uploaded file as it is shown and sent: a label, never a path."""

import re
import unicodedata

NAME_LIMIT = 120
NAMELESS = "file"
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.I)
_FORBIDDEN = re.compile(r'[<>:"|?*;%]+')
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # controls, directions, halves, unassigned, line ends


def clean_name(given: str) -> str:
    """Return a name without folders, controls, directions of writing and what systems reserve; never empty.

    >>> clean_name("../../etc/passwd")
    'passwd'
    """
    last = re.split(r"[\\/]", given)[-1]
    visible = "".join(sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign) not in _HIDDEN)
    plain = " ".join(_FORBIDDEN.sub("_", visible).split()).strip(" .")
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    return _shortened(plain) or NAMELESS


def _shortened(name: str) -> str:
    """Return the name within the limit, its ending kept."""
    if len(name) <= NAME_LIMIT:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:  # noqa: PLR2004 - longer is no ending
        return name[:NAME_LIMIT].strip(" .")
    return f"{stem[: NAME_LIMIT - len(ending) - 1].strip(' .')}.{ending}"
