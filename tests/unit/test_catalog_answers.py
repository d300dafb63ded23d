"""How the answers written in files become grades."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import catalog
from dashboard.catalog.answer_text import answers_of, fold_answer, read_answer
from dashboard.domain.indicator import Exclusion, Grade, Scale

YES_NO = Scale(
    code="oui-non",
    label="Oui ou non",
    grades=(Grade(0, "Non"), Grade(1, "Oui", answers=("O",))),
    favourable=frozenset({1}),
    unfavourable=frozenset({0}),
    excluded=(Exclusion("nsp", ("Ne sait pas",)), Exclusion("nc", ("Non concerné",))),
)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("1- Oui", 1),
        ("(2) NON", 0),
        (" oui. ", 1),
        ("o", 1),
        ("Ne sait pas", "nsp"),
        ("NON CONCERNÉ(E)", "nc"),
        ("non concerne", "nc"),
        ("peut-être", None),
        ("1", None),
        ("", None),
    ],
)
def test_an_answer_is_read_without_case_accent_or_order_number(text: str, meaning: int | str | None) -> None:
    assert read_answer(YES_NO, text) == meaning


@pytest.mark.parametrize(
    ("scale", "text", "meaning"),
    [
        ("satisfaction-4", "1- Très satisfait(e)", 3),
        ("satisfaction-4", "satisfait·e", 2),
        ("satisfaction-4", "1", None),  # the best answer here, the worst there: the mapping file has to say
        ("satisfaction-5", "very-dissatisfied", 0),
        ("note-10", "8", 8),
        ("note-10", "10.0", 10),
        ("note-10", "11", None),
        ("cepej-6", "1", 0),
        ("clarte-5", "5 – Très clair", 4),
        ("qualite-5", "Ni bonne, ni mauvaise", 2),
        ("smileys-3", "Très bien", 2),
        ("smileys-3", "😐", 1),
        ("smileys-3", "☹️", 0),
        ("smileys-3", "🎉", None),  # a face that nobody knows is not a question left without answer
        ("satisfaction-4", "Je ne me prononce pas", "nsp"),
        ("satisfaction-5", "Assez satisfait(e)", 3),
        ("oui-non", "Cela ne me concerne pas", "nc"),
        ("note-10", "0/10", 0),
        ("cepej-6", "6 – Tout à fait satisfait", 5),
        ("importance-6", "6", 5),
        ("importance-6", "Pas du tout important(e)", 0),
        ("importance-6", "NSP/NR", "nsp"),
        ("accord-4", "Tout à fait d'accord", 3),
        ("accord-4", "N.S.P.", "nsp"),
    ],
)
def test_answers_of_real_questionnaires(scale: str, text: str, meaning: int | str | None) -> None:
    assert read_answer(catalog.scales()[scale], text) == meaning


def test_the_usual_scales_are_there_with_their_exclusions() -> None:
    sizes = {code: len(scale.grades) for code, scale in catalog.scales().items()}
    usual = {"satisfaction-4": 4, "satisfaction-5": 5, "smileys-3": 3, "note-10": 11, "cepej-6": 6, "oui-non": 2}
    usual["importance-6"] = 6
    assert usual.items() <= sizes.items()
    for code in usual:
        scale = catalog.scales()[code]
        assert (read_answer(scale, "Ne sait pas"), read_answer(scale, "Non concerné(e)")) == ("nsp", "nc")


def test_an_answer_that_two_grades_claim_is_refused() -> None:
    twice = Scale("x", "x", (Grade(0, "Non"), Grade(1, "Oui", answers=("NON",))), frozenset({1}), frozenset({0}))
    with pytest.raises(ValueError, match="NON"):
        answers_of(twice)


@given(st.text())
def test_a_folded_answer_is_only_letters_digits_signs_and_single_spaces(text: str) -> None:
    words = fold_answer(text).split(" ")
    assert words == [""] or all(word.isalnum() or len(word) == 1 for word in words)


@given(st.text(alphabet="abcdé ABC’-", max_size=12))
def test_case_and_surrounding_spaces_do_not_matter(text: str) -> None:
    assert fold_answer(f" {text.upper()} ") == fold_answer(text)


@given(st.sampled_from(sorted(catalog.scales())), st.data())
def test_every_label_and_synonym_leads_back_to_its_grade(code: str, data: st.DataObject) -> None:
    scale = catalog.scales()[code]
    grade = data.draw(st.sampled_from(scale.grades))
    text = data.draw(st.sampled_from((grade.label, *grade.answers)))
    variant = data.draw(st.sampled_from((text, text.upper(), f" {text} ", text.replace("’", "'"))))
    assert read_answer(scale, variant) == grade.index
