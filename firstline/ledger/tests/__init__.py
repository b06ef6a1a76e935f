"""Tests of the ledger: recorded with the act or not at all, never changed, delivered once, read in a settled order."""
