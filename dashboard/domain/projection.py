"""WGS 84 to Lambert-93, the plane of the outlines.

RGF93 and WGS 84 differ by less than a metre: the degrees are the same. EPSG 2154; IGN, « Projection cartographique
conique conforme de Lambert » (NTG 71).
"""

import math

_N, _C_M = 0.7256077650, 11_754_255.426
_X_M, _Y_M = 700_000.0, 12_655_612.050
"""The pole of the cone."""
_ECCENTRICITY = 0.08181919106
_CENTRAL_MERIDIAN = 3.0


def lambert_93(longitude: float, latitude: float) -> tuple[float, float]:
    """Degrees to hectometres (x, y). Finite everywhere, faithful in metropolitan France only."""
    phi = math.radians(latitude)
    isometric = math.asinh(math.tan(phi)) - _ECCENTRICITY * math.atanh(_ECCENTRICITY * math.sin(phi))
    radius = _C_M * math.exp(-_N * isometric)
    angle = _N * math.radians(longitude - _CENTRAL_MERIDIAN)
    return (_X_M + radius * math.sin(angle)) / 100, (_Y_M - radius * math.cos(angle)) / 100
