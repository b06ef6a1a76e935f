"""Pure: which glyph, which tint, which state a clock is in. Codes and numbers only; words stand in ``words``."""
