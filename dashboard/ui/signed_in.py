"""Who is signed in."""

from dashboard.domain.access import Person


def signs_in() -> bool:
    """Whether this installation asks people to sign in."""
    return False


def person() -> Person | None:
    """Who signed in; None when nobody did, or when their session has ended."""
    return None
