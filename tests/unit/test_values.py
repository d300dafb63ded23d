"""Values of cells: hand-worked cases, and properties of the writing of numbers."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.sources.values import (
    WORDS,
    Inequality,
    Meaning,
    Number,
    Unreadable,
    Word,
    normal_name,
    parse_column,
    parse_flag,
    parse_insee,
    parse_number,
    parse_postal_code,
    slug,
)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Code SP+ de la structure", "code_sp_de_la_structure"),
        ("code_sp_de_la_structure", "code_sp_de_la_structure"),
        ("Type d'identifiant", "type_d_identifiant"),
        ("Type d’identifiant", "type_d_identifiant"),
        ("  Intitulé\u00a0du  réseau ", "intitule_du_reseau"),
        ("Code  UAI", "code_uai"),
        ("Tags généraux : Œuvre", "tags_generaux_oeuvre"),
        ("\ufeffID", "id"),
        ("+", ""),
    ],
)
def test_names_compare_on_their_words(label: str, name: str) -> None:
    assert normal_name(label) == name


@given(st.text())
def test_a_normal_name_is_its_own_normal_name(text: str) -> None:
    assert normal_name(normal_name(text)) == normal_name(text)


def test_a_slug_has_hyphens() -> None:
    assert (
        slug("Ministère de l’Europe et des Affaires étrangères") == "ministere-de-l-europe-et-des-affaires-etrangeres"
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("1 234 567,8", 1234567.8),
        ("1\u00a0234", 1234),
        ("1\u202f234,5", 1234.5),
        ("1'234", 1234),
        ("1’234.50", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1,234,567", 1234567),
        ("1.234.567,89", 1234567.89),
        ("1,234", 1.234),
        ("1.234", 1.234),
        ("\u22123,5", -3.5),
        ("–2", -2),
        ("+4", 4),
        ("85 %", 85),
        ("85,2\u00a0%", 85.2),
        ("85%", 85),
        (",5", 0.5),
        ("5.", 5),
        ("1e-05", 1e-5),
        ("007", 7),
        (" 0 ", 0),
    ],
)
def test_numbers(text: str, value: float) -> None:
    assert parse_number(text) == Number(value)


@pytest.mark.parametrize(
    ("text", "thousands", "value"),
    [("1,234", ",", 1234), ("1.234", ".", 1234), ("12,5", ",", 12.5), ("0,125", ",", 0.125), ("1,234", "", 1.234)],
)
def test_one_sign_alone_follows_the_declared_rule(text: str, thousands: str, value: float) -> None:
    assert parse_number(text, thousands=thousands) == Number(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "12 34",
        "1.2.3",
        "1,23,4",
        "1,2345,678",
        "1.234,5.6",
        "1,234.5,6",
        "douze",
        "12 €",
        "1 234 56",
        "inf",
        "1e999",
        "2024-01",
        "- 3",
        "#REF!",
        "85,2¹",
        "5½",
        "%",
        "12;5",
        "0x10",
        "<",
        "plus de",
        "~50",
        "<NC",
    ],
)
def test_what_no_rule_reads_is_unreadable(text: str) -> None:
    assert parse_number(text) == Unreadable(text)


def test_a_unit_is_read_only_when_declared() -> None:
    assert parse_number("12 mois") == Unreadable("12 mois")
    assert parse_number("12 mois", units=("mois",)) == Number(12)
    assert parse_number("1 jour", units=("jours",)) == Number(1)
    assert parse_number("170 kWh/m²", units=("kWh/m²",)) == Number(170)
    assert parse_number("85 %", units=("mois",)) == Unreadable("85 %")
    assert parse_number("mois", units=("mois",)) == Unreadable("mois")


@pytest.mark.parametrize(
    ("text", "operator", "value"),
    [
        ("<50", "<", 50),
        ("< 50 %", "<", 50),
        (">50", ">", 50),
        ("≤ 3,5", "<=", 3.5),
        ("≥3", ">=", 3),
        ("<=10", "<=", 10),
        ("moins de 50", "<", 50),
        ("Plus de 1 000", ">", 1000),
        ("Au moins 30", ">=", 30),
        ("300 or more", ">=", 300),
        ("300 et plus", ">=", 300),
        ("300+", ">=", 300),
        ("10 % ou moins", "<=", 10),
        ("supérieur ou égal à 7", ">=", 7),
    ],
)
def test_bounds(text: str, operator: str, value: float) -> None:
    assert parse_number(text) == Inequality(operator, value)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("", Meaning.EMPTY),
        (" \u00a0", Meaning.EMPTY),
        ("Non connu", Meaning.UNKNOWN),
        ("Non déterminé", Meaning.UNKNOWN),
        ("NA", Meaning.UNKNOWN),
        ("N/A", Meaning.UNKNOWN),
        ("#N/A", Meaning.UNKNOWN),
        ("nd", Meaning.UNKNOWN),
        ("n.d.", Meaning.UNKNOWN),
        ("-", Meaning.UNKNOWN),
        ("—", Meaning.UNKNOWN),
        ("…", Meaning.UNKNOWN),
        ("<NA>", Meaning.UNKNOWN),
        ("DI", Meaning.INSUFFICIENT),
        ("NR", Meaning.NOT_REPORTED),
        ("NC", Meaning.NOT_REPORTED),
        ("ns", Meaning.NOT_SIGNIFICANT),
        ("s", Meaning.SECRET),
        ("Sans objet", Meaning.NOT_APPLICABLE),
    ],
)
def test_words(text: str, meaning: Meaning) -> None:
    assert parse_number(text) == Word(text.strip(), meaning)


def test_words_can_be_added() -> None:
    assert parse_number("Néant") == Unreadable("Néant")
    words = {**WORDS, "neant": Meaning.NOT_APPLICABLE}
    assert parse_number("Néant", words=words) == Word("Néant", Meaning.NOT_APPLICABLE)


def _grouped(number: float, separator: str, decimal: str) -> str:
    return f"{number:,.3f}".replace(",", "\0").replace(".", decimal).replace("\0", separator)


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False),
    st.sampled_from([(" ", ","), ("\u00a0", ","), ("\u202f", ","), ("'", "."), ("’", ",")]),
)
def test_a_number_written_in_french_comes_back(number: object, writing: tuple[str, str]) -> None:
    value = float(number)  # type: ignore[arg-type]
    assert parse_number(_grouped(value, *writing)) == Number(value)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False))
def test_a_number_written_in_english_comes_back(number: object) -> None:
    value = float(number)  # type: ignore[arg-type]
    assert parse_number(f"{value:,.3f}", thousands=",") == Number(value)
    assert parse_number(f"{value:,.3f}") == Number(value)
    assert parse_number(f"{int(value):,}", thousands=",") == Number(int(value))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_float_written_by_python_comes_back(value: float) -> None:
    assert parse_number(repr(value)) == Number(value)


@given(st.text(max_size=30))
def test_any_text_has_an_answer_and_never_an_infinite_one(text: str) -> None:
    result = parse_number(text, units=("%", "mois"))
    assert not isinstance(result, Number | Inequality) or math.isfinite(result.value)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Oui", True),
        ("non", False),
        ("1", True),
        ("0", False),
        ("TRUE", True),
        ("1- Oui", True),
        ("2 - Non", False),
        ("", None),
        ("peut-être", None),
        ("2", None),
    ],
)
def test_flags(text: str, flag: bool | None) -> None:
    assert parse_flag(text) is flag


@pytest.mark.parametrize(
    ("text", "department", "country", "code"),
    [
        ("1000", None, None, "01000"),
        ("4000", "04", "France", "04000"),
        ("1000.0", None, None, "01000"),
        ("01000", None, None, "01000"),
        ("20000", "2A", None, "20000"),
        ("75 001", None, None, "75001"),
        ("FR-75001", None, None, "75001"),
        ("1000", None, "Belgique", "1000"),
        ("1000", "75", None, "1000"),
        ("47", None, "Djibouti", "47"),
        ("H3A 1B1", None, "Canada", "H3A 1B1"),
        ("", None, None, ""),
    ],
)
def test_postal_codes(text: str, department: str | None, country: str | None, code: str) -> None:
    assert parse_postal_code(text, department, country) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("dep75", "75"),
        ("reg11", "11"),
        ("com75056", "75056"),
        ("dep2A", "2A"),
        ("2a", "2A"),
        ("75", "75"),
        ("1", "01"),
        ("reg1", "01"),
        ("com1053", "01053"),
        ("com2A004", "2A004"),
        ("974", "974"),
        ("dep987", "987"),
        ("arr31555", "31555"),
        ("75056", "75056"),
        ("1053", "01053"),
        ("1.0", "01"),
        ("DEP01", "01"),
        ("consUS", None),
        ("", None),
        ("0", None),
        ("101", None),
        ("dep12345", None),
        ("com75", None),
        ("Paris", None),
    ],
)
def test_insee_codes(text: str, code: str | None) -> None:
    assert parse_insee(text) == code


@given(st.lists(st.sampled_from(["1", "2,5", "", "NC", "x"]), max_size=50))
def test_a_column_is_parsed_cell_by_cell_and_each_text_once(cells: list[str]) -> None:
    seen: list[str] = []

    def parser(text: str) -> object:
        seen.append(text)
        return parse_number(text)

    assert parse_column(pd.Series(cells, dtype="str"), parser) == [parse_number(cell) for cell in cells]
    assert len(seen) == len(set(cells))
