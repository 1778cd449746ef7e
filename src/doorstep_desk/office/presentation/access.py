"""What do sign-in and change of password show?"""

from dataclasses import dataclass

from doorstep_desk.office.presentation.parts import FormState


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A known sign-in, in a demonstration only.

    Attributes:
        username: User name.
        password: Its known password.
        role: Role word.
        name: Display name.
    """

    username: str
    password: str
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class SignInPage:
    """The sign-in page.

    Attributes:
        state: What was typed; ``""`` in its errors says that name and password do not match.
        next_url: Where to go afterwards.
        is_demo: The store is a demonstration.
        accounts: Known sign-ins, in a demonstration only.
        has_signed_out: The reader has just left.
    """

    state: FormState
    next_url: str = ""
    is_demo: bool = False
    accounts: tuple[DemoAccount, ...] = ()
    has_signed_out: bool = False


@dataclass(frozen=True, slots=True)
class PasswordPage:
    """Change of password.

    Attributes:
        state: Errors by field: ``old_password``, ``new_password``, ``again``.
        is_first: A first password has to be replaced before anything else.
        is_done: It was changed.
    """

    state: FormState
    is_first: bool = False
    is_done: bool = False
