"""Personal data in a text: found in every way of writing, and nothing else is taken for them."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.personal_data.detection import detected, masked

NBSP = "\u00a0"

FOUND = {
    # names
    "M. Dupont m’a reçu": "M. [nom] m’a reçu",
    "M.Dupont m’a reçu": "M.[nom] m’a reçu",
    "Mme Martin-Durand était là": "Mme [nom] était là",
    "Mme. Martin": "Mme. [nom]",
    "MME DUPONT est venue": "MME [nom] est venue",
    "Monsieur Jean Dupont, greffier": "Monsieur [nom], greffier",
    "Madame de La Tour est venue": "Madame de La [nom] est venue",
    "Maître Élodie N’Guyen plaide": "Maître [nom] plaide",
    "Me Le Goff": "Me Le [nom]",
    "Me O’Brien": "Me [nom]",
    "M. d’Ormesson": "M. [nom]",
    "M. J. Dupont": "M. [nom]",
    "M. Dupont. Ensuite rien": "M. [nom]. Ensuite rien",
    "MM. Dupont et Durand sont venus": "MM. [nom] sont venus",
    "Mesdames Petit, Leroy et Roux": "Mesdames [nom]",
    "M. et Mme Dupont": "M. et Mme [nom]",
    "Madame la juge Martin": "Madame la juge [nom]",
    "Madame la Présidente Martin a dit": "Madame la Présidente [nom] a dit",
    "M. le procureur adjoint Durand": "M. le procureur adjoint [nom]",
    "Docteur Petit": "Docteur [nom]",
    f"M.{NBSP}Dupont": f"M.{NBSP}[nom]",
    "M.\u202fDupont": "M.\u202f[nom]",
    "M. \u202eDupont\u202c": "M. \u202e[nom]\u202c",
    "Mme Ōtomo": "Mme [nom]",
    "Mme Émilie": "Mme [nom]",
    "Ｍ． Ｄｕｐｏｎｔ": "Ｍ． [nom]",
    # telephones
    "06 12 34 56 78": "[téléphone]",
    "06.12.34.56.78": "[téléphone]",
    "06-12-34-56-78": "[téléphone]",
    "06/12/34/56/78": "[téléphone]",
    "0612345678": "[téléphone]",
    "tel:0612345678.": "tel:[téléphone].",
    "0612 345 678": "[téléphone]",
    "06 123 456 78": "[téléphone]",
    "+33 6 12 34 56 78": "[téléphone]",
    "+33 (0)6 12 34 56 78": "[téléphone]",
    "+33612345678": "[téléphone]",
    "0033 6 12 34 56 78": "[téléphone]",
    "01 42 34 56 78": "[téléphone]",
    "0262 12 34 56": "[téléphone]",
    "+32 470 12 34 56": "[téléphone]",
    f"06{NBSP}12{NBSP}34{NBSP}56{NBSP}78": "[téléphone]",
    "06\u202f12\u202f34\u202f56\u202f78": "[téléphone]",
    "０６１２３４５６７８": "[téléphone]",
    "٠٦١٢٣٤٥٦٧٨": "[téléphone]",
    "06\u200b12\u200b34\u200b56\u200b78": "[téléphone]",
    "06\u200e 12 34 56 78": "[téléphone]",
    "06–12–34–56–78": "[téléphone]",
    "le 06 12 34 56 78 ou le 07 12 34 56 78": "le [téléphone] ou le [téléphone]",
    # e-mails
    "jean.dupont@exemple.fr": "[adresse électronique]",
    "<jean+avis@mail.exemple.gouv.fr>.": "<[adresse électronique]>.",
    "Écrire à élodie@exemple.fr, merci": "Écrire à [adresse électronique], merci",
    "jean (at) exemple.fr": "[adresse électronique]",
    "jean[arobase]exemple.fr": "[adresse électronique]",
    "jean arobase exemple.fr": "[adresse électronique]",
    "jean＠exemple．fr": "[adresse électronique]",
    "a@b.fr;c@d.fr": "[adresse électronique];[adresse électronique]",
    # social security numbers
    "2 95 10 99 126 111 93": "[numéro de sécurité sociale]",
    "295109912611193": "[numéro de sécurité sociale]",
    "2.95.10.99.126.111.93": "[numéro de sécurité sociale]",
    "2 95 10 99 126 111 / 93": "[numéro de sécurité sociale]",
    "253072B07300470": "[numéro de sécurité sociale]",
    "2 53 07 2a 073 004 43": "[numéro de sécurité sociale]",
    f"2{NBSP}95{NBSP}10{NBSP}99{NBSP}126{NBSP}111{NBSP}93": "[numéro de sécurité sociale]",
    # accounts
    "FR76 3000 6000 0112 3456 7890 189": "[IBAN]",
    "FR7630006000011234567890189": "[IBAN]",
    "fr76 3000 6000 0112 3456 7890 189 merci": "[IBAN] merci",
    "FR76-3000-6000-0112-3456-7890-189": "[IBAN]",
    "compte DE89 3704 0044 0532 0130 00 en Allemagne": "compte [IBAN] en Allemagne",
    "ＦＲ７６ ３０００ ６０００ ０１１２ ３４５６ ７８９０ １８９": "[IBAN]",
    # plates
    "AB-123-CD": "[immatriculation]",
    "AB 123 CD": "[immatriculation]",
    "AB123CD": "[immatriculation]",
    "ab-123-cd": "[immatriculation]",
    "AB‑123‑CD": "[immatriculation]",
    "immatriculée 1234 AB 75": "immatriculée [immatriculation]",
    "Plaque : 12 ABC 2A": "Plaque : [immatriculation]",
    # files
    "RG 21/01234": "RG [numéro de dossier]",
    "N° RG : 21/01234": "N° RG : [numéro de dossier]",
    "R.G. n° 2021/00123": "R.G. n° [numéro de dossier]",
    "numéro de parquet 21123000045": "numéro de parquet [numéro de dossier]",
    "n° parquet : 21 123 000 045": "n° parquet : [numéro de dossier]",
    "écrou 12345": "écrou [numéro de dossier]",
    "numéro d’écrou 4567": "numéro d’écrou [numéro de dossier]",
    "e\u0301crou n° 4567": "e\u0301crou n° [numéro de dossier]",
    "dossier n° 2021/45": "dossier n° [numéro de dossier]",
    "Numéro de dossier : ABC-1234": "Numéro de dossier : [numéro de dossier]",
    "mon dossier 20210012345": "mon dossier [numéro de dossier]",
    "dossier №\u00a02021/45": "dossier №\u00a0[numéro de dossier]",
    "aide juridictionnelle n° 2023/001234": "aide juridictionnelle n° [numéro de dossier]",
}

LEFT = (
    "",
    "Rien à signaler.",
    "M. le président",
    "M. le Président",
    "Monsieur le Procureur de la République",
    "Madame la Directrice générale",
    "Mme la garde des sceaux",
    "Monsieur l’Huissier est venu",
    "Madame, Monsieur,",
    "Bonjour Madame. Je vous écris",
    "Bonjour Madame\nJe vous écris",
    "Madame est venue",
    "MADAME EST VENUE ME VOIR",
    "MONSIEUR VOUS AVEZ",
    "une dame m’a reçu",
    "Me voilà",
    "Mme X",
    "M. A.",
    "10 M Euros",
    "le 12/03/2021 à 14:30",
    "le 01/02/2023 10:30",
    "01.02.2023 10 heures",
    "01-02-2023-10",
    "du 01 02 2023 10h",
    "2021-03-12T10:30:00",
    "1 234 567,89 €",
    "0123456789,50",
    "1 000 000 000 euros",
    "3 612 345 678,00 €",
    "article 700 du code de procédure civile",
    "article L. 123-45-6",
    "art. R. 312-1 à R. 312-10",
    "75001 Paris",
    "33 boulevard du Palais, 75001 Paris",
    "0 800 123 456",
    "08 00 12 34 56",
    "le 3039, le 17, le 112, le 116 006",
    "SIRET 130 025 265 00013",
    "2 95 10 99 126 111 94",
    "295109912611199",
    "FR76 3000 6000 0112 3456 7890 188",
    "LE 123 DE LA RUE",
    "RUE DU 123 DE",
    "le 123 de",
    "OI-123-UO",
    "AB-123-CDE",
    "salle B-204",
    "12 MAI 20",
    "30 EUR 15",
    "dossier de 3 pages",
    "dossier 2023",
    "dossier du 12/03/2021",
    "dossier n° : 12/03/2021",
    "j’ai déposé mon dossier 2 fois",
    "procédure 2021",
    "le parquet a répondu en 12 jours",
    "parquet 75",
    "énergie 12345",
    "@ partir de demain",
    "3 pommes @ 2 euros",
    "@prefpolice a répondu",
    "note de 4/5",
    "version 1.2.3.4",
    "https://www.justice.gouv.fr/page?id=123456",
    "100 % satisfait",
)


@pytest.mark.parametrize("text", FOUND)
def test_personal_data_are_replaced(text: str) -> None:
    assert masked(text) == FOUND[text]


@pytest.mark.parametrize("text", FOUND)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_whatever_the_form_of_the_accents(text: str, form: str) -> None:
    written = unicodedata.normalize(form, text)
    assert unicodedata.normalize("NFC", masked(written)) == unicodedata.normalize("NFC", FOUND[text])


@pytest.mark.parametrize("text", LEFT)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_what_looks_like_them_is_left(text: str, form: str) -> None:
    written = unicodedata.normalize(form, text)
    assert masked(written) == written


def test_each_piece_has_its_place_and_its_kind() -> None:
    text = "Mme\u00a0Élise m’a donné le ０６ 12 34 56 78."
    assert [(text[one.start : one.stop], one.kind.value) for one in detected(text)] == [
        ("Élise", "nom"),
        ("０６ 12 34 56 78", "téléphone"),
    ]


def test_one_place_has_one_label() -> None:
    """« Mme jean.Dupont@exemple.fr »: an address, not a name inside an address."""
    assert masked("Mme Jean.Dupont@exemple.fr") == "Mme [adresse électronique]"


_PIECES = st.one_of(
    st.sampled_from(
        [*FOUND, *LEFT, "M. ", "Mme\u00a0", "@", "06", "+33", "FR76", " n° ", "RG ", "\u202e", "\u0301", "[", "]"]
    ),
    st.text(max_size=20),
    st.text("0123456789 .-/", max_size=30),
    st.text("ABCDE abcde@.’'", max_size=30),
)


@given(st.lists(_PIECES, max_size=8).map("".join))
@example("M. Dupont0612345678")
@example("a@b.fr0612345678 06 12 34 56 78 90")
def test_masking_twice_changes_nothing(text: str) -> None:
    once = masked(text)
    assert masked(once) == once
    assert detected(once) == []


@given(st.lists(_PIECES, max_size=8).map("".join))
def test_places_are_inside_the_text_in_order(text: str) -> None:
    found = detected(text)
    edges = [edge for one in found for edge in (one.start, one.stop)]
    assert edges == sorted(edges)
    assert all(0 <= one.start < one.stop <= len(text) for one in found)


@pytest.mark.parametrize(
    "unit",
    ["a", "0", "@", "a@", "a.", "M. ", "Mme A", "M. A-", "M. de ", "06 ", "+33 ", "FR76", "FR76 ", "AB-123-", "RG ",
     "dossier n° 1", "n° ", "é", "e\u0301", "\u0301", "\u202e", "1 ", "2 95 10 99 126 111 93 ", "a@b.fr ", " "],
)  # fmt: skip
def test_a_long_text_is_read_to_its_end(unit: str) -> None:
    """A rule that goes back over the text for each character would never finish here."""
    text = unit * (50_000 // len(unit)) + " jean@exemple.fr"
    assert masked(text).endswith(" [adresse électronique]")
