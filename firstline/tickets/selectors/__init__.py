"""Reading tickets: every read starts at ``policies.visible_to``."""
