"""What is said at the police desk. Callers, vehicles and case numbers are invented."""

from firstline.tickets.demo.vocabulary.case import Case, Talk

DISPATCH = Talk(
    (
        Case(2, 8, 0.65, (
            "CAD at {console} stopped updating unit status {lately}",
            "Dispatch map does not follow {car} {lately}",
            "Call for service entered twice in CAD at {console}",
            "CAD recommended units list is empty at {console}",
        ), (
            "Client at the console restarted, status follows again.",
            "Position feed had stopped on the gateway, restarted.",
            "Duplicate closed with the supervisor on the line.",
            "Unit plan of the shift loaded, list fills.",
        )),
        Case(0.7, 30, 0.15, (
            "Dispatch screens frozen at {count} positions{hurry}",
            "911 address does not fill in CAD, typing by hand {lately}",
            "Premise hazards are missing from CAD {lately}",
        ), (
            "Database link failed over by hand, all consoles fine.",
            "Location interface restarted with {vendor}, addresses fill in.",
            "Premise file loaded again, hazards show.",
        )),
    ),
    ("Dispatch works from the paper cards.", "Second console shows the same."),
    ("Interface log stops at {hour}.", "{vendor} was told, case open."),
    ("{greet}, the map is live again. Tell us at once if a unit stands still.",),
)  # fmt: skip

VEHICLE = Talk(
    (
        Case(3, 12, 0.5, (
            "{car} terminal is offline {lately}",
            "MDT in {car} does not connect, {message}",
            "In-car printer in {car} prints half a citation",
            "{car} plate reader gives no hits {lately}",
            "GPS of {car} is two streets off",
            "Toughbook in {car} does not lock in its dock",
        ), (
            "Modem restarted by the ignition cycle, terminal online.",
            "Antenna plug was loose in the trunk, tightened.",
            "Paper guide of the printer set, citation complete.",
            "Reader software updated in the garage.",
            "Antenna of the receiver moved off the light bar, position is right.",
            "Latch of the dock replaced in the garage.",
        )),
    ),
    ("Officer restarted the terminal twice, voice radio is fine.", "Works on the station wireless, not on cellular."),
    ("Bay 2 is free at {hour}, car comes in after the {shift}.", "Card in the modem has no data left this month."),
    ("{greet}, bring the car to bay 2 after your shift, it takes half an hour.",),
)  # fmt: skip

RECORDS = Talk(
    (
        Case(2, 9, 0.65, (
            "Incident report {case} is locked by another user",
            "RMS refuses my arrest report {case}, {message}",
            "Case number {case} shows under the wrong officer",
            "Supervisor approval is missing on report {case}",
            "Records system logs out during report writing {lately}",
        ), (
            "Lock of the closed session released, report opens.",
            "Required field was hidden on the second page, filled.",
            "Report moved to the right badge with the sergeant's agreement.",
            "Approver set again with the sergeant.",
            "Session time set to the length of a shift.",
        )),
        Case(0.7, 25, 0.3, (
            "NCIC query from records times out {lately}",
            "Merge of two master names went wrong in {case}",
        ), (
            "State link restarted, queries answer.",
            "Merge undone from last night's copy.",
        )),
    ),
    ("Same report opens for the supervisor.", "Signed out everywhere, still locked."),
    ("Session of the {shift} was never closed.",),
    ("{greet}, the report is free. Nothing of the text was lost.",),
)  # fmt: skip

RADIO = Talk(
    (
        Case(2, 12, 0.4, (
            "Portable radio cuts out in the {area} of the station",
            "Radio of the {shift} does not transmit on channel {number}",
            "Lapel mic crackles {lately}",
            "{count} radios lost their talkgroup after charging",
        ), (
            "Battery contacts cleaned, holds.",
            "Codeplug written again, channel is there.",
            "Mic swapped from the spare drawer.",
            "Codeplug written again, all channels there.",
        )),
    ),
    ("Another portable works at the same place.", "Officer has a spare."),
    ("Repeater log is clean.", "On the bench on {day}."),
    ("{greet}, your radio is back in the rack with a new battery.",),
)  # fmt: skip

