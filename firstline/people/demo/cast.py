"""The named people of Harbor Point: the staff of both desks and the callers of the mock-ups. All are invented."""

from typing import NamedTuple

DOMAIN = "harborpoint.example"
CATEGORIES = (
    ("central_office", "Central Office staff"),
    ("principal", "Principal"),
    ("assistant_principal", "Assistant Principal"),
    ("guidance_counselor", "Guidance Counselor"),
    ("social_worker", "Social Worker"),
    ("psychologist", "Psychologist"),
    ("secretary", "Secretary"),
    ("teacher", "Teacher"),
    ("paraprofessional", "Paraprofessional"),
    ("librarian", "Library Media Specialist"),
    ("nurse", "School Nurse"),
    ("custodian", "Custodian"),
    ("adult_education", "Adult Education staff"),
    ("food_service", "Food Service staff"),
    ("police_officer", "Police, sworn"),
    ("police_civilian", "Police, civilian"),
    ("student", "Student"),
)


class Known(NamedTuple):
    """One named person. ``key`` is the local part of the e-mail address and the name by which tests ask."""

    key: str
    name: str
    extension: str
    job_title: str
    category: str
    department: str
    site: str
    room: str
    preferred_contact: str = "phone"
    accommodation_note: str = ""
    language: str = "en"


IS, PT = "Information Systems", "Police Technology"
DESK_STAFF = (
    Known("dana.whitfield", "Dana Whitfield", "3440", "Help desk coordinator", "central_office", IS, "CO",
          "Information systems"),
    Known("sunita.rao", "Sunita Rao", "3441", "Support specialist I", "central_office", IS, "CO",
          "Information systems"),
    Known("priya.raman", "Priya Raman", "3452", "Network specialist", "central_office", IS, "CO",
          "Information systems"),
    Known("joel.baptiste", "Joel Baptiste", "3457", "Computer specialist", "central_office", IS, "CO",
          "Information systems"),
    Known("marcus.okafor", "Marcus Okafor", "3454", "Applications specialist", "central_office", IS, "CO",
          "Information systems"),
    Known("bao.nguyen", "Nguyễn Thị Bảo", "3455", "Applications specialist", "central_office", IS, "CO",
          "Information systems"),
    Known("ngozi.eze", "Ngozi Eze", "3458", "Accounts and telephone specialist", "central_office", IS, "CO",
          "Information systems"),
    Known("luis.ortega", "Luis Ortega", "3461", "Field technician", "central_office", IS, "CO",
          "Information systems"),
    Known("tom.halloran", "Tom Halloran", "3462", "Field technician", "central_office", IS, "CO",
          "Information systems"),
    Known("hanna.lindqvist", "Hanna Lindqvist", "3464", "Systems engineer", "central_office", IS, "CO",
          "Server room"),
    Known("ellen.brodsky", "Ellen Brodsky", "3470", "Systems administrator", "central_office", IS, "CO",
          "Server room"),
    Known("miriam.castellanos", "Miriam Castellanos", "3401", "Director of Information Systems", "central_office", IS,
          "CO", "Information systems", "email"),
    Known("rita.delgado", "Rita Delgado", "4401", "Police technology coordinator", "police_civilian", PT, "PH",
          "Training room"),
    Known("ben.achterberg", "Ben Achterberg", "4402", "Police systems specialist", "police_civilian", PT, "PH",
          "Training room"),
    Known("noor.haddad", "Noor Haddad", "4403", "Vehicle technician", "police_civilian", PT, "PH", "Garage"),
    Known("joyce.amadi", "Capt. Joyce Amadi", "4404", "Captain, support services", "police_officer",
          "Police Administration", "PH", "Chief's office", "email"),
)  # fmt: skip

