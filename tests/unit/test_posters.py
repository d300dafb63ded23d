"""What a poster says, and the document that it becomes.

Service `tj`, one type of site: S01 to S12 with 200 answers a year, P1 with 5, P5 with 8, P2 with 20, P3 with none, P4
closed. The names are those that people might type.
"""

import datetime as dt
import io
import json
import re
from dataclasses import replace

import pytest
import typst
from hypothesis import HealthCheck, given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st
from pypdf import PdfReader

from dashboard.analyses.plain_said import Said
from dashboard.analyses.said_and_done import of_site, said_and_done
from dashboard.analyses.site_results import FEW, site_results
from dashboard.analyses.site_sheet import site_sheet
from dashboard.analyses.usual_period import usual_period
from dashboard.config import Settings
from dashboard.domain.action import ActionState
from dashboard.domain.comparison import Verdict
from dashboard.domain.left_review import review_code
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.errors import QueryError
from dashboard.posters.files import made
from dashboard.posters.gathering import open_sites, service_posters, site_posters
from dashboard.posters.qr_code import qr_code
from dashboard.posters.rendering import Format, pdf
from dashboard.reception.action_form import ActionForm
from dashboard.reception.review_form import ReviewForm
from dashboard.registry import database
from dashboard.registry.actions import create_action
from dashboard.registry.left_reviews import leave_review
from dashboard.registry.moderation import publish_review
from dashboard.store import reads
from dashboard.store.publish import publish
from dashboard.store.store import open_current
from dashboard.typesetting import compiling
from dashboard.typesetting.printable import LETTERS, MISSING, from_the_right, printable
from dashboard.wording import poster as words
from dashboard.wording.limits import USUAL_DIFFERENCES
from tests.builders import measure, reference, site, stage

Y2024 = Period.year(2024)
NOW = dt.datetime.now(dt.UTC)
MARKS = '#let x = 1; *gras* _it_ $a^2$ @ref <etiquette> `brut` \\ // fin "] }'
NAMES = {
    "S01": MARKS,
    "S02": "<script>alert(1)</script>",
    "S03": "محكمة ليون",
    "S04": "Accueil 😀 🏛️ de Łódź",
    "S05": "Tribunal " + "de Saint-Fulcrand-des-Vignes-sur-Lisonne " * 8,
    "S06": "東京",
    "S07": "Tri\u202ebunal\u200b\nde\tLyon\x07",
}
FULL = {f"S{number:02}": 110 + 2 * number for number in range(1, 12)} | {"S12": 60}
SMALL = {"P1": (3, 5), "P5": (4, 8), "P2": (12, 20)}


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    settings = Settings(home=tmp_path_factory.mktemp("posters"), memory_limit="500MB")
    codes = [*FULL, *SMALL, "P3"]
    rows = [site(code, label=NAMES.get(code, f"Site {code}")) for code in codes]
    stage(settings, kind="spplus-structures", sites=[*rows, site("P4", active=False)])
    counted = {code: (x, 200) for code, x in FULL.items()} | SMALL
    stage(
        settings,
        measures=[
            measure(code, f"{year}-12", numerator=x - 40 * (code == "S12") * (year == 2023), denominator=n, months=12)
            for code, (x, n) in counted.items()
            for year in (2023, 2024)
        ],
    )
    catalogue = reference()
    [edition] = catalogue.editions
    first = edition.commitments[0]
    three = (first, replace(first, number=2, short_label="Joignabilité"), replace(first, number=3, pillar="simples"))
    entries = dict(catalogue.indicators) | {"share": replace(catalogue.indicators["share"], headline=True)}
    publish(settings, replace(catalogue, indicators=entries, editions=(replace(edition, commitments=three),)))
    for code, text in (("S01", f"Attente trop longue. {MARKS}"), ("S02", "مرحبا 😀"), ("S02", "Merci.")):
        review = leave_review(settings, ReviewForm(code, "negative", "desk", text), {code}, NOW).id
        publish_review(settings, review, "mod", NOW)
        form = ActionForm(f"Ouvrir {MARKS}", "Deux guichets.", "greffe", ActionState.DONE, site=code)
        create_action(settings, form, "agent", NOW, [review_code(review)])
    review = leave_review(settings, ReviewForm("S03", "positive", "desk", "Clair."), {"S03"}, NOW).id
    publish_review(settings, review, "mod", NOW)
    everywhere = ActionForm("Former", "Tous les agents.", "dsj", ActionState.UNDER_WAY, service="tj")
    create_action(settings, everywhere, "agent", NOW, [review_code(review)])
    yield settings
    database.forget(settings)


