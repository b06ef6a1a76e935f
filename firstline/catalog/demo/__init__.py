"""What the demo agency supports: services, natures of call, and who is entitled to what."""

from firstline.catalog.demo.entitlement import make_entitlement_rules
from firstline.catalog.demo.natures import make_natures
from firstline.kernel.demo import DemoRun


def load(_run: DemoRun) -> None:
    """Make services, natures and the rules of entitlement."""
    make_natures()
    make_entitlement_rules()
