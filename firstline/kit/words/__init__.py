"""Times, marks and errors in words, translated. Used by tags and by the sentences of other rooms."""

from firstline.kit.words.errors import Problem, problem_of, sentence_of
from firstline.kit.words.times import (
    DAY_MINUTES,
    SEVERITY_WORDS,
    STATUS_WORDS,
    ago_text,
    count_text,
    date_text,
    duration_text,
    exact_text,
    full_moment_text,
    moment_text,
    time_text,
)

__all__ = [
    "DAY_MINUTES",
    "SEVERITY_WORDS",
    "STATUS_WORDS",
    "Problem",
    "ago_text",
    "count_text",
    "date_text",
    "duration_text",
    "exact_text",
    "full_moment_text",
    "moment_text",
    "problem_of",
    "sentence_of",
    "time_text",
]