@pytest.fixture(scope="module")
def reader(installation):
    return open_current(installation)


@pytest.fixture(scope="module")
def posters(reader, installation):
    """Every open site's, by code."""
    found = site_posters(reader, installation, open_sites(reader), Y2024, lambda code: f"https://a.fr/public/{code}")
    return {poster.code: poster for poster in found}


def first_result(poster):
    return poster.pillars[0].results[0]


def pages_of(content):
    return PdfReader(io.BytesIO(content))


def text_of(content):
    return " ".join(" ".join(page.extract_text() for page in pages_of(content).pages).split())


def test_the_results_of_many_sites_are_those_of_their_sheets(reader, installation):
    sites = reads.sites(reader, levels=["site"])
    assert len(sites) > FEW
    for asked in (sites, sites[:2]):
        for code, results in site_results(reader, asked, installation, Y2024).items():
            rows = site_sheet(reader, code, installation, Y2024).rows
            assert [one.figure.estimate for one in results] == [row.figure.estimate for row in rows]
            assert [one.peers for one in results] == [row.peers for row in rows]
            assert [one.last_year for one in results] == [row.last_year for row in rows]


def test_a_result_says_its_value_its_peers_its_trend_and_its_base(posters):
    result = first_result(posters["S12"])
    assert (result.number, result.engagement, result.indicator) == (1, "Courtoisie", "Share")
    assert (result.value, result.instead, result.share) == ("30,0\u00a0%", "", 0.3)
    others, change = result.sides
    assert (others.label, others.words) == ("Sites comparables", "écart défavorable")
    assert others.value.endswith("\u00a0%")
    assert result.mark is not None
    assert (change.value, change.words) == ("+20,0\u00a0points", "amélioration démontrée")
    assert result.stands_on == "200\u00a0réponses, marge\u00a0: de 24,1 à 36,7\u00a0%"


def test_what_is_withheld_is_said_and_gives_nothing_away(posters):
    result = first_result(posters["P1"])
    assert result.instead == "Résultat non montré, pour que les réponses de quelques personnes restent secrètes."
    assert (result.value, result.stands_on, result.sides, result.share, result.mark) == ("", "", (), None, None)


def test_a_small_base_is_shown_with_care_and_without_verdict(posters):
    result = first_result(posters["P2"])
    assert (result.value, result.fragile) == ("60\u00a0%", True)
    assert result.stands_on.endswith("Base faible\u00a0: à lire avec prudence")
    assert result.sides[0].words == "écart non testé"
    assert result.sides[1].words == "évolution non testée\u00a0: base faible"


def test_a_site_without_any_figure_says_so_for_each_engagement(posters):
    results = [one for part in posters["P3"].pillars for one in part.results]
    assert [(one.number, one.instead) for one in results] == [(number, words.UNOBSERVED) for number in (1, 2, 3)]


def test_a_closed_or_unknown_site_has_no_poster(reader, installation):
    assert "P4" not in open_sites(reader)
    with pytest.raises(QueryError, match="fermé"):
        site_posters(reader, installation, ["P4"], Y2024, str)
    with pytest.raises(QueryError, match="S99"):
        site_posters(reader, installation, ["S99"], Y2024, str)
    with pytest.raises(QueryError, match="spip"):
        service_posters(reader, installation, ["spip"], Y2024, str)


def test_a_service_has_the_figures_of_the_page_of_services(reader, installation):
    [poster] = service_posters(reader, installation, ["tj"], Y2024, str)
    total = sum(FULL.values()) + 19
    assert first_result(poster).value == f"{100 * total / 2433:.1f}\u00a0%".replace(".", ",")
    assert poster.about == "Ensemble du service, 16\u00a0sites"
    assert len(poster.said) == 2
    assert "Merci." in poster.said[0].quote


