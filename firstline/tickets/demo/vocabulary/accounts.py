"""What is said about accounts, telephones, e-mail, door cards."""

from firstline.tickets.demo.vocabulary.case import Case, Talk

SIGNIN = Talk(
    (
        Case(5, 3, 0.97, (
            "I forgot my password over the break and am locked out{urgent}",
            "Locked out of my computer, typed the password too often{urgent}",
            "Account locked {when}, cannot sign in at all{urgent}",
            "My password expired {when} and the change page says {message}",
            "Password reset needed, it was written on a note that is gone",
            "New password works at home but not at the school sign-in screen",
            "It says my account is locked, I only tried {number} times{urgent}",
            "Cannot log in {when}, password not accepted in {room}",
        ), (
            "Identity checked, password reset, signed in while on the phone.",
            "Unlocked the account and had the caller set a new password at the next sign-in.",
            "Caps lock was on. Unlocked the account, sign-in fine.",
            "Password had expired. Walked through the change, works on both computers.",
            "Identity checked, password reset, asked not to write the new one down.",
            "School computer held the old password. Signed out, cleared it, signed in.",
            "Phone kept trying the old password. Removed it there, unlocked the account.",
            "Identity checked, password reset, signed in while on the phone.",
        )),
        Case(2, 5, 0.9, (
            "Verification code for sign-in goes to my old phone{urgent}",
            "Authenticator asks again at every login {when}",
            "Changed phones, the authenticator for my login is gone",
            "Two-step sign-in never sends me the code {when}",
        ), (
            "Identity checked by callback, removed the old phone, enrolled the new one with the caller.",
            "Clock on the phone was off by four minutes, codes accepted after setting it.",
            "Identity checked by callback, removed the old phone, enrolled the new one with the caller.",
            "Switched the second step to the desk extension on file.",
        )),
        Case(1.6, 9, 0.55, (
            "{person} needs a login for the office computer by {day}",
            "New hire account not there yet, {person} starts {day}",
            "No username for {person} in {room}, cannot sign in anywhere",
            "Substitute account for {grade} stopped working {when}, login fails",
        ), (
            "Account made from the staff list, first password given by phone to the principal.",
            "Account existed under the maiden name, renamed and unlocked.",
            "Account made from the staff list, first password given by phone to the principal.",
            "Substitute account renewed until the end of the term.",
        )),
        Case(1, 14, 0.5, (
            "After login the desktop is empty, wrong profile {when}",
            "Signed in but my account sees no drives, logged out and in twice",
            "Login takes {number} minutes in {room} {when}",
        ), (
            "Profile was temporary. Removed the stale copy, full desktop back after the next sign-in.",
            "Logon script failed on an old drive letter, entry removed.",
            "Sign-in waited for a printer that is gone, removed it, login takes seconds.",
        )),
    ),
    (
        "Checked the identity by extension on file. Unlocked the account, still refused.",
        "Reset the password, sign-in fails with {message} on two computers.",
        "Account looks fine in the directory, caller signs in on another computer.",
        "Tried {browser} and the desktop, same result.",
    ),
    (
        "Directory shows the account disabled by the nightly import. Staff list has two rows for this person.",
        "Waiting for the personnel number before the account can be made.",
        "Sync ran at {hour}, account appears in the cloud directory now.",
        "Group membership was missing after the transfer between schools.",
    ),
    (
        "{greet}, your account is open again. Sign in with the password we agreed on the phone and choose a new one.",
        "{greet}, the new account is ready. The principal has the first password.",
        "{greet}, we found the cause and your sign-in works again from {hour} on. Call 3446 if it does not.",
    ),
)  # fmt: skip

