"""The places of Harbor Point: schools, offices, headquarters, their rooms, the police vehicles, the departments."""

from typing import NamedTuple

from firstline.desks.models import Desk
from firstline.people.models import Building, Department, Room, Site, Vehicle

POLICE_SITE = "PH"


class Place(NamedTuple):
    """A site as data. ``classrooms`` are counted from 101 up, a floor for each 24."""

    code: str
    name: str
    school_level: str
    line: str
    address: str
    hours_note: str
    classrooms: int


SCHOOL_HOURS = {
    "elementary": "Bell 8:40 to 3:10. Sign in at the main office.",
    "middle": "Bell 7:55 to 2:25. Sign in at the main office.",
    "high": "Bell 7:25 to 2:00. Visitors use the front entrance.",
}

PLACES = (
    Place("OH", "Orchard Hill Elementary", "elementary", "340-4100", "12 Orchard Hill Road", "", 22),
    Place("SB", "Stonebridge Elementary", "elementary", "340-4600", "75 Quarry Street", "", 20),
    Place("KP", "Kettle Pond Elementary", "elementary", "340-4500", "3 Kettle Pond Lane", "", 18),
    Place("GL", "Gull Lane Elementary", "elementary", "340-4550", "41 Gull Lane", "", 18),
    Place("CS", "Cedar Street Elementary", "elementary", "340-4800", "208 Cedar Street", "", 20),
    Place("FH", "Fairhaven Elementary", "elementary", "340-4850", "60 Fairhaven Avenue", "", 16),
    Place("MR", "Marsh Road Elementary", "elementary", "340-4900", "155 Marsh Road", "", 16),
    Place("TW", "Tidewater Elementary", "elementary", "340-4950", "9 Tidewater Way", "", 18),
    Place("NM", "North Meadow Elementary", "elementary", "340-5000", "330 North Meadow Road", "", 20),
    Place("LV", "Lakeview Middle", "middle", "340-4200", "18 Lakeview Drive", "", 34),
    Place("BK", "Brookside Middle", "middle", "340-4380", "500 Brookside Avenue", "", 32),
    Place("AL", "Alder Middle", "middle", "340-4340", "27 Alder Street", "", 30),
    Place("HP", "Harbor Point High", "high", "340-4000", "1 Harbor Point Parkway", "", 60),
    Place("WF", "Westfield High", "high", "340-4700", "240 Westfield Road", "", 52),
    Place("HT", "Harbor Technical High", "high", "340-5100", "88 Foundry Street", "", 40),
    Place("CO", "Central Office", "", "340-3300", "100 Wharf Street", "Open 7:30 to 4:30. Ring at the side door.", 0),
    Place("AE", "Adult Education", "adult", "340-3700", "14 Mill Street", "Classes from 4 pm to 9 pm.", 8),
    Place("FS", "Food Service", "", "340-3800", "102 Wharf Street", "Kitchens from 6 am.", 0),
    Place(POLICE_SITE, "Police Headquarters", "", "340-4400", "5 Custom House Square", "Always open.", 0),
)

SCHOOL_ROOMS = (
    "Main office", "Principal's office", "Guidance office", "Nurse", "Library", "Computer lab", "Cafeteria", "Gym",
    "Teachers' room", "Auditorium", "Copy room",
)  # fmt: skip
OTHER_ROOMS = {
    "CO": (
        "Front desk", "Superintendent's office", "Payroll", "Human resources", "Business office", "Board room",
        "Information systems", "Server room", "Special education", "Curriculum", "Facilities", "Transportation",
        "Registrar",
    ),
    "AE": ("Front desk", "Computer lab", "Testing room"),
    "FS": ("Main kitchen", "Office", "Warehouse"),
    POLICE_SITE: (
        "Front desk", "Dispatch", "Records", "Patrol", "Detectives", "Evidence", "Report writing room", "Booking",
        "Garage", "Roll call", "Chief's office", "Training room",
    ),
}  # fmt: skip

DEPARTMENTS = (
    "Schools", "Superintendent", "Information Systems", "Business Office", "Human Resources", "Special Education",
    "Curriculum", "Facilities", "Transportation", "Registrar", "Adult Education", "Food Service", "Patrol",
    "Dispatch", "Records and Evidence", "Detectives", "Police Administration", "Police Technology",
)  # fmt: skip

CAR_COUNT = 24
OTHER_VEHICLES = (
    ("Van 2", "Community services van"),
    ("Truck 1", "Animal control pickup"),
    ("Boat 1", "Harbor patrol boat"),
    ("Moto 1", "Traffic motorcycle"),
    ("Command 1", "Mobile command post"),
)


def make_places(police: Desk) -> None:
    """Make sites, buildings, rooms, vehicles and departments; what is the police's is guarded by their desk."""
    sites = Site.objects.bulk_create(
        Site(
            code=place.code,
            name=place.name,
            school_level=place.school_level,
            phone=f"(555) {place.line}",
            address=f"{place.address}, Harbor Point",
            hours_note=place.hours_note or SCHOOL_HOURS.get(place.school_level, ""),
            guarded_by=police if place.code == POLICE_SITE else None,
        )
        for place in PLACES
    )
    buildings = Building.objects.bulk_create(Building(site=site, name="Main building") for site in sites)
    Room.objects.bulk_create(
        Room(building=building, name=name)
        for building, place in zip(buildings, PLACES, strict=True)
        for name in rooms_of(place)
    )
    _make_vehicles(next(site for site in sites if site.code == POLICE_SITE), police)
    Department.objects.bulk_create(Department(name=name) for name in DEPARTMENTS)


def rooms_of(place: Place) -> list[str]:
    """Return the names of a place's rooms."""
    classrooms = [str(101 + number // 24 * 100 + number % 24) for number in range(place.classrooms)]
    return [*OTHER_ROOMS.get(place.code, SCHOOL_ROOMS), *classrooms]


def _make_vehicles(home: Site, police: Desk) -> None:
    cars = [(f"Car {number}", "Patrol car") for number in range(1, CAR_COUNT + 1)]
    Vehicle.objects.bulk_create(
        Vehicle(unit=unit, description=description, home_site=home, guarded_by=police)
        for unit, description in [*cars, *OTHER_VEHICLES]
    )