def test_each_site_has_its_own_opinions_and_actions(reader, installation, posters):
    everything = said_and_done(reader, installation, Scope())
    for code in ("S01", "S02", "S03", "S04"):
        alone = said_and_done(reader, installation, Scope(sites=(code,)))
        assert [(p.action, p.quotes) for p in of_site(everything, code, "tj")] == [(p.action, p.quotes) for p in alone]
    assert [one.done for one in posters["S03"].said] == ["Nous faisons"]
    assert posters["S04"].said == ()
    assert len(posters["S02"].said) == 2


def test_the_usual_period_is_the_last_twelve_months(reader):
    assert usual_period(reader) == Y2024


@pytest.mark.parametrize("code", [*NAMES, "P1", "P3"])
def test_every_name_makes_one_tagged_page(posters, code):
    document = pages_of(pdf(posters[code], Format.A4))
    assert len(document.pages) == 1
    root = document.trailer["/Root"]
    assert root["/Lang"] == "fr"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    assert document.metadata.title.startswith("Nos résultats de qualité de service\u00a0: ")


def test_marks_of_typst_are_text(posters):
    found = text_of(pdf(posters["S01"], Format.A4))
    assert found.count("*gras* _it_ $a^2$ @ref <etiquette>") == 3  # name, opinion, action
    assert "<script>alert(1)</script>" in text_of(pdf(posters["S02"], Format.A4))


def test_a_gap_that_is_not_proven_is_a_mark_whose_words_are_told_once(posters):
    unproven = [code for code, one in posters.items() for side in first_result(one).sides
                if side.verdict is Verdict.NO_EVIDENCE]  # fmt: skip
    found = pdf(posters[unproven[0]], Format.A4)
    assert words.UNPROVEN_MARK in [str(text) for text in alternatives(found)]
    assert text_of(found).casefold().count(words.UNPROVEN) == 1
    assert USUAL_DIFFERENCES in text_of(found)


def test_a_result_that_is_worse_is_not_of_the_colour_of_the_others(posters):
    """Its words are said too: the colour is not alone."""
    page = pages_of(pdf(posters["S12"], Format.A4)).pages[0].get_contents().get_data().decode("latin-1")
    other = pages_of(pdf(posters["P2"], Format.A4)).pages[0].get_contents().get_data().decode("latin-1")
    warning = re.compile(r"0\.70\d* 0\.25\d* 0 scn")
    assert warning.search(page)
    assert not warning.search(other)
    assert "écart défavorable" in text_of(pdf(posters["S12"], Format.A4))


def test_a_picture_has_words_in_its_place(posters):
    told = alternatives(pdf(posters["S12"], Format.A4))
    assert any(str(text).startswith("Code QR\u00a0: ") and "https://a.fr/public/S12" in str(text) for text in told)


def alternatives(content):
    """The alternative texts of the tags of a document."""
    waiting, found = [pages_of(content).trailer["/Root"]["/StructTreeRoot"]], []
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            found.extend([one["/Alt"]] if "/Alt" in one else [])
            waiting.extend([one["/K"]] if "/K" in one else [])
    return found


def test_the_same_data_give_the_same_bytes(reader, installation, posters):
    first = pdf(posters["S02"], Format.A4)
    compiling.compilers.cache_clear()
    again = site_posters(reader, installation, ["S02"], Y2024, lambda code: f"https://a.fr/public/{code}")
    assert pdf(again[0], Format.A4) == first
    built = reads.version(reader).built_at
    assert pages_of(first).metadata.creation_date.replace(tzinfo=None) == built.replace(microsecond=0)


def test_a3_is_the_same_page_larger(posters):
    a4, a3 = (pages_of(pdf(posters["S12"], form)).pages[0].mediabox for form in (Format.A4, Format.A3))
    assert (round(a4.width), round(a4.height)) == (595, 842)
    assert (round(a3.width), round(a3.height)) == (842, 1191)


def test_invented_data_say_so_in_the_page_and_in_the_title(posters):
    content = pdf(replace(posters["S12"], demonstration=True), Format.A4)
    assert text_of(content).replace("\u00a0", " ").startswith(words.DEMONSTRATION.replace("\u00a0", " "))
    assert words.DEMONSTRATION in pages_of(content).metadata.title
    assert "inventés" not in text_of(pdf(posters["S12"], Format.A4))