CAMERA = Talk(
    (
        Case(2, 8, 0.6, (
            "Body camera does not upload in bay {number} {lately}",
            "Bodycam {number}{number} turns itself off after an hour",
            "Body camera video of case {case} is not in the list",
            "Camera will not pair with the light bar in {car}",
        ), (
            "Docking bay restarted, upload went through.",
            "Battery health low, camera replaced from stock.",
            "Video was under the old badge number, moved.",
            "Paired again in the garage, light bar starts the camera.",
        )),
    ),
    ("Tried another bay, same.", "Spare camera issued for the shift."),
    ("Upload queue shows {number} clips waiting.",),
    ("{greet}, all clips are uploaded and named.",),
)  # fmt: skip

SIGNIN = Talk(
    (
        Case(2, 4, 0.95, (
            "Locked out at the report writing computer{hurry}",
            "Password expired at the start of the {shift}",
            "Login in {car} refuses my token",
            "Fingerprint reader does not know me, cannot log in at dispatch",
        ), (
            "Identity checked with the shift sergeant, account unlocked.",
            "Identity checked, password changed at the desk.",
            "Token set to the right time, login works.",
            "Finger enrolled again.",
        )),
    ),
    ("Unlocked, refused again on a second computer.",),
    ("Certificate on the card ran out yesterday.",),
    ("{greet}, your account is open. The new card is at the front desk.",),
)  # fmt: skip

COMPUTER = Talk(
    (
        Case(2, 9, 0.6, (
            "Printer in report writing prints blank pages",
            "Booking computer is slow {lately}",
            "Label printer in the evidence room skips labels",
            "Monitor at the front desk flickers",
            "Keyboard at {console} sticks",
        ), (
            "Toner seal removed, prints.",
            "Old images filled the disk, cleared.",
            "Labels loaded the other way, no skipping.",
            "Cable of the monitor replaced.",
            "Keyboard swapped from the cabinet.",
        )),
    ),
    ("Another computer in the room works.",),
    ("Replacement set for {day}.",),
    ("{greet}, the computer is faster now, the old images were filling it.",),
)  # fmt: skip

NETWORK = Talk(
    (
        Case(2, 15, 0.4, (
            "VPN from {car} drops on Water Street {lately}",
            "Wi-Fi in roll call does not take the {count} new laptops",
            "Network in the garage is offline {lately}",
        ), (
            "Tunnel keeps alive longer now, held on a test drive.",
            "Access point in roll call restarted, new laptops on.",
            "Switch in the garage had lost power, on again.",
        )),
    ),
    ("Wired jack next to it works.",),
    ("Carrier shows a weak cell there.",),
    ("{greet}, please drive the street once more and tell us.",),
)  # fmt: skip

EVIDENCE = Talk(
    (
        Case(2, 14, 0.4, (
            "Interview recording of {case} plays without sound",
            "Evidence barcode of {case} scans as another item",
            "Need a copy of digital evidence for {case} by {day}",
        ), (
            "Sound was on the second channel, file saved with it.",
            "Label printed again, old one voided in the log.",
            "Copied with its checksum, receipt in the file.",
        )),
    ),
    ("Original plays on the recorder itself.",),
    ("Hash noted, chain of custody kept.",),
    ("{greet}, the copy is at the evidence window, sign for it.",),
)  # fmt: skip

OTHER = Talk(
    (
        Case(2, 5, 0.9, (
            "Question: who do I call about the roll call projector",
            "How do I set my voicemail for vacation",
            "Training for the new report form, where do I sign up, just a question",
        ), (
            "Told while on the line.",
            "Talked through the greeting for vacation.",
            "Put on the list for the class on Thursday.",
        )),
    ),
    ("Asked the vendor.",),
    ("Nobody knows, asking days.",),
    ("{greet}, the class is on {day} at {hour}.",),
)  # fmt: skip
