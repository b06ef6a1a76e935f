"""What the app role may do: everything the program needs, never a change to what the ledger has recorded.

Plain SQL, run as the owner after every migration; safe to repeat.
"""

from psycopg import Connection, sql

APPEND_ONLY_TABLES = ("ledger_entry",)
READ_ONLY_TABLES = ("django_migrations",)
MAINTAIN_SINCE = 170_000


def apply_grants(connection: "Connection[tuple[object, ...]]", app_role: str) -> None:
    """Grant the app role its rights in one transaction. The connection must be the owner's."""
    role = sql.Identifier(app_role)
    with connection.transaction():
        for statement in (
            "GRANT USAGE ON SCHEMA public TO {role}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
            "GRANT EXECUTE ON ALL ROUTINES IN SCHEMA public TO {role}",
        ):
            connection.execute(sql.SQL(statement).format(role=role))
        if connection.info.server_version >= MAINTAIN_SINCE:
            # Statistics after bulk loading (ANALYZE); elsewhere the planner is blind until autovacuum comes by.
            connection.execute(sql.SQL("GRANT MAINTAIN ON ALL TABLES IN SCHEMA public TO {role}").format(role=role))
        for table in APPEND_ONLY_TABLES:
            _revoke(connection, "REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}", table, role)
        for table in READ_ONLY_TABLES:
            _revoke(connection, "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {table} FROM {role}", table, role)


def may_change_ledger(connection: "Connection[tuple[object, ...]]") -> bool:
    """Return whether the connected role holds a right to change or remove recorded entries."""
    rights = (
        "has_table_privilege(%s, 'UPDATE') OR has_table_privilege(%s, 'DELETE') OR has_table_privilege(%s, 'TRUNCATE')"
    )
    for table in APPEND_ONLY_TABLES:
        row = connection.execute(f"SELECT {rights}", [table] * 3).fetchone()
        if row is not None and row[0]:
            return True
    return False


def _revoke(connection: "Connection[tuple[object, ...]]", statement: "str", table: str, role: sql.Identifier) -> None:
    if connection.execute("SELECT to_regclass(%s)", [table]).fetchone() != (None,):
        connection.execute(sql.SQL(statement).format(table=sql.Identifier(table), role=role))
