"""The errors whose sentence a person reads: what is wrong, where, and what to do. Anything else is a defect of ours."""

import errno
import shutil
from pathlib import Path

_CAUSES = {
    errno.ENOENT: "fichier ou dossier absent",
    errno.ENOTDIR: "une partie du chemin n’est pas un dossier",
    errno.EISDIR: "c’est un dossier",
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.EROFS: "disque en lecture seule",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le disque est plein",
    errno.EFBIG: "le disque est plein",
    errno.ENAMETOOLONG: "nom trop long",
    errno.EMFILE: "trop de fichiers ouverts",
    errno.EIO: "erreur du disque",
}


def is_full(error: OSError) -> bool:
    """Whether there is no room left: on the disk, in the share of an account, or for one file."""
    return error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def free_bytes(folder: Path) -> int | None:
    """What is left on the disk of a folder, which may not exist yet; None when the system does not say."""
    existing = next((path for path in (folder, *folder.parents) if path.exists()), None)
    try:
        return shutil.disk_usage(existing).free if existing else None
    except OSError:
        return None


def cause(error: OSError) -> str:
    """Why the system refuses a file, in French words (those of the system are English)."""
    return _CAUSES.get(error.errno or 0, "erreur de lecture ou d’écriture")


class DashboardError(Exception):
    """Base of all refusals. `str(error)` is one French sentence, fit to be shown as it is."""


class ConfigurationError(DashboardError):
    """A setting, or a file of reference data, cannot be used."""


class SourceError(DashboardError):
    """A source (file, folder, address, mapping) cannot be read at all."""


class RejectedRowsError(DashboardError):
    """A strict load met rows that break a rule; nothing was staged. `report` is the path of the rejects as CSV."""

    def __init__(self, sentence: str, report: str | None = None) -> None:
        super().__init__(sentence)
        self.report = report


class StoreError(DashboardError):
    """The published data are missing, damaged, or cannot be written."""


class FollowingError(StoreError):
    """The versions that another server publishes cannot be copied: those that are here stay."""


class BackupError(DashboardError):
    """A backup cannot be made, or cannot be used: nothing was changed."""


class QueryError(DashboardError):
    """What is asked does not exist: an unknown indicator, axis, site or period."""


class BusyError(DashboardError):
    """Too much is asked at once, or one question takes too long: nothing is wrong with it, it may be asked again."""


class AccessError(DashboardError):
    """Whoever asks may not see or do that here."""


class RegistryError(DashboardError):
    """What a person typed cannot be kept, or the registry does not answer."""


class ChangedMeanwhileError(RegistryError):
    """Somebody else wrote what this person had not read yet: to be read first, then written over knowingly."""


class RegistryUnavailableError(RegistryError):
    """The registry does not answer, or refused an operation: nothing is wrong with what the person typed."""
