"""The drawn glyphs of status and severity. Seven silhouettes that differ in greyscale too; colours come by class."""

from django.utils.safestring import SafeString, mark_safe


def _glyph(inner: str, size: int) -> SafeString:
    box = f'viewBox="0 0 {size} {size}" width="{size}" height="{size}"'
    return mark_safe(f'<svg class="fl-glyph" {box} aria-hidden="true" focusable="false">{inner}</svg>')  # noqa: S308 - our own drawing


_RING = '<circle cx="7" cy="7" r="5.2"/>'
_PIN = '<path d="M7 1.4c2.6 0 4.4 1.9 4.4 4.3 0 3-4.4 6.9-4.4 6.9S2.6 8.7 2.6 5.7C2.6 3.3 4.4 1.4 7 1.4z"/>'

STATUS_GLYPHS: dict[str, SafeString] = {
    "dashed-ring": _glyph('<circle class="dash" cx="7" cy="7" r="5.2"/>', 14),
    "half-ring": _glyph(_RING + '<path class="f" d="M7 3.9a3.1 3.1 0 0 1 0 6.2z"/>', 14),
    "barred-ring": _glyph(_RING + '<path d="M5.6 5v4M8.4 5v4"/>', 14),
    "pin": _glyph(_PIN + '<circle class="f" cx="7" cy="5.7" r="1.5"/>', 14),
    "tick-disc": _glyph('<circle class="f" cx="7" cy="7" r="6"/><path class="c" d="M4.3 7.2l1.9 1.9 3.6-4"/>', 14),
    "tick-square": _glyph(
        '<rect x="2" y="2" width="10" height="10" rx="2.5"/><path d="M4.6 7.1l1.7 1.7 3.2-3.6"/>', 14
    ),
    "crossed-ring": _glyph(_RING + '<path d="M3.4 10.6l7.2-7.2"/>', 14),
}


def _bars(filled: int) -> SafeString:
    boxes = (("2", "10", "4"), ("6.4", "6.4", "7.6"), ("10.8", "2.8", "11.2"))
    inner = "".join(
        f'<rect class="{"f" if index < filled else "f q"}" x="{x}" y="{y}" width="3.2" height="{height}" rx="1"/>'
        for index, (x, y, height) in enumerate(boxes)
    )
    return _glyph(inner, 16)


SEVERITY_GLYPHS: dict[str, SafeString] = {
    "low": _bars(1),
    "normal": _bars(2),
    "high": _bars(3),
    "critical": _glyph(
        '<path class="f" d="M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z"/>'
        '<path class="c" d="M8 4.5v4"/><circle class="cf" cx="8" cy="11.3" r="1.1"/>',
        16,
    ),
}
