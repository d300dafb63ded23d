"""Weights from a file of margins, from the file to the figure: hand-worked cases, a naive second raking, refusals."""

import csv
import io
import json
import random

import pyarrow.parquet as pq
import pytest
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from dashboard.config import Settings
from dashboard.errors import DashboardError
from dashboard.loading import load
from dashboard.store import staging

REGISTER = (
    "Code SP+ de la structure;Intitulé du réseau;Intitulé de la structure;Typologie;INSEE Département\n"
    "A1;Justice;Un;Tribunal;dep69\nB2;Préfectures;Deux;Préfecture;dep75\n"
)
HEADER = "enquete;repondant;site;date;question;reponse;canal;sexe;âge\n"
MARGINS = "variable;modalité;population;source;date;regroupement\n"
GOOD, BAD = "Très satisfait", "Plutôt pas satisfait"
CHANNELS = MARGINS + "canal;En ligne;100;Registre;2024;\ncanal;Guichet;900;;;\n"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("BAROMETRE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("BAROMETRE_MEMORY_LIMIT", "500MB")
    return tmp_path / "home"


@pytest.fixture
def write(tmp_path):
    def file(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return file


@pytest.fixture
def settings(home, write):
    settings = Settings(home=home, memory_limit="500MB")
    load(settings, "spplus-structures", [str(write("structures.csv", REGISTER))])
    return settings


@pytest.fixture
def weigh(settings, write):
    """`weigh(rows, margins)` loads the answers and gives the report."""

    def run(rows, margins, header=HEADER, **options):
        source = write("enquete.csv", header + rows)
        return load(settings, "survey", [str(source)], margins=write("marges.csv", margins), **options)

    return run


def row(who, good=True, channel="En ligne", sex="F", age="18-24", site="A1", question="satisfaction-globale", day=5):
    answer = GOOD if good else BAD
    return f"E1;{who};{site};2024-03-{day:02d};{question};{answer};{channel};{sex};{age}\n"


def two_channels():
    """On line 20 respondents, 15 satisfied; at the counter 25, 5 satisfied."""
    rows = [row(f"l{i}", good=i < 15) for i in range(20)]
    return "".join(rows + [row(f"g{i}", good=i < 5, channel="Guichet") for i in range(25)])


def weights_of(settings):
    """Respondent → weight, as staged by the last load; every row of a respondent has the same."""
    table = pq.read_table(staging.loads(settings)[-1].table("answers")).to_pylist()
    found = {}
    for answer in table:
        assert found.setdefault(answer["respondent"], answer["weight"]) == answer["weight"]
    return found


def test_post_stratification_hand_worked(weigh, settings):
    """Population 100 and 900, respondents 20 and 25: weights 5 and 36, of mean 22.2, hence 0.225 and 1.62.

    deff = 45 · (20·5² + 25·36²) ÷ 1000² = 1.4805; n_eff = 30.395; ratio 7.2.
    """
    report = weigh(two_channels(), CHANNELS)
    assert sorted(set(weights_of(settings).values())) == pytest.approx([0.225, 1.62])
    found = report.weighting
    assert (found.method, found.respondents, found.strata, found.converged) == ("post-stratification", 45, 2, True)
    assert (found.deff, found.n_eff, found.largest_ratio) == pytest.approx((1.4805, 45 / 1.4805, 7.2))
    assert staging.loads(settings)[-1].weighting == found
    sentence = report.sentence().replace("\u00a0", " ")
    assert (
        "Post-stratification sur « canal » (Registre, 2024) : 2 strates, 45 répondants, rapport de poids 7,2, effet de "
        "plan 1,48, n efficace 30."
    ) in sentence
    assert "Attention" not in sentence


def test_a_demanding_weighting_is_said(weigh):
    """Population 990 and 10, respondents 20 and 25: deff = 45·(20·49.5² + 25·0.4²) ÷ 1000² = 2.205."""
    margins = CHANNELS.replace("100;", "990;").replace("900;", "10;")
    sentence = weigh(two_channels(), margins).sentence()
    assert "effet de plan 2,21" in sentence
    assert "Attention" in sentence


def crossed_sample(count=400, seed=7):
    generator = random.Random(seed)
    people = []
    for place in range(count):
        sex = generator.choices("FH", (0.7, 0.3))[0]
        age = generator.choices(("18-24", "25-59", "60+"), (0.2, 0.5, 0.3))[0]
        people.append((f"r{place}", sex, age, generator.random() < (0.8 if sex == "F" else 0.5)))
    return people


RAKED = (
    MARGINS + "sexe;F;520000;Insee, recensement;2024-01-01;\nsexe;H;480000;;;\n"
    "âge;18-24;150000;Insee, recensement;2024-01-01;\nâge;25-59;500000;;;\nâge;60+;350000;;;\n"
)


def naive_raking(people):
    """Iterative proportional fitting with plain dictionaries, far beyond convergence."""
    totals = {"F": 520e3, "H": 480e3, "18-24": 150e3, "25-59": 500e3, "60+": 350e3}
    weights = {name: 1.0 for name, *_ in people}
    for _ in range(300):
        for place in (1, 2):
            sums = {}
            for person in people:
                sums[person[place]] = sums.get(person[place], 0.0) + weights[person[0]]
            for person in people:
                weights[person[0]] *= totals[person[place]] / sums[person[place]]
    return weights


def test_raking_against_a_naive_one(weigh, settings):
    people = crossed_sample()
    rows = "".join(row(name, good, sex=sex, age=age) for name, sex, age, good in people)
    report = weigh(rows, RAKED)
    found, expected = weights_of(settings), naive_raking(people)
    scale = len(people) / sum(expected.values())
    assert found == pytest.approx({name: weight * scale for name, weight in expected.items()}, rel=1e-7)
    assert report.weighting.method == "raking"
    sentence = report.sentence().replace("\u00a0", " ")
    assert "Calage sur 2 marges, « sexe » et « âge » (Insee, recensement, 1er janvier 2024) : convergé en" in sentence


def test_a_respondent_has_one_weight_whatever_the_questions(weigh, settings):
    one = two_channels()
    more = "".join(row(f"l{i}", question="satisfaction-delai") for i in range(20))
    weigh(one + more, CHANNELS)
    assert weights_of(settings)["l0"] == pytest.approx(0.225)
    assert weights_of(settings)["g0"] == pytest.approx(1.62)


def test_the_scale_of_the_population_does_not_matter(weigh, settings):
    weigh(two_channels(), CHANNELS)
    first = weights_of(settings)
    weigh(two_channels(), CHANNELS.replace("100;", "100000;").replace("900;", "900000;"))
    assert weights_of(settings) == pytest.approx(first)


def test_margins_that_the_sample_meets_already_change_nothing(weigh, settings):
    report = weigh(two_channels(), CHANNELS.replace("100;", "40;").replace("900;", "50;"))
    assert set(weights_of(settings).values()) == {1.0}
    assert report.weighting.deff == pytest.approx(1)


def test_other_margins_are_another_load_which_replaces_the_first(weigh, settings, command):
    first = weigh(two_channels(), CHANNELS)
    assert weigh(two_channels(), CHANNELS).already_loaded == first.load_id
    second = weigh(two_channels(), CHANNELS.replace("100;", "500;"))
    assert (first.load_id, second.load_id) == ("0002", "0003")
    command("publish")
    (figure,) = json.loads(command("figures", "--indicator", "satisfaction-globale", "--json")[1])["rows"]
    assert figure["n"] == 45
    assert figure["value"] == pytest.approx(100 * (500 * 0.75 + 900 * 0.2) / 1400)


def test_from_the_command_to_the_figure(settings, write, command):
    """p = 0.1·0.75 + 0.9·0.2 = 0.255; Wilson at n_eff = 45 ÷ 1.4805."""
    source, margins = write("e.csv", HEADER + two_channels()), write("m.csv", CHANNELS)
    code, out, _ = command("load", "survey", source, "--margins", margins)
    assert (code, "Post-stratification" in out) == (0, True)
    assert command("publish")[0] == 0
    _, out, _ = command("figures", "--indicator", "satisfaction-globale")
    (found,) = csv.DictReader(io.StringIO(out))
    size = 45 / 1.4805
    lower, upper = proportion_confint(0.255 * size, size, method="wilson")
    assert [float(found[name]) for name in ("value", "lower", "upper", "n", "n_eff", "deff")] == pytest.approx(
        [25.5, 100 * lower, 100 * upper, 45, size, 1.4805]
    )
    weights, values = [0.225] * 20 + [1.62] * 25, [1.0] * 15 + [0.0] * 5 + [1.0] * 5 + [0.0] * 20
    assert float(found["value"]) == pytest.approx(100 * DescrStatsW(values, weights).mean)
    assert found["status"] == "ok"
    assert found["note"].replace("\u00a0", " ") == "n = 45, n efficace = 30, effet de plan = 1,48"
    assert list(found)[-12:-10] == ["n_eff", "deff"]


def test_unweighted_figures_have_no_effective_base(settings, write, command):
    load(settings, "survey", [str(write("e.csv", HEADER + two_channels()))])
    command("publish")
    (found,) = json.loads(command("figures", "--indicator", "satisfaction-globale", "--json")[1])["rows"]
    assert (found["value"], found["n_eff"], found["deff"]) == (pytest.approx(100 * 20 / 45), None, None)


def test_the_effective_base_decides_of_the_status(weigh, settings, command):
    """45 answers worth 20: « base faible », and the cost is said."""
    weigh(two_channels(), CHANNELS.replace("100;", "990;").replace("900;", "10;"))
    command("publish")
    (found,) = json.loads(command("figures", "--indicator", "satisfaction-globale", "--json")[1])["rows"]
    assert (found["status"], round(found["n_eff"])) == ("fragile", 20)
    assert "base faible" in found["note"]
    assert "plus de la moitié" in found["note"]


def test_attributes_of_the_sites(weigh, settings):
    rows = "".join(row(f"a{i}") for i in range(30)) + "".join(row(f"b{i}", site="B2") for i in range(10))
    population = ";{};1;Registre;2024;\n"
    for variable, first, second in (
        ("réseau", "Justice", "prefectures"),
        ("typologie", "tribunal", "Préfecture"),
        ("région", "Auvergne-Rhône-Alpes", "11"),
        ("département", "69", "Paris"),
        ("site", "Un", "B2"),
    ):
        margins = MARGINS + variable + population.format(first) + variable + population.format(second)
        weigh(rows, margins)
        found = weights_of(settings)
        assert (found["a0"], found["b0"]) == pytest.approx((2 / 3, 2))


def test_crossed_strata_meet_the_cells(weigh, settings):
    rows = "".join(row(f"a{i}", sex="F" if i < 20 else "H") for i in range(40))
    rows += "".join(row(f"b{i}", site="B2", sex="F" if i < 10 else "H") for i in range(20))
    margins = MARGINS + "".join(
        f"service × sexe;{cell};{size};Registre;2024;\n"
        for cell, size in (("justice × F", 10), ("justice × H", 20), ("Préfectures × F", 30), ("prefectures × H", 40))
    )
    report = weigh(rows, margins)
    assert report.weighting.strata == 4
    found = weights_of(settings)
    expected = [60 / 100 * size / n for size, n in ((10, 20), (20, 20), (30, 10), (40, 10))]
    assert [found[name] for name in ("a0", "a39", "b0", "b19")] == pytest.approx(expected)


def test_a_column_named_by_the_mapping_and_a_wide_file(weigh, settings, write):
    mapping = write(
        "m.toml",
        '[constants]\nsurvey = "jdma"\n[profile]\n"âge" = "Votre tranche d’âge"\n'
        '[questions]\n"Satisfaction" = "satisfaction-globale"\n',
    )
    header = "repondant;site;date;Satisfaction;Votre tranche d’âge\n"
    rows = "".join(f"r{i};A1;2024-03-05;{GOOD};{'jeunes' if i < 10 else 'AINES'}\n" for i in range(40))
    margins = MARGINS + "âge;Jeunes;50;Insee;2024;\nâge;Aînés;50;;;\n"
    weigh(rows, margins, header, mapping=mapping)
    found = weights_of(settings)
    assert (found["r0"], found["r39"]) == pytest.approx((2, 2 / 3))


def test_small_strata_are_merged_on_demand(weigh, settings):
    rows = "".join(row(f"r{i}", age="60-74" if i < 5 else "75+" if i < 12 else "18-24") for i in range(40))
    margins = MARGINS + "âge;60-74;10;Insee;2024;{0}\nâge;75+;20;;;{0}\nâge;18-24;70;;;\n"
    with pytest.raises(DashboardError) as refused:
        weigh(rows, margins.format(""))
    assert "« 60-74 » (5) et « 75+ » (7) de « âge »" in str(refused.value).replace("\u00a0", " ")
    assert "regroupement" in str(refused.value)
    report = weigh(rows, margins.format("60 ans et plus"))
    assert report.weighting.merged == ("«\u00a060-74\u00a0» et «\u00a075+\u00a0» («\u00a060 ans et plus\u00a0»)",)
    assert "Modalités regroupées" in report.sentence()
    found = weights_of(settings)
    assert found["r0"] == found["r11"] == pytest.approx(0.3 * 40 / 12)


def test_weights_of_the_file_are_the_start(weigh, settings):
    """Within a channel weights keep their ratio; a weight of 0 stays out."""
    header = HEADER.strip() + ";poids\n"
    rows = "".join(
        row(f"l{i}").strip() + f";{1 if i < 10 else 3}\n" + row(f"g{i}", channel="Guichet").strip() + ";1\n"
        for i in range(20)
    )
    rows += row("zero").strip() + ";0\n"
    report = weigh(rows, CHANNELS, header)
    found = weights_of(settings)
    assert found["l19"] / found["l0"] == pytest.approx(3)
    assert sum(found[f"l{i}"] for i in range(20)) / sum(found.values()) == pytest.approx(0.1)
    assert (found["zero"], report.weighting.respondents, report.weighting.from_weights) == (0, 40, True)
    assert "part des poids du fichier" in report.sentence()


def test_refused_rows_do_not_count(weigh, settings):
    report = weigh(two_channels() + row("x", site="ZZ"), CHANNELS)
    assert (report.rejected, report.weighting.respondents) == (1, 45)
    assert "x" not in weights_of(settings)


GUICHET = "".join(row(f"g{i}", channel="Guichet") for i in range(12))
LIGNE = "".join(row(f"l{i}") for i in range(12))


@pytest.mark.parametrize(
    ("rows", "margins", "said"),
    [
        (LIGNE, CHANNELS, "Aucun répondant pour « Guichet » de « canal » : la regrouper"),
        (
            LIGNE + GUICHET + row("c", channel="Courrier"),
            CHANNELS,
            "« Courrier » (1 répondant) n’est pas une modalité de « canal » dans les marges",
        ),
        (
            LIGNE + GUICHET + row("c", channel=""),
            CHANNELS,
            "« canal » n’est pas connue de 1 répondant (le premier : « c »)",
        ),
        (LIGNE + row("g", channel="Guichet"), CHANNELS, "Moins de 10 répondants pour « Guichet » (1) de « canal »"),
        (LIGNE + GUICHET, CHANNELS.replace("100;", "0;"), "La population de « En ligne » (canal) est nulle"),
        (
            LIGNE + GUICHET,
            CHANNELS + "sexe;F;999;Insee;2024;\n",
            "« sexe » (999) et « canal » (1 000) n’ont pas le même total",
        ),
        (LIGNE + GUICHET, CHANNELS.replace("canal", "couleur"), "n’a pas de colonne « couleur »"),
        (
            LIGNE + GUICHET,
            CHANNELS + "canal;en  ligne;5;;;\n",
            "« En ligne » et « en  ligne » de « canal » sont la même",
        ),
        (
            LIGNE + GUICHET + row("l0", channel="Guichet", question="satisfaction-delai"),
            CHANNELS,
            "ligne 26 : ce répondant a déjà une autre valeur de « canal »",
        ),
        (LIGNE + GUICHET.replace("E1;", "E2;"), CHANNELS, "plusieurs enquêtes (« E1 », « E2 »…)"),
        (
            LIGNE + GUICHET.replace(";F;", ";H;"),
            CHANNELS + "sexe;F;500;Insee;2024;\nsexe;H;500;;;\n",
            "Le calage n’a pas convergé en 1 000 itérations",
        ),
    ],
)
def test_refusals_in_one_sentence(weigh, settings, rows, margins, said):
    with pytest.raises(DashboardError) as refused:
        weigh(rows, margins)
    sentence = str(refused.value).replace("\u00a0", " ")
    assert said in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(staging.loads(settings)) == 1
    assert not list(settings.home.glob("staging/.tmp-*"))


def test_margins_weight_surveys_only(settings, write, command):
    code, out, err = command("load", "measures", write("m.csv", "x\n"), "--margins", write("p.csv", CHANNELS))
    assert (code, out) == (1, "")
    assert "retirer le fichier de marges" in err


def test_the_report_as_json(settings, write, command):
    source, margins = write("e.csv", HEADER + two_channels()), write("m.csv", CHANNELS)
    _, out, _ = command("load", "survey", source, "--margins", margins, "--json")
    found = json.loads(out)["weighting"]
    assert (found["method"], found["respondents"], found["converged"]) == ("post-stratification", 45, True)
    assert found["margins"] == [{"variable": "canal", "source": "Registre", "date": "2024"}]
