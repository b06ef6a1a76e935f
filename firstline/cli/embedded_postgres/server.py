"""One embedded cluster: made once, started as our child, stopped cleanly."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from firstline.cli.account import give_to, server_account
from firstline.cli.child import end_child, start_child
from firstline.cli.disk import is_full
from firstline.cli.embedded_postgres.binaries import find_binaries
from firstline.cli.embedded_postgres.places import make_passwords, prepare_places, reachable_binaries, read_passwords
from firstline.cli.trouble import Trouble

ADMINISTRATOR_ROLE = "firstline_administrator"
OWNER_ROLE = "firstline_owner"
APP_ROLE = "firstline_app"
ROLES = (ADMINISTRATOR_ROLE, OWNER_ROLE, APP_ROLE)
DATABASE = "firstline"
PORT = "5432"
START_PATIENCE_SECONDS = 45.0
STOP_PATIENCE_SECONDS = 60.0
FIRST_MAJOR_WITH_BUILTIN_LOCALE = 17
QUICK_AND_UNSAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


class EmbeddedPostgres:
    """The server of one data folder. Roles: an administrator, the owner of the database, and the app."""

    def __init__(self, home: Path, *, settings: Sequence[str] = ()) -> None:
        """Find the programs and prepare the folders; nothing runs yet. *Raises* Trouble."""
        self.account = server_account()
        self.places = prepare_places(home, self.account)
        self.binaries = reachable_binaries(find_binaries(), self.account)
        self.process: subprocess.Popen[bytes] | None = None
        self._settings = [f"unix_socket_directories={self.places.sockets}", "listen_addresses=", *settings]

    def url(self, role: str = APP_ROLE, database: str = DATABASE) -> str:
        """Return the address of a database as the given role, password included."""
        password = read_passwords(self.places)[role]
        host = quote(str(self.places.sockets), safe="")
        return f"postgresql://{role}:{quote(password, safe='')}@/{database}?host={host}&port={PORT}"

    def start(self) -> None:
        """Make the cluster if there is none, start it, and make sure that roles and database are there.

        *Raises* Trouble with one sentence: half-lost data folder, other version, full disk, no start in time.
        """
        if not (self.places.data / "PG_VERSION").exists():
            self._make_cluster()
        self._refuse_other_version()
        self._stop_leftover()
        self.start_process()
        try:
            self._make_roles_and_database()
        except BaseException:
            self.stop()
            raise

    def start_process(self) -> None:
        """Start the server and wait until it answers.

        After a ``kill -9`` the first tries fail while children of the killed server still hold its memory.
        """
        deadline = time.monotonic() + START_PATIENCE_SECONDS
        while True:
            mark = self.places.log.stat().st_size if self.places.log.exists() else 0
            self.process = self._spawn()
            if self._wait_until_it_answers(deadline):
                return
            said = self._log_since(mark)
            if self.process.poll() is None:
                end_child(self.process, signal.SIGINT, 5)
            if time.monotonic() > deadline or ("shared memory" not in said and "lock file" not in said):
                raise Trouble(_start_failure(said, self.places.log))
            time.sleep(0.3)

    def stop(self) -> None:
        """Stop the server cleanly: open transactions are rolled back, everything committed is written."""
        if self.process is not None:
            end_child(self.process, signal.SIGINT, STOP_PATIENCE_SECONDS)
            self.process = None

    def running_pid(self) -> int | None:
        """Return the process id of a server that works on this data folder, whoever started it."""
        try:
            pid = int((self.places.data / "postmaster.pid").read_text().splitlines()[0])
        except (OSError, ValueError, IndexError):
            return None
        return pid if _is_postgres(pid) else None

    def _spawn(self) -> subprocess.Popen[bytes]:
        options = [part for setting in self._settings for part in ("-c", setting)]
        return start_child(
            [self.binaries.program("postgres"), "-D", str(self.places.data), *options],
            death_signal=signal.SIGINT,  # PostgreSQL's "fast" shutdown
            output=self.places.log,
            environment={"PATH": os.defpath, "TZ": "UTC", "LC_ALL": "C"},
            account=self.account,
            folder=Path("/"),
        )

    def _wait_until_it_answers(self, deadline: float) -> bool:
        """Return whether the server accepts connections; False when it ended or the deadline passed."""
        while time.monotonic() < deadline and self.process is not None and self.process.poll() is None:
            with contextlib.suppress(psycopg.OperationalError):
                psycopg.connect(self.url(ADMINISTRATOR_ROLE, "postgres"), connect_timeout=3).close()
                return True
            time.sleep(0.05)
        return False

    def _log_since(self, mark: int) -> str:
        with self.places.log.open("rb") as file:
            file.seek(mark)
            return file.read().decode(errors="replace")

    def _make_cluster(self) -> None:
        """Run ``initdb`` beside the final place, so that an interrupted one is never mistaken for data."""
        passwords = make_passwords(self.places, ROLES)
        making = self.places.base / "data.new"
        shutil.rmtree(making, ignore_errors=True)
        word_file = self.places.base / "password.new"
        word_file.write_text(passwords[ADMINISTRATOR_ROLE])
        word_file.chmod(0o600)
        give_to(self.account, word_file)
        try:
            self._run_initdb(making, word_file)
        finally:
            word_file.unlink(missing_ok=True)
        making.replace(self.places.data)

    def _run_initdb(self, making: Path, word_file: Path) -> None:
        builtin = self.binaries.major >= FIRST_MAJOR_WITH_BUILTIN_LOCALE
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"] if builtin else []
        done = subprocess.run(
            [
                self.binaries.program("initdb"),
                f"--pgdata={making}",
                f"--username={ADMINISTRATOR_ROLE}",
                f"--pwfile={word_file}",
                "--auth-local=scram-sha-256",
                "--auth-host=scram-sha-256",
                "--encoding=UTF8",
                *(locale or ["--locale=C.UTF-8"]),
                *(["--no-sync"] if "fsync=off" in self._settings else []),
            ],
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": os.defpath, "TZ": "UTC"},
            cwd="/",
            user=self.account.uid if self.account else None,
            group=self.account.gid if self.account else None,
            extra_groups=[] if self.account else None,
        )
        if done.returncode:
            shutil.rmtree(making, ignore_errors=True)
            raise Trouble(_start_failure(done.stderr, making))

    def _refuse_other_version(self) -> None:
        made_with = (self.places.data / "PG_VERSION").read_text().strip()
        if made_with != str(self.binaries.major):
            raise Trouble(
                f"The data in {self.places.data} were made by PostgreSQL {made_with}, but the programs found are "
                f"version {self.binaries.major}: install version {made_with} again, or name its folder in "
                "FIRSTLINE_POSTGRES_BIN."
            )
        if not read_passwords(self.places):
            raise Trouble(
                f"The file {self.places.passwords} is missing, so the data in {self.places.data} cannot be opened: "
                "put it back from a backup, or choose another FIRSTLINE_HOME."
            )

    def _stop_leftover(self) -> None:
        """Stop a server whose launcher was killed; drop a lock file that no server holds any more."""
        pid = self.running_pid()
        if pid is None:
            (self.places.data / "postmaster.pid").unlink(missing_ok=True)
            return
        deadline = time.monotonic() + STOP_PATIENCE_SECONDS
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGINT)
        while time.monotonic() < deadline and self.running_pid() is not None:
            time.sleep(0.1)

    def _make_roles_and_database(self) -> None:
        passwords = read_passwords(self.places)
        with psycopg.connect(self.url(ADMINISTRATOR_ROLE, "postgres"), autocommit=True) as connection:
            known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
            for role in (OWNER_ROLE, APP_ROLE):
                if role not in known:
                    make = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
                    connection.execute(make.format(sql.Identifier(role), sql.Literal(passwords[role])))
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                make = sql.SQL("CREATE DATABASE {} OWNER {}")
                connection.execute(make.format(sql.Identifier(DATABASE), sql.Identifier(OWNER_ROLE)))


def _is_postgres(pid: int) -> bool:
    """Return whether a process is a PostgreSQL server: after a restart its number may belong to anybody."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        if Path("/proc/self").exists():
            return False
        asked = subprocess.run(["/bin/ps", "-p", str(pid), "-o", "command="], capture_output=True, check=False)
        command = asked.stdout
    return b"postgres" in command


def _start_failure(said: str, where: Path) -> str:
    if is_full(where.parent, said):
        return f"The disk is full, so the database cannot start: free some space at {where.parent} and try again."
    last = [line.strip() for line in said.splitlines() if "FATAL" in line or "error" in line.lower()]
    reason = last[-1] if last else "it did not answer in time"
    return f"The embedded PostgreSQL did not start ({reason}); the whole story is in {where}."
