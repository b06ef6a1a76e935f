"""How the demo agency judges: words that speak for a nature, diagnostic questions, modifiers of severity."""

from firstline.kernel.demo import DemoRun
from firstline.triage.demo.keywords import make_keyword_rules
from firstline.triage.demo.questions import make_modifiers, make_question_sets


def load(run: DemoRun) -> None:
    """Make keyword rules, question sets and modifiers of both desks."""
    make_keyword_rules()
    make_question_sets(run.now)
    make_modifiers()
