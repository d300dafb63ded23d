"""Latitude and longitude of the register: every way of writing them, and every place that is left aside."""

import pytest

from tests.reading import Read, read

HEADER = "code site | Réseau | Intitulé de la structure | INSEE Département | "


def sites(tmp_path, columns, *rows):
    """The register with these columns of coordinates; a row is « département | cells »."""
    lines = [f"S{rank} | R | Site {rank} | {row}" for rank, row in enumerate(rows)]
    return read(tmp_path, "spplus-structures", "\n".join([HEADER + columns, *lines]))


def found(read: Read) -> list[tuple[float | None, float | None]]:
    return [(row[0], row[1]) for row in read.rows("sites", "latitude", "longitude")]


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        ("Latitude | Longitude", "48.85 | 2.35"),
        ("lat | lng", "48,85 | 2,35"),
        ("LONGITUDE | LATITUDE", "2,35° | 48,85°"),
        ("geo_point_2d", "48.85, 2.35"),
        ("geo_point_2d", "48.85,2.35"),
        ("Coordonnées géographiques", '"48,85 ; 2,35"'),
        ("lat, lon", "48,85, 2,35"),
        ("Geo Point", "[48.85, 2.35]"),
        ("geo_point_2d", '{"lon": 2.35, "lat": 48.85}'),
        ("geo_point_2d | Latitude | Longitude", "nd | 48.85 | 2.35"),
        ("geo_point_2d | Latitude | Longitude", "48.85, 2.35 | |"),
    ],
)
def test_every_way_of_writing_a_place(tmp_path, columns, cells):
    result = sites(tmp_path, columns, f"dep75 | {cells}")
    assert found(result) == [(48.85, 2.35)]
    assert result.rejects == []


def test_the_record_of_a_portal(tmp_path):
    text = """[{"code_sp_de_la_structure": "A", "reseau": "R", "intitule_de_la_structure": "Un",
                "geo_point_2d": {"lon": 2.35, "lat": 48.85}},
               {"code_sp_de_la_structure": "B", "reseau": "R", "intitule_de_la_structure": "Deux",
                "geo_point_2d": [48.85, 2.35]}]"""
    result = read(tmp_path, "spplus-structures", text)
    assert found(result) == [(48.85, 2.35), (48.85, 2.35)]


def test_a_site_without_coordinates_has_none_and_nothing_is_listed(tmp_path):
    result = sites(tmp_path, "Latitude | Longitude", "dep75 | | ", "dep75 | nd | nd")
    assert found(result) == [(None, None), (None, None)]
    assert result.rejects == []
    assert found(sites(tmp_path, "Ville", "dep75 | PARIS")) == [(None, None)]


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ("dep75 | 95 | 2.35", "Latitude", "latitude hors de −90 à 90"),
        ("dep75 | 48.85 | 200", "Longitude", "longitude hors de −180 à 180"),
        ("dep75 | 6862000 | 652000", "Latitude", "latitude hors de −90 à 90"),
        ("dep75 | 2.35 | 48.85", "Latitude", "latitude et longitude semblent inversées"),
        ("dep75 | 0 | 0", "Latitude", "0 et 0 ne situent aucun site"),
        ("dep75 | 48°51'24\" | 2.35", "Latitude", "latitude illisible, écrire des degrés décimaux (48,8566)"),
        ("dep75 | 48.85 | <3", "Longitude", "longitude illisible, écrire des degrés décimaux (48,8566)"),
        ("dep75 | 48.85 | ", "Latitude", "latitude sans longitude"),
        ("dep75 | | 2.35", "Longitude", "longitude sans latitude"),
        ("dep2A | 48.85 | 2.35", "Latitude", "point à plus de 10\u00a0km du département du site (Corse-du-Sud, 2A)"),
        ("dep974 | 48.85 | 2.35", "Latitude", "point à plus de 10\u00a0km du département du site (La Réunion, 974)"),
    ],
)
def test_an_impossible_place_is_listed_and_the_site_kept(tmp_path, cells, column, reason):
    result = sites(tmp_path, "Latitude | Longitude", "dep75 | 48.85 | 2.35", cells)
    assert found(result) == [(48.85, 2.35), (None, None)]
    [reject] = result.rejects
    assert (reject.line, reject.column) == (3, column)
    assert reject.reason == f"{reason}\u00a0: coordonnées retirées, site gardé"


@pytest.mark.parametrize("cell", ["48.85", "48,85,2,35", "Paris", '{"lat": 48.85}', "{48.85, 2.35"])
def test_a_point_that_no_rule_reads_is_listed(tmp_path, cell):
    result = sites(tmp_path, "geo_point_2d", f"dep75 | {cell}")
    assert found(result) == [(None, None)]
    assert [(reject.column, reject.value) for reject in result.rejects] == [("geo_point_2d", cell)]


def test_no_outline_contradicts_a_site_abroad_overseas_or_without_departement(tmp_path):
    result = sites(
        tmp_path, "Latitude | Longitude", "consIT | 41.9 | 12.5", "dep987 | -17.5 | -149.5", " | 48.85 | 2.35"
    )
    assert found(result) == [(41.9, 12.5), (-17.5, -149.5), (48.85, 2.35)]
    assert result.rejects == []


def test_a_quay_of_the_next_departement_is_near_enough(tmp_path):
    """Boulogne (92) as a geocoder may give it, on the Paris side of the Seine; Basse-Terre on its harbour."""
    result = sites(tmp_path, "Latitude | Longitude", "dep92 | 48.85 | 2.27", "dep971 | 16.0 | -61.74")
    assert found(result) == [(48.85, 2.27), (16.0, -61.74)]


def test_a_refused_row_is_refused_once(tmp_path):
    result = sites(tmp_path, "Latitude | Longitude | Actif", "dep75 | 95 | 2.35 | parfois")
    assert [reject.column for reject in result.rejects] == ["Actif"]
