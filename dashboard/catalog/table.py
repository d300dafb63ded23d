"""A TOML table read key by key: what is missing, unknown or of the wrong type is refused, with its file and key."""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from dashboard.errors import ConfigurationError, cause

Choice = TypeVar("Choice", bound=StrEnum)


class Table:
    """One table of a file. Each method takes a key, so that `close` can name the ones that nobody asked for.

    `where` is how a message names the table (« [[grades]] n° 2 », empty for the file itself).
    """

    def __init__(self, path: Path, values: dict[str, Any], where: str = "") -> None:
        self.path = path
        self._left = dict(values)
        self._where = where

    def refusal(self, key: str, problem: str) -> ConfigurationError:
        """The error to raise about a key: file, place in the file, key, then `problem`, a piece of French sentence."""
        place = f", {self._where}" if self._where else ""
        return ConfigurationError(f"{self.path.name}{place}, clé « {key} » : {problem}.")

    def has(self, key: str) -> bool:
        return key in self._left

    def text(self, key: str, default: str | None = None, longest: int | None = None) -> str:
        """A text, never blank unless `default` is; at most `longest` characters."""
        value = str(self._typed(key, str, "un texte", default))
        if default is None and not value.strip():
            raise self.refusal(key, "le texte est vide, l’écrire")
        if longest is not None and len(value) > longest:
            raise self.refusal(key, f"{len(value)} caractères, {longest} au plus")
        return value

    def number(self, key: str, default: float | None = None) -> float:
        value = self._typed(key, (int, float), "un nombre", default)
        return float(value)

    def optional_number(self, key: str) -> float | None:
        return self.number(key) if key in self._left else None

    def integer(self, key: str, default: int | None = None) -> int:
        return int(self._typed(key, int, "un nombre entier", default))

    def optional_integer(self, key: str) -> int | None:
        return self.integer(key) if key in self._left else None

    def flag(self, key: str, default: bool) -> bool:
        value = self._left.pop(key, default)
        if not isinstance(value, bool):
            raise self.refusal(key, "attendu true ou false")
        return value

    def day(self, key: str) -> dt.date:
        value = self._typed(key, dt.date, "une date (2026-04-01)", None)
        if isinstance(value, dt.datetime):
            raise self.refusal(key, "attendu une date sans heure (2026-04-01)")
        return dt.date(value.year, value.month, value.day)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty when the key is absent."""
        values = self._typed(key, list, "une liste de textes", [])
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise self.refusal(key, "attendu une liste de textes non vides")
        return tuple(values)

    def integers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers. The key is required, the list may be empty."""
        values = self._typed(key, list, "une liste de nombres entiers", None)
        if not all(isinstance(value, int) and not isinstance(value, bool) for value in values):
            raise self.refusal(key, "attendu une liste de nombres entiers")
        return tuple(values)

    def choice(self, key: str, words: type[Choice], default: Choice | None = None) -> Choice:
        value = self.text(key, default)
        try:
            return words(value)
        except ValueError:
            raise self.refusal(key, f"« {value} » n’est pas l’un de : {', '.join(words)}") from None

    def names(self) -> list[str]:
        """The keys not read yet: what a table whose keys are data holds."""
        return list(self._left)

    def is_section(self, key: str) -> bool:
        return isinstance(self._left.get(key), dict)

    def is_integer(self, key: str) -> bool:
        return isinstance(self._left.get(key), int)

    def section(self, key: str) -> "Table":
        """The table `[key]`, empty when it is absent."""
        values = self._typed(key, dict, "une section", {})
        return Table(self.path, values, f"{self._where}.{key}" if self._where else f"[{key}]")

    def tables(self, key: str, required: bool = False) -> Iterator["Table"]:
        """The tables of a list (`[[key]]`), numbered from 1 in messages. Absent: none, unless `required`."""
        values = self._typed(key, list, "une liste de tables", None if required else [])
        for number, value in enumerate(values, start=1):
            if not isinstance(value, dict):
                raise self.refusal(key, "attendu une liste de tables")
            inside = f"{self._where}, " if self._where else ""
            yield Table(self.path, value, f"{inside}[[{key}]] n° {number}")

    def close(self) -> None:
        """Refuse the keys that were never read: a misspelt key must not pass for an absent one."""
        if self._left:
            raise self.refusal(next(iter(self._left)), "clé inconnue, la corriger ou la retirer")

    def _typed(self, key: str, kind: type | tuple[type, ...], expected: str, default: Any) -> Any:
        if key not in self._left:
            if default is None:
                raise self.refusal(key, "clé absente, l’ajouter")
            return default
        value = self._left.pop(key)
        if not isinstance(value, kind) or isinstance(value, bool):
            raise self.refusal(key, f"attendu {expected}")
        return value


def read_table(path: Path) -> Table:
    """The root table of a TOML file. Raises ConfigurationError when it is missing, not UTF-8, or not TOML."""
    try:
        return Table(path, tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise ConfigurationError(f"{path.name} est introuvable dans {path.parent} : restaurer le fichier.") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path.name} n’est pas en UTF-8 : l’enregistrer dans cet encodage.") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path.name} n’est pas un TOML lisible{_place(error)} : le corriger.") from None
    except OSError as error:
        raise ConfigurationError(f"{path.name} ne peut pas être lu ({cause(error)}) : le vérifier.") from None


def _place(error: tomllib.TOMLDecodeError) -> str:
    """Where, from an English sentence that ends with « (at line 2, column 8) »."""
    found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    return f" (ligne {found[1]}, colonne {found[2]})" if found else " (il s’arrête trop tôt)"
