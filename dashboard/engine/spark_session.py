"""A session on an Apache Spark cluster, by its Spark Connect address; nothing waits for ever, and what goes wrong there
becomes one French sentence.
"""

import socket
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.config import engine_place
from dashboard.engine.disk_room import room_to_publish
from dashboard.engine.spark_sql import MISSING
from dashboard.errors import ConfigurationError, StoreError, cause

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

REACHED_WITHIN_S = 10
ANSWERS_WITHIN_S = 20
RETRIES = 6
"""Of one call to a server that does not answer: a minute and a half in all, where the library would try ten minutes."""
_KEPT_ALIVE = [("grpc.keepalive_time_ms", 360_000), ("grpc.keepalive_timeout_ms", 60_000)]
"""A machine that is unplugged closes no connection. Servers refuse to be asked more often than every five minutes."""
_SAME_EVERYWHERE = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",  # a sum that does not fit is an error
    "spark.sql.caseSensitive": "false",
}
"""What figures depend on; how the work is divided is left to the cluster."""
_TOLD_OTHERWISE = (
    "PySpark does not yet fully support pandas",  # no data frame of pandas goes through it here
    r"\[RETRIES_EXCEEDED\]",  # an error follows, which has its sentence
)
"""Beginnings of the warnings of the library that say nothing to who publishes."""
FORMER_VERSION = "la version précédente reste servie."
"""Words that end a refusal of the build."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The seconds that a piece of work may take, the setting that gives them, and what becomes of the rest when it
    fails."""

    seconds: int
    setting: str = "BAROMETRE_ENGINE_SECONDS"
    otherwise: str = FORMER_VERSION


@contextmanager
def session(address: str, otherwise: str = FORMER_VERSION) -> Iterator["SparkSession"]:
    """A session of its own, released on the way out with what still runs in it. Raises StoreError when nobody answers
    at the address (`otherwise`: what becomes of the rest), ConfigurationError when the client is not installed."""
    _require_client()
    import grpc
    from pyspark.errors import PySparkException
    from pyspark.sql.connect.client import DefaultChannelBuilder
    from pyspark.sql.connect.client.retries import DefaultPolicy
    from pyspark.sql.connect.session import SparkSession

    host, port = engine_place(address)
    try:
        socket.create_connection((host, port), REACHED_WITHIN_S).close()
        builder = DefaultChannelBuilder(address, _KEPT_ALIVE)
        with builder.toChannel() as channel:  # what listens there may be anything
            grpc.channel_ready_future(channel).result(ANSWERS_WITHIN_S)
        opened = SparkSession(connection=builder)
        opened.client.set_retry_policies([DefaultPolicy(max_retries=RETRIES)])
        for name, value in _SAME_EVERYWHERE.items():
            opened.conf.set(name, value)
    except (PySparkException, OSError, grpc.FutureTimeoutError) as error:
        raise StoreError(
            f"La grappe {host}:{port} ne répond pas ({_first_words(error)})\u00a0: vérifier l’adresse "
            f"(BAROMETRE_ENGINE ou --engine) et que son serveur Spark Connect est démarré\u00a0; {otherwise}"
        ) from error
    try:
        yield opened
    finally:
        opened.client.set_retry_policies([DefaultPolicy(max_retries=1)])  # a server that is gone has nothing to release
        opened.stop()


def _require_client() -> None:
    """Import the client for the first time. Raises ConfigurationError when it is not installed."""
    for told in _TOLD_OTHERWISE:
        warnings.filterwarnings("ignore", told)
    main = sys.modules["__main__"]
    nameless = not hasattr(main, "__file__")
    if nameless:  # `python -c`: the library would believe that its own doctests run, and end the process
        main.__file__ = __file__
    try:
        import pyspark.sql.connect.session  # noqa: F401
    except ImportError as error:
        raise ConfigurationError(MISSING) from error
    finally:
        if nameless:
            del main.__file__


@contextmanager
def step(opened: "SparkSession", name: str, limit: Limit, folder: Path) -> Iterator[None]:
    """One piece of work of the cluster: interrupted in time. Raises StoreError that says which piece (the name of a
    table), what is wrong and what to do; `folder` is the one that the cluster shares with the application."""
    from pyspark.errors import PySparkException

    late = threading.Event()

    def interrupt() -> None:
        late.set()
        with suppress(PySparkException, OSError):
            opened.interruptAll()

    watch = threading.Timer(limit.seconds, interrupt)
    watch.daemon = True
    watch.start()
    try:
        yield
    except PySparkException as error:
        said = _too_long(name, limit) if late.is_set() else _failed(name, error, folder)
        raise StoreError(f"{said}\u00a0; {limit.otherwise}") from error
    finally:
        watch.cancel()


def not_shared(folder: Path, wrote: str) -> StoreError:
    """The refusal when what the cluster wrote is not where the application looks for it."""
    return StoreError(
        f"La grappe et l’application ne partagent pas le dossier {folder} ({wrote})\u00a0: le monter au même endroit, "
        f"en lecture et en écriture, sur chaque machine de la grappe\u00a0; {FORMER_VERSION}"
    )


def _too_long(name: str, limit: Limit) -> str:
    return (
        f"L’étape «\u00a0{name}\u00a0» a été arrêtée sur la grappe après {limit.seconds}\u00a0s\u00a0: vérifier que "
        f"des exécuteurs sont disponibles, ou augmenter {limit.setting}"
    )


_CAUSES = (
    (("No space left", "Disk quota exceeded", "DISK_SPACE", "not enough space"), "disque plein"),
    (("Permission denied", "Mkdirs failed", "AccessControl", "Read-only file system"), "écriture refusée"),
    (("PATH_NOT_FOUND", "FILE_NOT_EXIST", "FileNotFoundException", "NoSuchFile"), "fichier introuvable"),
    (("OutOfMemoryError", "Java heap space", "UNABLE_TO_ACQUIRE_MEMORY"), "mémoire insuffisante"),
    (("UNAVAILABLE", "failed to connect", "RETRIES_EXCEEDED", "Connection reset", "Socket closed"), "grappe muette"),
)


def _failed(name: str, error: Exception, folder: Path) -> str:
    text = str(error)
    found = next((cause for words, cause in _CAUSES if any(word in text for word in words)), None)
    remedy = {
        "disque plein": f"{room_to_publish(folder)}, et sur les disques de la grappe",
        "écriture refusée": f"donner au compte de la grappe le droit d’écrire dans {folder}",
        "fichier introuvable": f"vérifier que chaque machine de la grappe lit {folder}",
        "mémoire insuffisante": "donner plus de mémoire aux exécuteurs de la grappe",
        "grappe muette": "vérifier que son serveur Spark Connect est démarré, puis publier à nouveau",
        None: "lire le journal de la grappe, puis publier à nouveau",
    }[found]
    return f"L’étape «\u00a0{name}\u00a0» a échoué sur la grappe ({found or _first_words(error)})\u00a0: {remedy}"


def _first_words(error: Exception) -> str:
    if isinstance(error, OSError):
        return _NETWORK.get(type(error), cause(error))
    lines = str(error).strip().splitlines() or ["rien n’y parle le protocole Spark Connect"]
    return lines[0].strip("<> ")[:200]


_NETWORK = {
    ConnectionRefusedError: "connexion refusée",
    TimeoutError: "aucune réponse",
    socket.gaierror: "nom de machine inconnu",
}
