"""What is said and written at both desks, by nature: several thousand distinct lines from cases and gaps."""

from firstline.desks.demo import DISTRICT_CODE, POLICE_CODE
from firstline.tickets.demo.vocabulary import accounts, applications, hardware, network, police
from firstline.tickets.demo.vocabulary.case import Case, Talk
from firstline.tickets.demo.vocabulary.slots import SLOTS

__all__ = ["SLOTS", "TALKS", "Case", "Talk"]

TALKS: dict[tuple[str, str], Talk] = {
    (DISTRICT_CODE, "signin"): accounts.SIGNIN,
    (DISTRICT_CODE, "classxp"): applications.CLASSXP,
    (DISTRICT_CODE, "igpro"): applications.IGPRO,
    (DISTRICT_CODE, "printing"): hardware.PRINTING,
    (DISTRICT_CODE, "computer"): hardware.COMPUTER,
    (DISTRICT_CODE, "network"): network.NETWORK,
    (DISTRICT_CODE, "phone"): accounts.PHONE,
    (DISTRICT_CODE, "other"): network.OTHER,
    (DISTRICT_CODE, "email"): accounts.EMAIL,
    (DISTRICT_CODE, "display"): hardware.DISPLAY,
    (DISTRICT_CODE, "software"): hardware.SOFTWARE,
    (DISTRICT_CODE, "student_device"): hardware.STUDENT_DEVICE,
    (DISTRICT_CODE, "data_request"): applications.DATA_REQUEST,
    (DISTRICT_CODE, "door_card"): accounts.DOOR_CARD,
    (DISTRICT_CODE, "equipment"): hardware.EQUIPMENT,
    (DISTRICT_CODE, "register"): hardware.REGISTER,
    (POLICE_CODE, "dispatch"): police.DISPATCH,
    (POLICE_CODE, "vehicle"): police.VEHICLE,
    (POLICE_CODE, "records"): police.RECORDS,
    (POLICE_CODE, "radio"): police.RADIO,
    (POLICE_CODE, "camera"): police.CAMERA,
    (POLICE_CODE, "signin"): police.SIGNIN,
    (POLICE_CODE, "computer"): police.COMPUTER,
    (POLICE_CODE, "other"): police.OTHER,
    (POLICE_CODE, "network"): police.NETWORK,
    (POLICE_CODE, "evidence"): police.EVIDENCE,
}
"""Desk and nature → what is said about it."""
