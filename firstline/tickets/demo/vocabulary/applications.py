"""What is said about Classxp, IGPro, data requests."""

from firstline.tickets.demo.vocabulary.case import Case, Talk

CLASSXP = Talk(
    (
        Case(3, 5, 0.78, (
            "Attendance in Classxp will not submit for {grade}{urgent}",
            "Classxp attendance page shows {message} {when}",
            "Took attendance in Classxp, the office still sees {grade} as missing",
            "Cannot change a tardy to present in Classxp for {grade}",
            "Classxp attendance freezes after the {number}th student{urgent}",
        ), (
            "Session had timed out. Signed out and in, attendance submitted.",
            "Cleared the saved page in the browser, attendance went through.",
            "Bell schedule of the day was wrong, corrected, the office sees it.",
            "Corrected the tardy with the attendance secretary on the line.",
            "Too many rows on one page, showed the short view, attendance submitted.",
        )),
        Case(2.2, 9, 0.6, (
            "Grade roster empty in Classxp for {subject}, {grade}",
            "{count} students missing from my Classxp roster {when}",
            "Classxp lists {grade} twice, the {subject} section is doubled",
            "Student moved to {grade} but Classxp shows the old schedule",
            "Classxp account for {person} sees no class list",
        ), (
            "Section was tied to the old teacher, moved, roster complete.",
            "Nightly import had skipped the section. Ran it by hand, students there.",
            "Duplicate section merged with the registrar's agreement.",
            "Schedule change keyed by guidance this morning, shows after a refresh.",
            "Account was missing the teaching role, added, class list there.",
        )),
        Case(2, 8, 0.66, (
            "Progress reports from Classxp come out blank for {grade}",
            "Report cards show last year's counselor in Classxp",
            "Classxp report card comments are cut off after two lines",
            "Where did the progress report comments go in Classxp for {subject}",
            "Classxp progress report for {quarter} lists the wrong school name{urgent}",
        ), (
            "Template of the report pointed at last year, corrected for the school.",
            "Counselor table updated for the new year, report cards printed again.",
            "Comment field set to the long form, nothing cut off.",
            "Marking period was closed, comments visible after opening the view for {quarter}.",
            "School name corrected in the report's heading.",
        )),
        Case(1.2, 22, 0.25, (
            "Classxp is very slow {when}, every page takes a minute",
            "Classxp shows {message} for the whole office{urgent}",
            "Classxp throws us out every {number} minutes {when}",
            "Parent portal link in Classxp opens the wrong school",
        ), (
            "Vendor restarted their service at {hour}, pages are quick again.",
            "Old bookmark led to the test server, replaced it on the office computers.",
            "Session time set back to an hour by the vendor.",
            "Vendor corrected the portal address of the school.",
        )),
    ),
    (
        "Same in {browser}. Caller signed in as herself, other sections are fine.",
        "Checked with another teacher of the school, it works there.",
        "Cleared the browser's saved pages and signed in again, no change.",
        "Roster export shows the students, the page does not.",
    ),
    (
        "Import log of last night has {number} rows refused for this school.",
        "Vendor case opened, they see the same on their side.",
        "Compared with the same section last year: teacher code differs.",
        "Rang back at {hour}, no answer. Voicemail left.",
    ),
    (
        "{greet}, the roster is complete again. Please look at {grade} and tell us if anyone is missing.",
        "{greet}, we have found the setting and corrected it. Reports print with comments from now on.",
        "{greet}, the vendor is working on it and expects to be done by {day}. Attendance on paper until then.",
    ),
)  # fmt: skip

