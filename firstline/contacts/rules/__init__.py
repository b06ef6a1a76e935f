"""Pure rules of this room: no Django, no clock, no randomness."""
