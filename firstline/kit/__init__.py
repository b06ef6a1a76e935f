"""Floor 4: shared page, form and table parts, page scripts and styles, error pages."""
