"""What facts, reasons, errors and notices of this room say to a person, translated."""

from firstline.kernel.registry import ERROR_SENTENCES, NOTICE_SENTENCES, TIMELINE_SENTENCES
from firstline.tickets.words import errors, notices, timeline


def register() -> None:
    """Offer the sentences of this room to the house; called once at start-up."""
    for verb, sentence in timeline.SENTENCES.items():
        TIMELINE_SENTENCES.add(verb, sentence)
    for code, wording in errors.SENTENCES.items():
        ERROR_SENTENCES.add(code, wording)
    for kind, line in notices.SENTENCES.items():
        NOTICE_SENTENCES.add(kind, line)
