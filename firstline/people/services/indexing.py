"""Keeping folded names, search terms and the lexicon in step with the people: the one place that writes them.

Derived data, so no fact is recorded. Loaders that COPY people call ``index_people`` with no ids afterwards.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import connection, transaction
from django.db.models import CharField, F, OuterRef

from firstline.people.models import EmailAddress, LexiconWord, Person, PhoneNumber
from firstline.people.rules.folding import fold, trigrams
from firstline.people.rules.terms import Findable, all_terms, lexicon_words, open_terms

_BATCH_COUNT = 2000
_FOLDED_LENGTH = 200

_WRITE_SQL = """
    UPDATE people_person AS person
       SET folded_name = new.folded_name,
           search_terms = ARRAY(SELECT jsonb_array_elements_text(new.search_terms)),
           guarded_terms = ARRAY(SELECT jsonb_array_elements_text(new.guarded_terms))
      FROM jsonb_to_recordset(%s::jsonb)
           AS new(id bigint, folded_name text, search_terms jsonb, guarded_terms jsonb)
     WHERE person.id = new.id
"""


def index_people(person_ids: Sequence[int] | None = None, *, progress: Callable[[int], None] | None = None) -> int:
    """Bring the search columns of these people, or of all, up to date and return how many there were.

    ``progress`` is told after each batch how many are done. Set-based: 50,000 people take some seconds.
    """
    done_count = 0
    with transaction.atomic():
        for rows in _batches(person_ids):
            _write(rows)
            done_count += len(rows)
            if progress is not None:
                progress(done_count)
    return done_count


def _batches(person_ids: Sequence[int] | None) -> Iterator[list[dict[str, Any]]]:
    if person_ids is not None:
        for start in range(0, len(person_ids), _BATCH_COUNT):
            yield list(_rows().filter(pk__in=person_ids[start : start + _BATCH_COUNT]))
        return
    last_id = 0
    while batch := list(_rows().filter(pk__gt=last_id).order_by("pk")[:_BATCH_COUNT]):
        yield batch
        last_id = batch[-1]["id"]


def _rows() -> Any:
    texts: ArrayField[Any, Any] = ArrayField(CharField())
    numbers = PhoneNumber.objects.filter(person=OuterRef("pk")).order_by("id").values("number")
    addresses = EmailAddress.objects.filter(person=OuterRef("pk")).order_by("id").values("address")
    return Person.objects.annotate(
        numbers=ArraySubquery(numbers, output_field=texts), addresses=ArraySubquery(addresses, output_field=texts)
    ).values(
        "id",
        "name",
        "extension",
        "job_title",
        "employee_number",
        "guarded_by_id",
        "numbers",
        "addresses",
        category_name=F("category__name"),
        department_name=F("department__name"),
        room_name=F("room__name"),
        place_name=F("site__name"),
        place_code=F("site__code"),
    )


def _write(rows: Sequence[dict[str, Any]]) -> None:
    words: set[str] = set()
    records = []
    for row in rows:
        person = _findable(row)
        everything, everybody = all_terms(person), open_terms(person)
        words |= lexicon_words(everything)
        is_guarded = row["guarded_by_id"] is not None
        records.append(
            {
                "id": row["id"],
                "folded_name": fold(row["name"])[:_FOLDED_LENGTH],
                "search_terms": everybody if is_guarded else everything,
                "guarded_terms": everything if is_guarded else [],
            }
        )
    with connection.cursor() as cursor:
        cursor.execute(_WRITE_SQL, [json.dumps(records)])
    LexiconWord.objects.bulk_create(
        [LexiconWord(word=word, trigrams=trigrams(word)) for word in sorted(words)], ignore_conflicts=True
    )


def _findable(row: dict[str, Any]) -> Findable:
    return Findable(
        name=row["name"],
        extension=row["extension"],
        site_name=row["place_name"] or "",
        site_code=row["place_code"] or "",
        job_title=row["job_title"],
        category=row["category_name"] or "",
        department=row["department_name"] or "",
        room=row["room_name"] or "",
        employee_number=row["employee_number"] or "",
        phones=tuple(row["numbers"]),
        emails=tuple(row["addresses"]),
    )
