"""The background worker: takes procrastinate jobs until it is told to stop, then finishes what it has begun."""

import asyncio
import os

import django
from procrastinate import App
from procrastinate.contrib.django.django_connector import DjangoConnector

LONGEST_GOODBYE_SECONDS = 10.0
HEARTBEAT_SECONDS = 5.0
SILENT_WORKER_SECONDS = 20.0


def worker_app(app: App) -> App:
    """Return the app that fetches and finishes jobs, on connections of its own.

    The app that services defer with keeps Django's connection: a handler that records a fact defers its deliveries in
    its own transaction, like everybody else (so ``replace_connector`` would be wrong here).
    """
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError(connector)
    return app.with_connector(connector.get_worker_connector())


async def work(app: App) -> None:
    """Run jobs until SIGTERM or SIGINT."""
    async with worker_app(app).open_async() as own:
        await own.run_worker_async(
            concurrency=2,
            shutdown_graceful_timeout=LONGEST_GOODBYE_SECONDS,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=SILENT_WORKER_SECONDS,
            delete_jobs="successful",
        )


def main() -> None:
    """Set Django up and work."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firstline.config.settings")
    django.setup()
    from procrastinate.contrib.django import app

    asyncio.run(work(app))


if __name__ == "__main__":
    main()
