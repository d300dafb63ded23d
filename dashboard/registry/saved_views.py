"""Saved views: a name for the address of a page. Common to all the users of an installation: nobody signs in yet."""

import datetime as dt
import unicodedata
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.config import Settings
from dashboard.errors import RegistryError
from dashboard.registry.database import reading, transaction
from dashboard.registry.models import SavedViewRow

LONGEST_NAME = 80
LONGEST_QUERY = 4_000
"""Characters: beyond, some proxies refuse the address."""
MOST_VIEWS = 500


@dataclass(frozen=True, slots=True)
class SavedView:
    """`page` is the address of the page after the slash, `query` its parameters."""

    id: int
    name: str
    page: str
    query: dict[str, list[str]]


def saved_views(settings: Settings) -> list[SavedView]:
    """Every view by name, without regard to case and accents."""
    with reading(settings) as session:
        rows = session.scalars(select(SavedViewRow).order_by(SavedViewRow.folded))
        return [SavedView(row.id, row.name, row.page, parse_qs(row.query, keep_blank_values=True)) for row in rows]


def save_view(settings: Settings, name: str, page: str, query: dict[str, list[str]]) -> None:
    """Keep the address of a view. Raises RegistryError (name empty, too long, already taken; address too long)."""
    kept = _checked(name)
    encoded = urlencode(query, doseq=True)
    if len(encoded) > LONGEST_QUERY:
        raise RegistryError("Cette vue a trop de choix pour être enregistrée\u00a0: en retirer, puis recommencer.")
    with transaction(settings) as session:
        if len(session.scalars(select(SavedViewRow.id)).all()) >= MOST_VIEWS:
            raise RegistryError(f"{MOST_VIEWS} vues sont déjà enregistrées\u00a0: en supprimer, puis recommencer.")
        _refuse_twin(session, kept)
        now = dt.datetime.now(dt.UTC)
        session.add(
            SavedViewRow(name=kept, folded=_folded(kept), page=page, query=encoded, created_at=now, changed_at=now)
        )


def rename_view(settings: Settings, view: int, name: str) -> None:
    """Give a view another name. Raises RegistryError (name refused, view deleted by somebody else)."""
    kept = _checked(name)
    with transaction(settings) as session:
        row = _found(session, view)
        _refuse_twin(session, kept, view)
        row.name, row.folded, row.changed_at = kept, _folded(kept), dt.datetime.now(dt.UTC)


def delete_view(settings: Settings, view: int) -> None:
    """Forget a view. Raises RegistryError when somebody else already did."""
    with transaction(settings) as session:
        session.delete(_found(session, view))


def _checked(name: str) -> str:
    """The name without spaces around or doubled, and without invisible characters."""
    visible = "".join(" " if character.isspace() else character for character in name)
    kept = " ".join("".join(c for c in visible if unicodedata.category(c)[0] != "C").split())
    if not kept:
        raise RegistryError("La vue n’a pas de nom\u00a0: en écrire un.")
    if len(kept) > LONGEST_NAME:
        raise RegistryError(f"Ce nom a {len(kept)} caractères\u00a0: en écrire au plus {LONGEST_NAME}.")
    return kept


def _folded(name: str) -> str:
    """Two names that a person takes for the same one have the same folded name."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))[: 2 * LONGEST_NAME]


def _refuse_twin(session: Session, name: str, own: int | None = None) -> None:
    twin = session.scalar(select(SavedViewRow).where(SavedViewRow.folded == _folded(name)))
    if twin is not None and twin.id != own:
        raise RegistryError(f"Une vue s’appelle déjà «\u00a0{twin.name}\u00a0»\u00a0: choisir un autre nom.")


def _found(session: Session, view: int) -> SavedViewRow:
    row = session.get(SavedViewRow, view)
    if row is None:
        raise RegistryError("Cette vue n’existe plus\u00a0: une autre personne l’a supprimée.")
    return row
