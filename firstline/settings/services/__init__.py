"""Changing settings, and taking changes back."""
