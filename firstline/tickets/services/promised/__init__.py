"""Use cases about what was promised: callbacks, what time alone brings about, clocks counted anew."""
