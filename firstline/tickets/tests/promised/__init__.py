"""Tests of what was promised: callbacks, what time brings about, clocks derived, explained and counted anew."""
