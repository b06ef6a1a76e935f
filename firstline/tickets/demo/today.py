"""What is on the desks of Harbor Point now: the open tickets as the mock-ups show them, and calls not logged yet.

Plain data. Ages and steps are open minutes of the desk: ``age`` before now, a step's ``after`` since the call.
"""

from typing import NamedTuple

from firstline.desks.demo import DISTRICT_CODE, POLICE_CODE


class Step(NamedTuple):
    """One act on a ticket: who does what, when, in which words. ``ahead``: a next date, in open minutes from now."""

    after: int
    act: str
    who: str
    words: str = ""
    on: str = ""
    ahead: int = 0


class OpenCall(NamedTuple):
    """A call whose ticket is still open. ``answers`` are to the nature's questions in order: y, n, or - (not asked)."""

    desk: str
    age: int
    answered_by: str
    caller: str
    nature: str
    problem: str
    answers: str = ""
    steps: tuple[Step, ...] = ()
    severity: str = ""
    why: str = ""


class Load(NamedTuple):
    """How many more open tickets a person has, of which natures, how old at most."""

    desk: str
    username: str
    natures: tuple[str, ...]
    tickets: int
    oldest: int


class Unlogged(NamedTuple):
    """A call that is over, or handed on, and has no log yet. Minutes of the clock before now."""

    desk: str
    started: int
    ended: int
    answered_by: str
    caller: str
    problem: str
    to: str = ""


D, P = DISTRICT_CODE, POLICE_CODE


def _forwarded(by: str, tried: str, after: int = 3) -> Step:
    return Step(after, "forward", by, tried)


