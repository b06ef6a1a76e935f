"""Asking a server over one kept connection, again and again, by one client or by several at once."""

import http.client
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

HTML = {"Accept": "text/html"}


@dataclass(frozen=True)
class Asked:
    """One request: method, path, headers, body; ``leads_on`` where a redirect is the good answer."""

    path: str
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    leads_on: bool = False


@dataclass(frozen=True)
class Taken:
    """What a row of requests took: milliseconds of each, and the seconds of all."""

    each_ms: list[float]
    seconds: float

    @property
    def median_ms(self) -> float:
        """The middle of the times."""
        return statistics.median(self.each_ms)

    @property
    def p95_ms(self) -> float:
        """What 95 of 100 stay below."""
        return statistics.quantiles(self.each_ms, n=20)[-1] if len(self.each_ms) > 1 else self.each_ms[0]

    @property
    def per_second(self) -> float:
        """How many were answered in a second."""
        return len(self.each_ms) / self.seconds


def ask(port: int, make: Callable[[int], Asked], count: int, clients: int = 1) -> Taken:
    """Send ``count`` requests, ``make(n)`` the n-th, over ``clients`` connections. *Raises* on a wrong answer."""
    times: list[list[float]] = [[] for _ in range(clients)]
    troubles: list[BaseException] = []

    def one_client(which: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        try:
            for number in range(which, count, clients):
                times[which].append(_timed(connection, make(number), port))
        except BaseException as trouble:
            troubles.append(trouble)
        finally:
            connection.close()

    began = time.perf_counter()
    threads = [threading.Thread(target=one_client, args=(which,)) for which in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if troubles:
        raise troubles[0]
    return Taken([one for its in times for one in its], time.perf_counter() - began)


def _timed(connection: http.client.HTTPConnection, asked: Asked, port: int) -> float:
    headers = {"Host": f"localhost:{port}", **asked.headers}
    began = time.perf_counter()
    connection.request(asked.method, asked.path, body=asked.body or None, headers=headers)
    answer = connection.getresponse()
    content = answer.read()
    took = (time.perf_counter() - began) * 1000
    is_redirect = http.HTTPStatus.MULTIPLE_CHOICES <= answer.status < http.HTTPStatus.BAD_REQUEST
    if answer.status >= http.HTTPStatus.BAD_REQUEST or is_redirect != asked.leads_on:
        raise RuntimeError(f"{asked.method} {asked.path}: {answer.status} {content[:300]!r}")
    return took
