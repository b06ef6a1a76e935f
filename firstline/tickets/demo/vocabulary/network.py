"""What is said about the network, and about everything else at the district's desk."""

from firstline.tickets.demo.vocabulary.case import Case, Talk

NETWORK = Talk(
    (
        Case(2.5, 12, 0.45, (
            "Wi-Fi drops in the {area} every few minutes {when}",
            "No wireless in {room} {when}{urgent}",
            "Wi-Fi in the {area} is slow with {count} laptops",
            "Laptops lose the wireless when we walk to the {area}",
            "Guest Wi-Fi asks for a code that nobody has{urgent}",
        ), (
            "Access point moved to a free channel, held for an hour.",
            "Laptop joined the guest network, set to forget it.",
            "Access point restarted from the console, {count} clients back.",
            "Roaming set for the hall, call held while walking.",
            "Gave the code of the week, office has the sheet now.",
        )),
        Case(1.5, 8, 0.6, (
            "No internet on the wired computer in {room} {when}",
            "Network jack in {room} is dead since the desks were moved",
            "Internet is down in the whole {area}{urgent}",
            "Red X on the network icon in {room}{urgent}",
        ), (
            "Cable was in the phone's pass-through port, moved, online.",
            "Port was switched off after the move, on again.",
            "Switch in the closet restarted, floor is back.",
            "Port had shut itself off after a loop, cleared.",
        )),
        Case(1.3, 7, 0.75, (
            "Shared drive of the office is gone {when}",
            "Network drive says {message} when I save the {doc}",
            "VPN connects but I see no network drive from home",
            "Web filter blocks the {subject} website for {grade}",
        ), (
            "Drive mapped again by name instead of by letter.",
            "Group for the folder added, opens after the next sign-in.",
            "Started the drive script after the VPN, drives there.",
            "Site released for staff and for {grade} until June.",
        )),
        Case(0.6, 60, 0.02, (
            "Whole school offline {when}, phones work{urgent}",
            "Internet in the {area} disconnects each day at {hour}",
        ), (
            "Fiber patch in the main closet replaced.",
            "Backup job of a lab flooded the link, moved to the night.",
        )),
    ),
    (
        "Wired computers are fine. About {number} people affected in the {area}.",
        "Access point shows green, restarted it, dropped again after ten minutes.",
        "Other rooms of the wing work. Swapped the cable.",
    ),
    (
        "Both access points in the wing share a channel. Moved one at {hour}.",
        "Switch port logged {number}4 errors since Monday. If it drops again, suspect the port.",
        "Circuit ticket opened with {vendor}.",
        "Rang at {hour}: held so far, looking again after lunch.",
    ),
    (
        "{greet}, one access point was on a crowded channel. It should hold now, tell us if it drops.",
        "{greet}, one network port is failing. Somebody comes on {day} to move it.",
        "{greet}, thank you, the time helps. We look at the log for that minute.",
    ),
)  # fmt: skip

OTHER = Talk(
    (
        Case(2, 4, 0.9, (
            "Question: who do I call about the bell schedule board",
            "How do I book the computer lab in the {area} for {day}",
            "Where do I find the form for a field trip laptop",
            "Question about the training on {day}, where is it held",
            "How do I print double-sided to save paper, just wondering",
        ), (
            "Gave the number of facilities, they keep the clock and bells.",
            "Showed the booking page, caller found it while on the line.",
            "Sent the page of the staff handbook.",
            "Told where it is, caller found it while on the line.",
            "Showed the setting, caller printed both sides.",
        )),
        Case(1, 15, 0.4, (
            "Help with the school web page, the calendar shows last year",
            "Who do I call to have an old cabinet of computers picked up from {room}",
            "Question about a strange sound in the ceiling of {room}",
        ), (
            "Calendar feed changed to this year's.",
            "Put on the surplus list for the next round.",
            "Fan of the ceiling speaker, given to facilities.",
        )),
    ),
    ("No article fits. Asked the caller for a picture.", "Facilities say it is ours."),
    ("Asked around: last year Sunita knew the contact.",),
    ("{greet}, we asked around and will ring you by {hour}.",),
)  # fmt: skip
