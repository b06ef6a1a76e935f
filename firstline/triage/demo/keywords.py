"""Words and phrases that speak for a nature. Strong ones (weight 3) name the thing, weak ones (1) only lean to it."""

from firstline.catalog.models import Nature
from firstline.desks.demo import DISTRICT_CODE, POLICE_CODE
from firstline.triage.models import KeywordRule

Words = dict[int, str]

DISTRICT_WORDS: dict[str, Words] = {
    "signin": {
        3: "password, log in, login, sign in, sign-in, locked out, account locked, reset my password, username, "
        "password expired, credentials",
        2: "locked, expired, authenticator, verification code, logon, logged out, new hire account, passcode",
        1: "account, access, forgot, substitute account",
    },
    "classxp": {
        3: "classxp, class xp, classroomxp, attendance",
        2: "progress report, progress reports, roster, report card, report cards, marking period, homeroom, "
        "absences, tardy, student schedule",
        1: "class list, section, transcript, enrollment, bell schedule",
    },
    "igpro": {
        3: "igpro, ig pro, integrate pro, grade book, gradebook",
        2: "grades, grading, assignment scores, grade export, quarter grades, category weights, marking period",
        1: "scores, comments, weights, rubric",
    },
    "printing": {
        3: "print, prints, printer, printing, toner, copier, paper jam, print queue, laserjet",
        2: "queue, tray, duplex, cartridge, scan to email, labels, jam, jammed, fuser",
        1: "paper, black streaks, scanner, scan, blurry, stapler",
    },
    "computer": {
        3: "computer, laptop, desktop, pc, docking station, keyboard, mouse, monitor, blue screen, hard drive",
        2: "freezes, frozen, slow, battery, charger, boot, will not turn on, turn on, wakes, dock, touchpad, "
        "second screen, usb, restart, fan",
        1: "screen, black screen, update, noise, overheats, webcam",
    },
    "network": {
        3: "wi-fi, wifi, wireless, internet, network, ethernet, access point, no connection",
        2: "offline, cable, jack, switch, vpn, disconnects, drops, network drive, shared drive, web filter, blocked",
        1: "website, web site, connection, slow internet, server",
    },
    "phone": {
        3: "phone, telephone, voicemail, voice mail, dial tone, handset, extension, caller id",
        2: "desk phone, intercom, paging, conference call, call forwarding, headset, message light, fax",
        1: "ring, rings, static, hold music, dial",
    },
    "email": {
        3: "e-mail, email, outlook, mailbox, inbox, distribution list, attachment",
        2: "calendar invite, calendar, spam, phishing, junk, out of office, shared mailbox, mailing list",
        1: "bounced, invite, signature",
    },
    "display": {
        3: "projector, smartboard, smart board, interactive board, document camera, hdmi, display panel",
        2: "board, remote control, lamp, bulb, speakers, whiteboard, microphone, auditorium sound",
        1: "picture, colors, sound, volume",
    },
    "software": {
        3: "install, installed, software, application, license, adobe, acrobat",
        2: "upgrade, plug-in, plugin, extension for chrome, program, download, admin rights, new version",
        1: "app, activation, trial",
    },
    "student_device": {
        3: "chromebook, student laptop, student device, ipad, tablet cart, chromebook cart",
        2: "loaner, cracked screen, device cart, student tablet, missing keys",
        1: "cart, student, broken hinge",
    },
    "data_request": {
        3: "state report, data export, spreadsheet of, data request, list of students, mailing labels for",
        2: "export, csv, extract, enrollment count, query, statistics",
        1: "report, counts, spreadsheet, list of",
    },
    "door_card": {
        3: "keycard, key card, door card, badge, swipe, fob",
        2: "door, will not open, lost card, annex, card reader, entrance",
        1: "gate, after hours",
    },
    "equipment": {
        3: "new equipment, move my computer, moving rooms, second monitor, extra monitor, order a, set up a desk",
        2: "moved, relocate, borrow, replacement, request a, new room, webcam for",
        1: "purchase, spare, adapter, additional",
    },
    "register": {
        3: "register, cash register, point of sale, lunch line, cafeteria register, lunch account",
        2: "pin pad, lunch balance, cashier, receipt, meal count, barcode reader",
        1: "cafeteria, kitchen, lunch",
    },
    "other": {2: "question, how do i, where do i, who do i call", 1: "help with, wonder, training, form"},
}

POLICE_WORDS: dict[str, Words] = {
    "dispatch": {
        3: "cad, dispatch, dispatch screen, 911, dispatch console, call for service, unit status",
        2: "map, mapping, ani, ali, premise, event, status board, recommended units",
        1: "geofile, address, units",
    },
    "vehicle": {
        3: "mdt, mobile data terminal, vehicle computer, car terminal, cruiser, in-car, toughbook",
        2: "car, unit, mount, dock in car, modem, in car printer, plate reader, lpr, gps, trunk",
        1: "truck, ignition, antenna, vehicle",
    },
    "records": {
        3: "records system, rms, incident report, arrest report, case number, report writing",
        2: "ncic, warrant, field report, supervisor approval, citation, master name, redaction",
        1: "report, narrative, approval, merge",
    },
    "radio": {
        3: "radio, portable radio, talkgroup, repeater, mic",
        2: "channel, encryption, keyed, lapel mic, charger bank, scan list, dead spot, transmit",
        1: "static, earpiece, audio",
    },
    "camera": {
        3: "body camera, bodycam, body cam, body-worn, docking bay",
        2: "camera, upload, video, recording, pairing, activation, buffer",
        1: "clip, footage, lens",
    },
    "signin": {
        3: "password, locked out, log in, login, sign in, token, two factor, account locked",
        2: "locked, fingerprint reader, smart card, certificate, expired, authenticator",
        1: "access, account, credentials",
    },
    "computer": {
        3: "computer, laptop, desktop, printer, print, monitor, keyboard",
        2: "slow, frozen, toner, scanner, blue screen, booking camera, label printer",
        1: "screen, mouse, restart",
    },
    "network": {
        3: "network, wi-fi, wifi, vpn, internet, state network",
        2: "connection, firewall, shared drive, fiber, tunnel, offline",
        1: "slow, drops, link",
    },
    "evidence": {
        3: "evidence, digital evidence, evidence barcode, dvd burner, interview recording",
        2: "interview room, thumb drive, chain of custody, export video, district attorney",
        1: "copy, upload, case file",
    },
    "other": {2: "question, how do i, who do i call, training", 1: "help with, request"},
}

WORDS = {DISTRICT_CODE: DISTRICT_WORDS, POLICE_CODE: POLICE_WORDS}


def make_keyword_rules() -> None:
    """Make the keyword rules of both desks."""
    rules = []
    for nature in Nature.objects.select_related("desk"):
        for weight, phrases in WORDS[nature.desk.code].get(nature.code, {}).items():
            rules += [KeywordRule(nature=nature, phrase=phrase, weight=weight) for phrase in phrases.split(", ")]
    KeywordRule.objects.bulk_create(rules)
