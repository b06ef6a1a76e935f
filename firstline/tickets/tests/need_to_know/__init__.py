"""Tests of need-to-know tickets."""
