"""The menu."""

import re

from dashboard.config import ROOT
from dashboard.domain.access import EVERYWHERE, OPEN, Access, Grant, Person, Role
from dashboard.ui import navigation
from dashboard.ui.navigation import PAGES


def test_every_page_of_the_folder_is_in_the_menu_and_the_other_way_round() -> None:
    entries = [*PAGES, navigation.ACCESS, navigation.CLOSED]
    assert sorted(entry.file for entry in entries) == sorted((ROOT / "pages").glob("*.py"))


def test_the_menu_is_that_of_the_rights_of_a_person() -> None:
    reader = Access(Person("sub"), (Grant(Role.READER, EVERYWHERE),))
    titles = [entry.title for entry in navigation.open_to(reader)]
    assert titles[0] == "Vue d’ensemble"
    assert not {"Avis à traiter", "Explorer", "Données", "Accès"} & set(titles)
    assert navigation.open_to(OPEN) == list(PAGES)
    assert navigation.open_to(None) == navigation.open_to(Access(Person("sub"), ())) == [navigation.CLOSED]


def test_addresses_and_titles_are_unique_and_plain() -> None:
    assert len({entry.path for entry in PAGES}) == len({entry.title for entry in PAGES}) == len(PAGES)
    assert PAGES[0].path == ""
    assert all(re.fullmatch(r"[a-z-]+", entry.path) for entry in PAGES[1:])


def test_no_old_page_discovery() -> None:
    """Streamlit looks for `pages/` beside the script that it runs: there must be none beside dashboard/app.py."""
    assert not (ROOT / "dashboard" / "pages").exists()


def test_address_and_title_of_a_page() -> None:
    assert navigation.address_of("sites") == "./sites"
    assert navigation.title_of(PAGES[0]) == "Vue d’ensemble – Baromètre Services publics\u00a0+"
