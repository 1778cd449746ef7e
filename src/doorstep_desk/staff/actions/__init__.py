"""What can change about staff, pairs, shifts, passwords and sessions."""

from doorstep_desk.staff.actions.add_demo_staff import add_demo_readers, add_demo_staff
from doorstep_desk.staff.actions.add_pair import NewShift, add_pair, add_shift, end_pair
from doorstep_desk.staff.actions.add_staff import NewStaff, add_staff, set_staff_active
from doorstep_desk.staff.actions.change_password import change_password
from doorstep_desk.staff.actions.import_staff import ImportedStaff, import_staff
from doorstep_desk.staff.actions.sign_in import sign_in, sign_out

__all__ = [
    "ImportedStaff",
    "NewShift",
    "NewStaff",
    "add_demo_readers",
    "add_demo_staff",
    "add_pair",
    "add_shift",
    "add_staff",
    "change_password",
    "end_pair",
    "import_staff",
    "set_staff_active",
    "sign_in",
    "sign_out",
]
