"""What is said about printing, computers, displays, software, student devices, equipment, cafeteria registers."""

from firstline.tickets.demo.vocabulary.case import Case, Talk

PRINTING = Talk(
    (
        Case(3, 4, 0.85, (
            "Print job vanishes from the queue on the {printer} {when}{urgent}",
            "Progress reports from Classxp will not print, job vanishes from the queue",
            "Print queue of the {printer} is stuck {when}, nothing comes out",
            "I print the {doc} and it never reaches the {printer}",
            "Printer queue says paused and I cannot resume it{urgent}",
        ), (
            "Reset the print profile, jobs come out.",
            "Reset the print profile, jobs come out.",
            "Deleted the stuck job at the head of the queue, the rest printed.",
            "Caller printed to last year's printer, set the right one as default.",
            "Queue was paused on the server, resumed, test page fine.",
        )),
        Case(2.4, 6, 0.65, (
            "Paper jam in the {printer} again{urgent}",
            "The {printer} in {room} jams on every {number}th page",
            "{printer} says open rear door, no paper to be seen",
            "Copier jammed with the {doc} inside {when}",
        ), (
            "Talked through the rear door, torn sheet removed, prints.",
            "Damp paper in tray 2, fresh paper loaded, no jam in twenty pages.",
            "Pickup roller cleaned by the caller, test page fine.",
            "Talked through the rear door, torn sheet removed, prints.",
        )),
        Case(1.8, 6, 0.75, (
            "{printer} asks for toner though we changed the cartridge {when}",
            "Black streaks on every page of the {printer}",
            "Prints from the {printer} are faint on the left side",
            "Out of toner in the {printer} and the cabinet is empty{urgent}",
        ), (
            "Orange seal was still on the cartridge, removed, prints dark.",
            "Cleaning page run twice, streaks gone.",
            "Cartridge shaken and set back, prints even.",
            "Toner put on the afternoon van, office can use the copier until then.",
        )),
        Case(1.8, 5, 0.82, (
            "Need the {printer} added to my {laptop}",
            "My {laptop} lost every printer {when}",
            "{person} cannot print from {room}, printer is not in the list",
            "Print to the {printer} asks for a driver and an administrator",
        ), (
            "Added the school printer from the directory, test page out.",
            "Laptop was on the guest wireless, on the staff one the printers show.",
            "Added the school printer from the directory, test page out.",
            "Driver installed remotely, printer is the default now.",
        )),
        Case(1, 30, 0.12, (
            "Grinding noise from the {printer} when it pulls paper",
            "{printer} display is dark, will not print or switch on",
            "Scan to email from the copier fails with {message}",
            "Duplex printing on the {printer} prints every second page upside down",
        ), (
            "Fuser replaced on site, two hundred test pages.",
            "Power supply swapped, old one to the service company.",
            "Scan address book pointed at the retired mail server, corrected.",
            "Duplex unit reseated on site, pages the right way up.",
        )),
    ),
    (
        "Word prints fine. Cleared the print profile, now trying one report.",
        "Power cycled the printer, same. Another person in {room} cannot print either.",
        "Test page from the server prints, from the caller's program it does not.",
        "Checked tray and doors with the caller, display shows {message}.",
    ),
    (
        "Counter at {number}4,000 pages, maintenance kit is due.",
        "Spooler restarted at {hour}. If it stops again, suspect the driver of the color printer.",
        "Part ordered from {vendor}, expected {day}.",
    ),
    (
        "{greet}, the printer works again. If a job disappears once more, note the time for us.",
        "{greet}, we bring a part on {day}. Until then please use the copier in the {area}.",
    ),
)  # fmt: skip

COMPUTER = Talk(
    (
        Case(2.4, 8, 0.62, (
            "My {computer} freezes every {number} minutes {when}{urgent}",
            "{computer} in {room} is very slow to start {when}",
            "Office {laptop} hangs on a black screen after the update",
            "Blue screen on the {computer} when I open the {doc}",
        ), (
            "Disk was full of old downloads, cleared, runs normally.",
            "Two antivirus programs fought, the old one removed.",
            "Update had stopped half way, finished it remotely.",
            "Graphics driver replaced remotely, file opens.",
        )),
        Case(2, 5, 0.8, (
            "{laptop} would not wake from the dock {when}",
            "Second screen stays dark on the docking station",
            "Monitor in {room} says no signal{urgent}",
            "Keyboard types double letters {when}",
            "Mouse pointer jumps around on the {laptop}",
        ), (
            "Dock unplugged for thirty seconds, screens back.",
            "Cable was in the second port of the monitor, moved.",
            "Cable was in the second port of the monitor, moved.",
            "Repeat setting was on, switched off with the caller.",
            "Touchpad and mouse fought, touchpad off while docked.",
        )),
        Case(1.4, 25, 0.12, (
            "{laptop} battery is swollen and lifts the touchpad",
            "{computer} will not turn on, no light at all{urgent}",
            "Hard drive of the {computer} clicks and nothing loads",
            "Fan of the {computer} in {room} is as loud as a vacuum",
            "Charger of my {laptop} smells burnt",
        ), (
            "Loaner handed over, battery into the fire-safe bin.",
            "Power supply replaced on site, starts.",
            "Disk replaced, files copied from the old one as far as it went.",
            "Dust blown out on site, fan is quiet.",
            "Charger replaced from stock, old one taken away.",
        )),
        Case(1.2, 6, 0.85, (
            "Desktop icons are gone on the {computer} {when}",
            "Webcam on the {laptop} shows a black picture in meetings{urgent}",
            "USB stick is not seen by the {computer} in {room}",
            "Screen on the {computer} is sideways after a student touched it",
        ), (
            "Desktop had moved to the cloud folder, shown again.",
            "Slider of the webcam was closed, opened, picture there.",
            "Front port is worn, back port works.",
            "Turned the display back with the keyboard, caller knows how now.",
        )),
    ),
    (
        "Restarted twice, same. Caller can use the {computer} next to it for now.",
        "Took control for ten minutes, disk test shows errors.",
        "Other power outlet tried, no light.",
    ),
    (
        "Warranty until June. Part ordered from {vendor}.",
        "Image is two years old, will be set up again on {day}.",
        "Files saved to the server, nothing is only on the disk.",
    ),
    (
        "{greet}, your computer is ready. Everything from the desktop is in the same place.",
        "{greet}, a technician comes on {day}. Please leave the charger with it.",
    ),
)  # fmt: skip