def test_the_longest_poster_is_one_page(posters):
    poster = posters["S05"]
    long = "Une phrase qui n’en finit pas de dire ce qu’elle dit "
    result = first_result(posters["S12"])
    wordy = replace(
        result,
        engagement=long,
        indicator=long * 2,
        value="1\u00a0234\u00a0567\u00a0890 appels",
        stands_on=long * 2,
        sides=tuple(replace(side, words=long * 2) for side in result.sides),
    )
    said = (Said(long * 4, long, "Nous avons fait", long * 2, long * 3, long),) * 2
    parts = tuple(replace(part, results=(wordy,) * 3) for part in (poster.pillars[0],) * 3)
    full = replace(poster, pillars=parts, said=said, about=long * 5, demonstration=True)
    for form in Format:
        assert len(pages_of(pdf(full, form)).pages) == 1


@settings_of_hypothesis(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_texts_make_one_page(posters, data):
    """Whether the template measures the page or knows that it holds."""

    def text(most):
        letters = data.draw(st.sampled_from(["aeirst nlou ", "MWAO GNDQ ", "Le délai, la réponse "]))
        return data.draw(st.text(letters, min_size=1, max_size=most))

    result = first_result(posters["S12"])
    one = replace(
        result, indicator=text(70), stands_on=text(80), sides=tuple(replace(s, words=text(60)) for s in result.sides)
    )
    said = (Said(text(170), text(60), "Nous avons fait", text(90), text(150), text(40)),) * data.draw(st.integers(0, 2))
    part = replace(posters["S12"].pillars[0], results=(one,) * 3)
    poster = replace(posters["S12"], name=text(120), about=text(130), said=said, pillars=(part,) * 3)
    assert len(pages_of(pdf(poster, Format.A4)).pages) == 1


def test_names_that_differ_by_their_signs_have_two_files(posters):
    poster = posters["S12"]
    found = [one.file for one in made([poster, replace(poster, code="s-12"), replace(poster, code="s 12")], Format.A3)]
    assert found == ["affiche-s12-a3.pdf", "affiche-s-12-a3.pdf", "affiche-s-12-2-a3.pdf"]


def test_what_cannot_be_written_goes_or_is_told():
    assert printable("Accueil 😀 🏛️ de Łódź") == "Accueil de Łódź"
    assert printable("東京 2024") == f"{MISSING} 2024"
    assert printable("Tri\u202ebunal\u200b\nde\tLyon\x07") == "Tribunal de Lyon"
    assert printable("E\u0301cole") == "École"
    assert printable("12\u00a0%\u202f!") == "12\u00a0%\u202f!"


def test_a_text_that_begins_from_the_right_is_known():
    assert from_the_right("« محكمة »")
    assert not from_the_right("Tribunal محكمة")
    assert not from_the_right("« 12 »")


def test_every_letter_that_is_kept_can_be_written():
    letters = "".join(chr(code) for first, last in LETTERS for code in range(first, last + 1))
    source = (
        '#set document(title: "x")\n#set text(font: ("Public Sans", "Libertinus Serif"), lang: "fr")\n'
        '#let letters = json(bytes(sys.inputs.at("letters")))\n'
        "#for weight in (400, 600, 800) { for one in letters [#text(weight: weight, one) ] }"
    )
    compiler = typst.Compiler(font_paths=[compiling.FONTS], ignore_system_fonts=True)
    inputs = {"letters": json.dumps(list(letters))}
    assert compiler.compile(source.encode(), sys_inputs=inputs, pdf_standards=["ua-1"], format="pdf")


def test_a_code_follows_its_address():
    assert qr_code("https://a.fr/public/sites/A") != qr_code("https://a.fr/public/sites/B")
    assert qr_code("https://a.fr/public/sites/A").startswith("<svg")


def test_a_poster_without_address_has_no_code(posters):
    found = text_of(pdf(replace(posters["S12"], address=""), Format.A4))
    assert words.READ_SITE not in found
    assert alternatives(pdf(replace(posters["S12"], address=""), Format.A4)) == []


def test_only_shown_figures_have_a_place(posters):
    marked = [r for p in posters.values() for part in p.pillars for r in part.results if r.share is not None]
    assert marked
    assert all(0 <= r.share <= 1 and r.value for r in marked)
