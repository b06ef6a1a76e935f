"""Tests of the house itself: what import-linter cannot see (docs/architecture.md). Each is also shown a bad sample."""
