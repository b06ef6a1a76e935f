"""Short forms of given names that callers use for themselves. Agencies write the long form, or the other way round."""

_FAMILIES = (
    ("robert", "bob", "bobby", "rob", "robbie"),
    ("william", "bill", "billy", "will", "liam"),
    ("richard", "rick", "dick", "rich"),
    ("james", "jim", "jimmy", "jamie"),
    ("john", "jack", "johnny"),
    ("margaret", "peggy", "meg", "maggie", "greta"),
    ("elizabeth", "liz", "beth", "betty", "lisa", "eliza"),
    ("katherine", "catherine", "kate", "kathy", "cathy", "katie"),
    ("michael", "mike", "mick"),
    ("thomas", "tom", "tommy"),
    ("charles", "charlie", "chuck"),
    ("edward", "ed", "ted", "eddie"),
    ("theodore", "ted", "theo"),
    ("anthony", "tony"),
    ("patricia", "pat", "patty", "trish"),
    ("patrick", "pat", "paddy"),
    ("jennifer", "jen", "jenny"),
    ("susan", "sue", "susie"),
    ("deborah", "debra", "deb", "debbie"),
    ("daniel", "dan", "danny"),
    ("david", "dave"),
    ("joseph", "joe", "joey"),
    ("samuel", "samantha", "sam"),
    ("alexander", "alexandra", "alex", "sandy", "sasha"),
    ("christopher", "christine", "christina", "chris", "tina"),
    ("stephen", "steven", "steve"),
    ("matthew", "matt"),
    ("nicholas", "nick"),
    ("andrew", "andy", "drew"),
    ("gregory", "greg"),
    ("ronald", "ron"),
    ("donald", "don"),
    ("lawrence", "larry"),
    ("henry", "harry", "hank"),
    ("francis", "frank", "francisco", "paco"),
    ("jose", "pepe"),
    ("guadalupe", "lupe"),
    ("rebecca", "becky"),
    ("barbara", "barb"),
    ("victoria", "vicky", "tori"),
    ("dorothy", "dot", "dottie"),
    ("eleanor", "nell", "ellie"),
)


def other_forms(word: str) -> frozenset[str]:
    """Return the other forms of a folded given name: of "bob" robert, bobby, rob and robbie."""
    return _FORMS.get(word, frozenset())


def _forms() -> dict[str, frozenset[str]]:
    forms: dict[str, set[str]] = {}
    for family in _FAMILIES:
        for word in family:
            forms.setdefault(word, set()).update(family)
    return {word: frozenset(others - {word}) for word, others in forms.items()}


_FORMS = _forms()
