"""The review meeting that the address names."""

from dashboard.registry.review_meetings import ReviewMeeting, review_meeting
from dashboard.ui import address
from dashboard.ui.context import View


def asked(view: View) -> tuple[bool, ReviewMeeting | None]:
    """Whether the address names one, and that one; None when it does not exist."""
    code = "".join(address.carried("reunion"))
    number = address.number_of(code)
    return bool(code), None if number is None else review_meeting(view.thresholds, number)
