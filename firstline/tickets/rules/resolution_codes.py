"""What resolution codes mean to the rules; their names are data of the agency."""

ON_THE_CALL, REFERRED = "on_the_call", "referred"
ENDS_ON_THE_CALL = frozenset({ON_THE_CALL, REFERRED})
"""Codes by which a call itself ends the ticket."""
ENDS_WITHOUT_HELP = frozenset({"withdrawn", "duplicate", "not_reproducible", REFERRED})
"""Codes by which nothing was given to the caller, so that an unverified one may be sent away with them."""
