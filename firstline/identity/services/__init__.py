"""Use cases: ``accounts`` (administrators), ``sessions`` (coming and going), ``own`` (one's own account)."""
