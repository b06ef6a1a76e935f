"""Tests of promised times: derived from facts, explained on a page, counted anew."""