CALLERS = (
    Known("carol.jimenez", "Carol Jimenez", "4120", "School secretary", "secretary", "Schools", "OH", "Main office"),
    Known("renata.silva", "Renata Silva", "4121", "Principal", "principal", "Schools", "OH", "Principal's office",
          "email"),
    Known("teresa.wojcik", "Teresa Wójcik", "4126", "Guidance counselor", "guidance_counselor", "Schools", "OH",
          "Guidance office"),
    Known("robert.haines", "Robert Haines", "4230", "Principal", "principal", "Schools", "LV", "Principal's office"),
    Known("grace.adeyemi", "Grace Adeyemi", "4232", "Assistant principal", "assistant_principal", "Schools", "LV",
          "Main office", "email"),
    Known("mei-ling.chow", "Mei-Ling Chow", "4217", "Guidance counselor", "guidance_counselor", "Schools", "LV", "114"),
    Known("olga.petrenko", "Olga Petrenko", "4610", "School secretary", "secretary", "Schools", "SB", "Main office"),
    Known("yusuf.demir", "Yusuf Demir", "4015", "Assistant principal", "assistant_principal", "Schools", "HP",
          "Main office"),
    Known("aoife.brennan", "Aoife Brennan", "4388", "Grade 7 teacher", "teacher", "Schools", "BK", "112", "email"),
    Known("nadia.rahman", "Nadia Rahman", "4344", "Grade 6 teacher", "teacher", "Schools", "AL", "106", "email"),
    Known("samuel.osei", "Samuel Osei", "4702", "Mathematics teacher", "teacher", "Schools", "WF", "204"),
    Known("hugo.lindgren", "Hugo Lindgren", "4522", "Grade 4 teacher", "teacher", "Schools", "KP", "112"),
    Known("denise.farrow", "Denise Farrow", "3310", "District registrar", "central_office", "Registrar", "CO",
          "Registrar"),
    Known("ines.carvalho", "Ines Carvalho", "3322", "Payroll clerk", "central_office", "Business Office", "CO",
          "Payroll"),
    Known("lucia.fuentes", "Lucía Fuentes de la Torre", "3811", "Kitchen manager", "food_service", "Food Service", "FS",
          "Main kitchen", "phone", "", "es"),
    Known("walter.kim", "Walter Kim", "3704", "Evening program lead", "adult_education", "Adult Education", "AE",
          "Front desk", "email"),
    Known("miriam.ben-ami", "מרים בן־עמי", "4030", "School psychologist", "psychologist", "Schools", "HP",
          "Guidance office", "email"),
    Known("li.xiuying", "李秀英", "4708", "Social worker", "social_worker", "Schools", "WF", "Guidance office"),
    Known("sukarno", "Sukarno", "5120", "Custodian", "custodian", "Schools", "HT", "Cafeteria"),
    Known("agnes.oduya", "Agnes Oduya", "4561", "School secretary", "secretary", "Schools", "GL", "Main office",
          "email", "Hard of hearing: e-mail or text first, allow time on the phone."),
    Known("priscilla.oneill", "Priscilla O’Neill-Vásquez", "4014", "School nurse", "nurse", "Schools", "HP", "Nurse"),
    Known("devon.marsh", "Devon Marsh", "", "Student, grade 11", "student", "Schools", "HP", ""),
    Known("paul.devlin", "Sgt. Paul Devlin", "4412", "Patrol sergeant", "police_officer", "Patrol", "PH", "Patrol"),
    Known("keisha.grant", "Ofc. Keisha Grant", "4417", "Patrol officer", "police_officer", "Patrol", "PH", "Patrol"),
    Known("gloria.stamos", "Gloria Stamos", "4430", "Dispatcher", "police_civilian", "Dispatch", "PH", "Dispatch"),
)  # fmt: skip

CAST = (*DESK_STAFF, *CALLERS)
TAKEN_EXTENSIONS = frozenset({"3446", "4400", *(str(number) for number in range(4120, 4130))}) | {
    known.extension for known in CAST if known.extension
}
"""Extensions that no generated person gets; 412x is the mock-ups' lookup and stays short."""


def email_of(key: str) -> str:
    """Return the address of a named person."""
    return f"{key}@{DOMAIN}"
