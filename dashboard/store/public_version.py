"""The version that the public reads: agents see a new one first, for as many days as the installation says."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from dashboard.config import Settings
from dashboard.errors import StoreError
from dashboard.store.version import Version, current, require_same_build, versions


def public_version(settings: Settings, now: dt.datetime) -> Version | None:
    """The last one that agents have had for `public_delay_days`, never newer than the one that is served. When there is
    none, the oldest that is kept: the public never waits for a page. Raises StoreError as `version.current`."""
    served = current(settings)
    return served and public_among(served, partial(versions, settings), settings, now)


def public_among(
    served: Version, kept_there: Callable[[], list[Version]], settings: Settings, now: dt.datetime
) -> Version:
    """The same for versions that are elsewhere; `kept_there` lists them, oldest first, when it matters."""
    if not settings.public_delay_days or _is_due(served, settings, now):
        return served
    kept = [one for one in kept_there() if one.number < served.number and _is_readable(one, settings)]
    due = [one for one in kept if _is_due(one, settings, now)]
    return due[-1] if due else next(iter(kept), served)


def opens_on(version: Version, settings: Settings) -> dt.datetime:
    """When the public reads a version."""
    return version.built_at + dt.timedelta(days=settings.public_delay_days)


def _is_due(version: Version, settings: Settings, now: dt.datetime) -> bool:
    return opens_on(version, settings) <= now


def _is_readable(version: Version, settings: Settings) -> bool:
    """Not when it was built by another version of the program."""
    try:
        require_same_build(settings, version)
    except StoreError:
        return False
    return True
