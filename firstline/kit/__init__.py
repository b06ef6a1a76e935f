"""Shared page parts: shell, template tags, error pages, page scripts' data. Floor 4; knows no ticket and no call."""
