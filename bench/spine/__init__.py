"""How fast the spine is, beside floors taken in the same run: plain psycopg, bare Django, bare ninja, plain SQL."""
