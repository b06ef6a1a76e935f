"""What people do at Harbor Point: jobs with their category, where they exist, how common they are, where they sit."""

from random import Random
from typing import NamedTuple

from firstline.people.demo.places import OTHER_ROOMS, PLACES, POLICE_SITE, Place, rooms_of

ELEMENTARY = (
    "Kindergarten",
    "Grade 1",
    "Grade 2",
    "Grade 3",
    "Grade 4",
    "Grade 5",
    "Art",
    "Music",
    "Special education",
)
SUBJECTS = (
    "Mathematics", "English", "Science", "Social studies", "Spanish", "French", "Art", "Music", "Physical education",
    "Special education", "Technology", "Health",
)  # fmt: skip
HIGH_ONLY = ("Chemistry", "Physics", "Biology", "History", "Business", "Automotive", "Culinary arts")
RANKS = ("Ofc. ", "Ofc. ", "Ofc. ", "Ofc. ", "Det. ", "Sgt. ", "Lt. ")
SCHOOLS = ("elementary", "middle", "high")


class Job(NamedTuple):
    """One kind of job. ``sites`` are site codes or school levels; an empty ``titles`` is a teacher's, by level."""

    category: str
    titles: tuple[str, ...]
    department: str
    sites: tuple[str, ...]
    share: float
    rooms: tuple[str, ...] = ()
    has_extension: float = 1.0
    is_needed: bool = False

    def fits(self, place: Place) -> bool:
        """Return whether the job exists at the place."""
        return place.code in self.sites or place.school_level in self.sites

    def title(self, random: Random, place: Place) -> str:
        """Return a job title."""
        if self.titles:
            return random.choice(self.titles)
        if place.school_level == "elementary":
            return f"{random.choice(ELEMENTARY)} teacher"
        subjects = SUBJECTS + HIGH_ONLY if place.school_level == "high" else SUBJECTS
        subject = random.choice(subjects)
        if place.school_level == "middle":
            return f"{subject} teacher, grade {random.randint(6, 8)}"
        return f"{subject} teacher"

    def room(self, random: Random, place: Place) -> str:
        """Return the name of a room where the job is done; empty for people who have none."""
        if self.rooms:
            return random.choice(self.rooms)
        if self.category in {"teacher", "paraprofessional"}:
            classrooms = [name for name in rooms_of(place) if name.isdigit()]
            return random.choice(classrooms)
        return ""

    def rank(self, random: Random) -> str:
        """Return what a police officer puts before the name."""
        return random.choice(RANKS) if self.category == "police_officer" else ""


JOBS = (
    Job("principal", ("Principal",), "Schools", SCHOOLS, 0.001, ("Principal's office",), 1, is_needed=True),
    Job("assistant_principal", ("Assistant principal",), "Schools", SCHOOLS, 0.025, ("Main office",), 1,
        is_needed=True),
    Job("secretary", ("School secretary", "Office assistant", "Attendance secretary"), "Schools", SCHOOLS, 0.05,
        ("Main office",), 1, is_needed=True),
    Job("guidance_counselor", ("Guidance counselor",), "Schools", SCHOOLS, 0.04, ("Guidance office",), 1,
        is_needed=True),
    Job("social_worker", ("School social worker",), "Schools", SCHOOLS, 0.02, ("Guidance office",)),
    Job("psychologist", ("School psychologist",), "Schools", SCHOOLS, 0.015, ("Guidance office",)),
    Job("nurse", ("School nurse",), "Schools", SCHOOLS, 0.01, ("Nurse",), 1, is_needed=True),
    Job("librarian", ("Library media specialist",), "Schools", SCHOOLS, 0.015, ("Library",), 1, is_needed=True),
    Job("teacher", (), "Schools", SCHOOLS, 0.6, (), 0.55),
    Job("paraprofessional", ("Classroom aide", "Special education aide", "Lunch aide"), "Schools", SCHOOLS, 0.13, (),
        0.05),
    Job("custodian", ("Custodian", "Head custodian"), "Schools", SCHOOLS, 0.045, ("Cafeteria", "Gym"), 0.2),
    Job("student", ("Student, grade 9", "Student, grade 10", "Student, grade 11", "Student, grade 12"), "Schools",
        ("high",), 0.12, (), 0),
    Job("central_office", ("Payroll clerk", "Accounts payable clerk", "Budget analyst", "Buyer"), "Business Office",
        ("CO",), 0.2, ("Business office", "Payroll")),
    Job("central_office", ("Human resources assistant", "Benefits specialist", "Recruiter"), "Human Resources",
        ("CO",), 0.14, ("Human resources",)),
    Job("central_office", ("Special education coordinator", "Case manager", "Program secretary"),
        "Special Education", ("CO",), 0.16, ("Special education",)),
    Job("central_office", ("Curriculum coordinator", "Reading coach", "Assessment specialist"), "Curriculum",
        ("CO",), 0.15, ("Curriculum",)),
    Job("central_office", ("Facilities planner", "Electrician", "Work order clerk"), "Facilities", ("CO",), 0.1,
        ("Facilities",)),
    Job("central_office", ("Transportation dispatcher", "Route planner"), "Transportation", ("CO",), 0.07,
        ("Transportation",)),
    Job("central_office", ("Registrar", "Enrollment clerk"), "Registrar", ("CO",), 0.08, ("Registrar",)),
    Job("central_office", ("Executive assistant", "Assistant superintendent", "Receptionist"), "Superintendent",
        ("CO",), 0.1, ("Front desk", "Superintendent's office")),
    Job("adult_education", ("Evening instructor", "ESL instructor", "Program assistant", "Testing coordinator"),
        "Adult Education", ("AE",), 0.75, ("Front desk", "Computer lab", "Testing room"), 0.5),
    Job("teacher", ("Adult education teacher",), "Adult Education", ("AE",), 0.25, ("Computer lab",), 0.3),
    Job("food_service", ("Kitchen manager", "Cook", "Cashier", "Driver"), "Food Service", ("FS",), 1.0,
        OTHER_ROOMS["FS"], 0.4),
    Job("police_officer", ("Patrol officer",), "Patrol", (POLICE_SITE,), 0.62, ("Patrol", "Roll call"), 0.5),
    Job("police_officer", ("Detective",), "Detectives", (POLICE_SITE,), 0.1, ("Detectives",)),
    Job("police_civilian", ("Dispatcher",), "Dispatch", (POLICE_SITE,), 0.15, ("Dispatch",)),
    Job("police_civilian", ("Records clerk", "Evidence technician"), "Records and Evidence", (POLICE_SITE,), 0.09,
        ("Records", "Evidence")),
    Job("police_civilian", ("Executive assistant", "Crime analyst"), "Police Administration", (POLICE_SITE,), 0.04,
        ("Chief's office",)),
)  # fmt: skip

SITE_MIX: dict[str, float] = {
    place.code: place.classrooms / 520 for place in PLACES if place.school_level in SCHOOLS
} | {
    "CO": 0.12,
    "AE": 0.03,
    "FS": 0.04,
    POLICE_SITE: 0.11,
}
"""Site → its share of the people."""