OPEN_CALLS = (
    OpenCall(D, 55, "dana", "olga.petrenko", "classxp", "Attendance cannot be submitted, whole school", "-yyn", (
        _forwarded("dana", "Same on three computers and in another browser. Other schools can submit."),
        Step(6, "take", "marcus"),
        Step(11, "reply", "marcus", "Hello Olga, we see it too and are on it. Take attendance on paper for now, I will "
             "tell you by ten how it stands."),
        Step(28, "note", "marcus", "Bell schedule of the school lost its first period in last night's import. Vendor "
             "case opened, import file kept."),
    )),
    OpenCall(D, 130, "sunita", "mei-ling.chow", "igpro", "IGPro will not accept the new marking period", "-y-", (
        _forwarded("sunita", "Grade book says “period closed” for quarter 1. Same on another PC, signed in as herself. "
                   "Other counselors can save."),
        Step(38, "take", "marcus"),
        Step(40, "note", "marcus", "Rang her, no answer. Voicemail left."),
        Step(116, "note", "dana", "She called 3446 again, free until a quarter past."),
    )),
    OpenCall(D, 85, "dana", "yusuf.demir", "classxp", "Classxp account for a long-term substitute", "", (
        Step(4, "assign", "dana", on="marcus"),
    )),
    OpenCall(D, 50, "dana", "aoife.brennan", "classxp", "Where did the progress report comments go?", "y--y", (
        Step(5, "assign", "dana", on="marcus"),
    ), "low", "A question, her work goes on"),
    OpenCall(D, 66, "sunita", "nadia.rahman", "classxp", "Grade 6 roster empty in Classxp", "n--y", (
        _forwarded("sunita", "Signed out and in, tried another browser. Grade 7 of the same team is complete."),
        Step(30, "take", "marcus"),
    ), "high", "A whole grade has no roster"),
    OpenCall(D, 70, "dana", "renata.silva", "classxp", "Report cards show last year’s counselor", "y-n-", (
        _forwarded("dana", "Printed two, both wrong. Counselor is right on the student's page."),
        Step(20, "take", "marcus"),
        Step(42, "reply", "marcus", "Hello Renata, the names come from last year's table. I am correcting it and will "
             "send you one card to check before you print."),
    ), "high", "Report cards go out today"),
    OpenCall(D, 31, "dana", "samuel.osei", "igpro", "IGPro grades missing after roster change", "yy-", (
        _forwarded("dana", "All sections of his, other math teachers are fine."),
        Step(9, "take", "marcus"),
        Step(14, "reply", "marcus", "Hello Samuel, your scores are safe under the old section. I will move them after "
             "your last class, please enter nothing until then."),
    ), "high", "Grades close tonight"),
    OpenCall(D, 240, "sunita", "denise.farrow", "data_request", "Export of absences for the state report", "yy", (
        _forwarded("sunita", "Standing report lacks the reason codes that the state wants this year."),
        Step(35, "take", "marcus"),
        Step(60, "reply", "marcus", "Hello Denise, the new codes need a new export. You will have a draft to check "
             "tomorrow morning."),
    )),
    OpenCall(D, 900, "dana", "robert.haines", "classxp", "Parent portal link in Classxp opens the wrong school",
             "-n-y", (
        _forwarded("dana", "Link is the same in the newsletter and on the web page."),
        Step(50, "take", "marcus"),
        Step(65, "reply", "marcus", "Hello Robert, the vendor has our case. Parents can use the district link until "
             "then."),
        Step(70, "wait", "marcus", "Vendor reply expected", "vendor", 620),
    )),
    OpenCall(D, 620, "sunita", "aoife.brennan", "classxp", "Seating chart prints on two pages", "y--y", (
        _forwarded("sunita", "Other reports print on one page."),
        Step(80, "take", "marcus"),
        Step(90, "reply", "marcus", "Hello Aoife, could you send me the chart as you printed it? One page is enough."),
        Step(92, "wait", "marcus", "A sample of the chart", "requester", 500),
    ), "low", "A wish, her work goes on"),
    OpenCall(D, 98, "dana", "grace.adeyemi", "network",
             "Laptops in the library wing lose Wi-Fi every five to ten minutes and come back by themselves", "yy-n", (
        _forwarded("dana", "Started Monday. Wired computers are fine. About 28 students affected in period 2."),
        Step(7, "take", "priya"),
        Step(22, "note", "priya", "Both access points in the wing share channel 6 since the summer refit. Moved "
             "AP-LIB-2 to channel 11. If it drops again, suspect the switch port: 214 errors since Monday."),
        Step(30, "reply", "priya", "Hello Grace, I moved one access point to a free channel. Please tell me if it "
             "drops again, and when."),
        Step(76, "note", "dana", "She rang: better, but it dropped once more for a minute. Can we count on it for the "
             "book fair at noon?"),
    )),
    OpenCall(D, 410, "dana", "carol.jimenez", "equipment", "Second monitor for the front desk", "y-", (
        _forwarded("dana", "Principal agrees. One left in stock."),
        Step(60, "take", "joel"),
        _forwarded("joel", "Cable and arm are with it, needs somebody on site.", 75),
        Step(120, "take", "luis"),
        Step(125, "reply", "luis", "Hello Carol, I bring it when I am at Orchard Hill next, after Kettle Pond."),
    )),
    OpenCall(D, 25, "dana", "ines.carvalho", "printing", "Payroll printer prints checks one line too low", "n-n-", (
        _forwarded("dana", "Tray guides are tight, same from two programs. Test page is right."),
        Step(8, "take", "joel"),
    ), "high", "Payroll goes out today"),
    OpenCall(D, 300, "sunita", "agnes.oduya", "phone", "Callers cannot hear me on the office phone, e-mail me please",
             "y--", (
        _forwarded("sunita", "Handset swapped with the next desk, same. She prefers e-mail."),
        Step(30, "take", "ngozi"),
        Step(45, "reply", "ngozi", "Hello Agnes, I set the amplifier of your line anew. Please have somebody ring you "
             "and write me how it was."),
        Step(50, "wait", "ngozi", "How a test call sounded", "requester", 300),
    )),
    OpenCall(D, 18, "sunita", "lucia.fuentes", "register", "La caja 4 de la cafetería no lee las tarjetas, register 4",
             "y-", ()),
    OpenCall(D, 12, "dana", "teresa.wojcik", "printing", "Need the color printer added to my new laptop", "----", ()),
    OpenCall(P, 35, "rita", "paul.devlin", "vehicle", "Car 12 terminal is offline since roll call", "yy-", (
        _forwarded("rita", "Restarted twice, voice radio is fine. Other cars on the same street are connected."),
        Step(9, "take", "noor"),
        Step(12, "reply", "noor", "Sergeant, bring the car to bay 2 when you are free, the modem needs ten minutes."),
    )),
    OpenCall(P, 80, "rita", "gloria.stamos", "dispatch", "CAD at console 2 stopped updating unit status", "yn-", (
        _forwarded("rita", "Client restarted, feed shows old positions. Other consoles are fine."),
        Step(5, "take", "ben"),
        Step(11, "reply", "ben", "Gloria, work from console 3 for now, I am on the gateway."),
        Step(40, "note", "ben", "Gateway keeps a dead session for this console only. Vendor wants the log, sent."),
    )),
    OpenCall(P, 300, "ben", "keisha.grant", "camera", "Body camera turns itself off after an hour", "y-", (
        _forwarded("ben", "Spare issued. Battery shows 71 % health."),
        Step(40, "take", "ben"),
        Step(60, "wait", "ben", "Battery ordered", "parts", 2000),
    )),
    OpenCall(P, 150, "rita", "joyce.amadi", "records", "Supervisor approval is missing on three reports", "--", (
        Step(6, "assign", "rita", on="ben"),
    )),
)  # fmt: skip

LOADS = (
    Load(D, "bao", ("igpro", "classxp", "data_request"), 4, 420),
    Load(D, "priya", ("network", "printing"), 4, 420),
    Load(D, "joel", ("computer", "display", "software", "student_device"), 5, 480),
    Load(D, "ngozi", ("signin", "email", "door_card"), 3, 380),
    Load(D, "luis", ("computer", "printing", "equipment"), 3, 540),
    Load(D, "tom", ("display", "equipment"), 3, 540),
    Load(D, "hanna", ("network", "email"), 2, 450),
    Load(D, "", ("printing", "computer", "network", "classxp", "email", "display"), 9, 150),
    Load(P, "noor", ("radio", "vehicle"), 2, 700),
    Load(P, "", ("computer", "records"), 2, 160),
)

UNLOGGED = (
    Unlogged(D, 14, 11, "dana", "robert.haines", "Projector in the library shows no picture, assembly at ten"),
    Unlogged(D, 8, 6, "dana", "carol.jimenez",
             "Progress reports from Classxp will not print, job vanishes from the queue", "priya"),
    Unlogged(P, 22, 19, "rita", "keisha.grant", "Radio charger bank shows two red lights"),
)  # fmt: skip

COMPOSING = (
    "priya", "grace.adeyemi",
    "Hello Grace, thank you, the time helps. One network port is failing and I am sending Luis to move it before noon.",
)  # fmt: skip
"""Who is writing a reply, to whom, and the words so far."""
PINNED = ("marcus", "renata.silva", 5)
"""Whose order holds whose ticket at which place."""