DISPLAY = Talk(
    (
        Case(2, 6, 0.6, (
            "Projector in {room} shows a blue picture only{urgent}",
            "Smart Board in {room} does not react to touch {when}",
            "HDMI from my {laptop} to the {display} gives no picture{urgent}",
            "No sound from the speakers of the {display} in the {area}",
        ), (
            "Input was on computer 2, picture there.",
            "Pen tray cable reseated by the caller, touch works.",
            "Laptop set to duplicate its screen, picture there.",
            "Sound went to the laptop, output set to the display.",
        )),
        Case(1, 30, 0.05, (
            "Lamp of the projector in the {area} is out{urgent}",
            "Document camera in {room} is dead {when}",
            "Interactive board in {room} hangs loose on one side",
        ), (
            "Lamp replaced, hours set to zero.",
            "Camera replaced from the library, old one to surplus.",
            "Board fixed to the wall again with facilities.",
        )),
    ),
    ("Another laptop shows no picture either.", "Cable swapped with the room next door, same."),
    ("Lamp at {number}00 hours over its life.", "Ladder and two people needed."),
    ("{greet}, the projector has a new lamp. Let it cool before you switch it off at the wall.",),
)  # fmt: skip

SOFTWARE = Talk(
    (
        Case(2, 8, 0.65, (
            "Please install {app} on the {laptop} for {subject}",
            "{app} asks for a license after the upgrade {when}",
            "Need {app} installed in the lab by {day}",
            "Program {app} wants admin rights to update",
        ), (
            "Installed from the software center with the caller.",
            "License moved from the old computer, starts.",
            "Installed remotely on all seats of the room.",
            "Update pushed from the server, no rights needed.",
        )),
        Case(0.8, 20, 0.2, (
            "Adobe Acrobat closes when I open the {doc}",
            "New version of {app} deleted my templates",
        ), (
            "Plug-in removed, opens.",
            "Older version put back, templates restored from the backup.",
        )),
    ),
    ("Not in the software center for this school.", "Installer stops with {message}."),
    ("Asked purchasing whether seats are left.", "Package built, tested on one seat."),
    ("{greet}, the program is on your computer now. Start it once while connected.",),
)  # fmt: skip

STUDENT_DEVICE = Talk(
    (
        Case(2, 10, 0.35, (
            "Chromebook of a student in {grade} has a cracked screen",
            "{count} Chromebooks in the cart do not charge {when}",
            "Student {device} asks for an owner's password",
            "iPad in the {area} cart is stuck in one program",
            "Missing keys on {count} Chromebooks in {room}",
        ), (
            "Loaner from the library cart, broken one on the repair list.",
            "Cart's power strip had tripped, all charge.",
            "Device enrolled again, student signed in.",
            "Kiosk setting taken off, all programs there.",
            "Keys replaced on site from a spare keyboard.",
        )),
    ),
    ("Restarted with the three keys, same.", "Loaner shelf of the school is empty."),
    ("Screen ordered, {number} in stock at the warehouse.", "Third device from this cart this month."),
    ("{greet}, the repaired devices are on the van on {day}.",),
)  # fmt: skip

EQUIPMENT = Talk(
    (
        Case(2, 30, 0.12, (
            "Second monitor for the front desk in {room}",
            "Moving rooms on {day}, please move my computer from {room}",
            "Request a webcam for meetings in the {area}",
            "Set up a desk with computer for {person} by {day}",
            "Borrow a spare adapter and a projector for the {area} on {day}",
        ), (
            "Monitor brought and connected.",
            "Moved with the cart, tested in the new room.",
            "Handed over from stock, signed for.",
            "Desk set up from stock, tested with the new colleague.",
            "Handed over from stock, back on Friday.",
        )),
    ),
    ("Principal agrees. Stock has one left.", "Room has no free network jack."),
    ("On the list for the van on {day}.", "Ordered, two weeks."),
    ("{greet}, we come on {day} in the morning. Please clear the desk.",),
)  # fmt: skip

REGISTER = Talk(
    (
        Case(2, 9, 0.5, (
            "Cafeteria register {number} freezes at the pin pad{urgent}",
            "Lunch line register shows {message}, we write names on paper",
            "Cash register does not print receipts {when}",
            "Lunch account balances are all zero at the register",
        ), (
            "Register restarted on its second network port, pin pad works.",
            "Register restarted, names keyed in from the paper.",
            "Receipt paper was in backwards.",
            "Balances loaded by hand from last night's file.",
        )),
    ),
    ("Restarted with the cashier, line goes on by paper.", "Other register of the kitchen works."),
    ("Register disk is worn, image it over the weekend.",),
    ("{greet}, the register works. Please key in the paper list by 2 today.",),
)  # fmt: skip