IGPRO = Talk(
    (
        Case(3, 6, 0.7, (
            "IGPro will not accept the new marking period{urgent}",
            "Grade book in IGPro says period closed for {quarter}",
            "IGPro does not let me enter grades for {grade} {subject}",
            "Quarter grades in IGPro are read-only {when}{urgent}",
        ), (
            "Opened the marking period for the teacher, grades saved.",
            "Period had closed at midnight, reopened until Friday with the principal's agreement.",
            "Teacher was in last year's grade book, opened the right one together.",
            "Opened the marking period for the teacher, grades saved.",
        )),
        Case(2.2, 10, 0.55, (
            "IGPro grades missing after a roster change in {subject}",
            "Scores of {count} students vanished from the IGPro gradebook {when}",
            "IGPro category weights add up to {number}0 percent, averages are wrong",
            "Grade export from IGPro to Classxp left out {grade}",
            "IGPro assignment scores show for {grade} but not on the report",
        ), (
            "Scores were under the old section, moved to the new one, nothing lost.",
            "Scores restored from last night's copy, compared with two students.",
            "Weights corrected together, averages checked against three students.",
            "Ran the export again after the roster change, all rows went over.",
            "Assignment was set to not count, changed by the teacher on the line.",
        )),
        Case(1.5, 5, 0.85, (
            "IGPro grade book does not open from home, {message}",
            "Gradebook IGPro opens an empty page in {browser}",
            "IGPro logs me out while I enter {subject} grades{urgent}",
            "How do I drop the lowest score in IGPro for {grade}",
        ), (
            "Used the address of the old server, new one sent and opened together.",
            "Pop-up window was blocked, allowed it for the grade book.",
            "Two windows were open with one sign-in, closed one, grades stay.",
            "Showed where the setting is, caller dropped the lowest score herself.",
        )),
        Case(0.7, 35, 0.1, (
            "IGPro is down for the whole math department {when}{urgent}",
            "IGPro rubric comments print as question marks in {quarter}",
            "IGPro standards list is empty for {subject} {when}",
        ), (
            "Vendor restarted the grade book at {hour}, all teachers back.",
            "Vendor patched the comment font, prints fine.",
            "Standards table loaded again for the school.",
        )),
    ),
    (
        "Teacher is in the right grade book and signed in as herself. Same on a second computer.",
        "Compared with a colleague in {subject}, hers is fine.",
        "Tried {browser} and signed out everywhere, no change.",
    ),
    (
        "Sync between Classxp and the grade book stopped at {hour}, restarted.",
        "Backup of {day} has the scores, comparing before anything is moved.",
        "Counselors can save, teachers of the school cannot: a role is missing.",
    ),
    (
        "{greet}, your scores are back in the right section. Please compare two students before you go on.",
        "{greet}, the marking period is open for you until Friday at 3.",
        "{greet}, nothing was lost. We are moving the scores and will ring you by {hour}.",
    ),
)  # fmt: skip

DATA_REQUEST = Talk(
    (
        Case(2, 45, 0.2, (
            "Export of absences for the state report, due {day}",
            "State report refuses our enrollment count for {grade}",
            "Data export of bus riders by {area} as a spreadsheet",
            "Spreadsheet of students without an emergency contact",
            "Mailing labels for {grade} families, sorted by street",
        ), (
            "Query saved for the office, file put on the shared drive.",
            "Count corrected: two students were enrolled twice. Report accepted.",
            "Export made and checked against last month, sent to the caller's folder.",
            "Query saved for the office, file put on the shared drive.",
            "Label file made and printed on two sheets to test.",
        )),
        Case(1, 20, 0.45, (
            "How many students take {subject}, I need the statistics by {day}",
            "List of students in {grade} with lockers as CSV",
        ), (
            "Showed the standing report, caller ran it herself.",
            "List made from the schedule and handed over.",
        )),
    ),
    ("Standing report does not have this column.", "Caller needs it by {day}, agreed with the registrar."),
    ("Field is filled for {number}0 percent only. Asked the registrar.", "Draft of the query checked on one school."),
    ("{greet}, the list is in your folder on the shared drive. Delete it when you are done.",
     "{greet}, we need to know whether students who left in June should count."),
)  # fmt: skip