PHONE = Talk(
    (
        Case(2, 6, 0.72, (
            "No dial tone on the desk phone in {room} {when}{urgent}",
            "Phone in {room} is dead, display dark {when}",
            "Desk phone says registering and never gets a dial tone",
            "Handset of the phone in the {area} crackles and cuts off",
        ), (
            "Network cable of the phone was in the wrong jack, moved back, dial tone there.",
            "Restarted the phone by its power port, registered again.",
            "Restarted the phone by its power port, registered again.",
            "Swapped the handset cord, line is clear.",
        )),
        Case(2, 5, 0.85, (
            "Voicemail light stays on but there are no messages",
            "Forgot the voicemail PIN for my extension{urgent}",
            "Voicemail greeting still names the secretary who left",
            "Callers say my voicemail box is full {when}",
        ), (
            "Emptied old messages with the caller, light went off.",
            "Voicemail PIN reset after identity check, caller recorded a new greeting.",
            "Mailbox moved to the new owner, greeting recorded.",
            "Emptied old messages with the caller, box takes calls again.",
        )),
        Case(1.5, 8, 0.6, (
            "Outside calls to the main number do not ring in the office {when}{urgent}",
            "Phone forwards everything to extension {number}{number}0{number}, cannot turn it off",
            "Extension for {room} rings in the wrong classroom",
            "Intercom and paging from the office phone reach only the {area}",
        ), (
            "Call forwarding was set on the line, removed it from the console.",
            "Call forwarding was set on the line, removed it from the console.",
            "Extension moved to the right port, test call fine.",
            "Paging zone corrected, principal heard the test page in every hall.",
        )),
        Case(0.7, 25, 0.15, (
            "Fax line in the main office does not send {when}, no dial tone",
            "All phones in the {area} went dead {when}{urgent}",
            "Conference phone in {room} has static on every call",
        ), (
            "Analog adapter replaced, fax sends again.",
            "Switch feeding the phones had lost power, reseated the supply, all phones registered.",
            "Cable of the conference phone replaced, line is clear.",
        )),
    ),
    (
        "Had the caller unplug the phone for a minute, same display.",
        "Test call from 3446 goes straight to voicemail.",
        "Phone next to it works on the same cable.",
    ),
    (
        "Port shows no power draw. Needs somebody on site.",
        "Voice server lists the extension as registered since {hour}.",
        "Asked {vendor} about the outside line, ticket with them is open.",
    ),
    (
        "{greet}, your extension rings again. Tell us if a caller still reaches the wrong phone.",
        "{greet}, a technician brings another phone on {day}. Use the one in the front office until then.",
    ),
)  # fmt: skip

EMAIL = Talk(
    (
        Case(2, 5, 0.82, (
            "Outlook keeps asking for the mailbox password {when}",
            "E-mail stopped arriving {when}, inbox is frozen{urgent}",
            "Email attachment for parents will not open, {message}",
            "Mailbox full, cannot send the {doc} by email{urgent}",
        ), (
            "Removed the saved credential, Outlook signed in again.",
            "Outlook was offline, switched back to online mode.",
            "Attachment was in a format of the old scanner, saved as PDF.",
            "Archived two years of mail with the caller, message went out.",
        )),
        Case(1.4, 9, 0.6, (
            "Need {person} on the distribution list for {grade} families",
            "Shared mailbox of the office does not show for {person}",
            "Calendar of the principal is not visible in Outlook {when}",
            "Mailing list for staff bounced {count} addresses {when}",
        ), (
            "Added to the list after the principal agreed by e-mail.",
            "Shared mailbox added to the profile, shows after a restart of Outlook.",
            "Calendar permission set again, caller sees it.",
            "Removed the addresses of people who left, list delivers.",
        )),
        Case(1, 10, 0.8, (
            "Phishing e-mail asks for gift cards in the principal's name",
            "Clicked a link in a spam email {when}, what now{urgent}",
            "Out of office reply from last summer still goes out",
        ), (
            "Message reported, blocked, and removed from all mailboxes.",
            "Password changed, sign-ins checked, nothing was taken.",
            "Automatic reply switched off with the caller.",
        )),
    ),
    ("Tried the mailbox in {browser}, same.", "Removed and added the account in Outlook, still asks."),
    ("Mailbox is at its limit. Archive policy missing for this school.", "Message trace shows delivery at {hour}."),
    ("{greet}, your mailbox takes messages again. Older ones are in the archive folder.",
     "{greet}, the list is updated. New messages reach everyone from now on."),
)  # fmt: skip

DOOR_CARD = Talk(
    (
        Case(2, 6, 0.7, (
            "Keycard does not open the annex {when}",
            "Badge stopped working at the {area} door{urgent}",
            "Lost my door card somewhere between the {area} and the parking lot",
            "Card reader at the {area} entrance blinks red for everyone",
        ), (
            "Card was past its date, renewed for the school year.",
            "Door group corrected, swipe works.",
            "Lost card blocked at once, new one at the front desk.",
            "Reader restarted from the console, blinks green.",
        )),
        Case(1, 12, 0.3, (
            "{person} needs a key card for the {area} from {day}",
            "Fob opens the gate but not the {area} after hours",
        ), (
            "Access agreed by the principal and set until June.",
            "Schedule of the door extended to 9 pm.",
        )),
    ),
    ("Identity checked. Card shows as active, last used {hour}.", "Had the caller try two doors, both refuse."),
    ("Reader lost its controller, restarted it from the console.", "Asked the principal to confirm the doors."),
    ("{greet}, your card opens the door again. Hold it flat for a second the first time.",),
)  # fmt: skip
