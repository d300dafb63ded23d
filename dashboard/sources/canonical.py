"""The rows that every reader produces, whatever the foreign format: one Arrow schema a table of the staging area.

`line` and `file` lead from a figure back to the cell it came from. Codes are texts, months are the first day of the
last month of the period that a measure covers, `months` is the length of that period (1, 3, 6 or 12).
"""

import pyarrow as pa

_ORIGIN = [("file", pa.string()), ("line", pa.int64())]

SITES = pa.schema(
    [
        ("code", pa.string()),
        ("label", pa.string()),
        ("service", pa.string()),  # code: the label of the réseau as a slug
        ("service_label", pa.string()),
        ("site_type", pa.string()),
        ("site_type_label", pa.string()),
        ("parent", pa.string()),
        ("region", pa.string()),  # INSEE code without prefix: 11, 84…
        ("department", pa.string()),  # INSEE code without prefix: 01, 2A, 974…
        ("commune", pa.string()),
        ("postal_code", pa.string()),
        ("city", pa.string()),
        ("country", pa.string()),
        ("address", pa.string()),
        ("identifier", pa.string()),
        ("identifier_type", pa.string()),
        ("url", pa.string()),
        ("email", pa.string()),
        ("description", pa.string()),
        ("active", pa.bool_()),
        ("level", pa.string()),  # dashboard.domain.sites.Level
        ("latitude", pa.float64()),  # WGS 84, decimal degrees; both or none
        ("longitude", pa.float64()),
        *_ORIGIN,
    ]
)

INDICATORS = pa.schema(
    [
        ("code", pa.string()),
        ("service", pa.string()),
        ("label", pa.string()),
        ("technical_label", pa.string()),
        ("nature", pa.string()),  # dashboard.domain.indicator.Nature, or null
        ("unit", pa.string()),
        ("method", pa.string()),
        *_ORIGIN,
    ]
)

MEASURES = pa.schema(
    [
        ("indicator", pa.string()),
        ("site", pa.string()),
        ("month", pa.date32()),
        ("months", pa.int16()),
        ("value", pa.float64()),  # as published, in the unit of the indicator
        ("numerator", pa.float64()),
        ("denominator", pa.float64()),
        ("n", pa.int64()),  # people or files behind the value, when the source says so
        ("contributors", pa.int64()),  # operators behind a magnitude, when the source says so
        ("first_share", pa.float64()),  # share of the largest of them, in %
        ("grade", pa.int16()),  # a row of a distribution: index in the scale; n is then the count of that grade
        ("word", pa.string()),  # « Non connu », « DI »…: the source says that there is no value
        ("updated_on", pa.date32()),
        *_ORIGIN,
    ]
)

TARGETS = pa.schema(
    [
        ("indicator", pa.string()),
        ("scope", pa.string()),  # empty: everyone; else a service or site code
        ("year", pa.int32()),
        ("operator", pa.string()),
        ("value", pa.float64()),
        *_ORIGIN,
    ]
)

ANSWERS = pa.schema(
    [
        ("survey", pa.string()),
        ("respondent", pa.string()),
        ("site", pa.string()),
        ("answered_on", pa.date32()),
        ("indicator", pa.string()),  # the question
        ("grade", pa.int16()),  # null when the answer is out of the base
        ("excluded", pa.string()),  # « nsp », « nc », or null
        ("weight", pa.float64()),
        ("channel", pa.string()),
        *_ORIGIN,
    ]
)

COMMENTS = pa.schema(
    [
        ("survey", pa.string()),  # those of the answers of the same line
        ("respondent", pa.string()),
        ("site", pa.string()),
        ("answered_on", pa.date32()),
        ("question", pa.string()),  # the column it was written in
        ("text", pa.string()),  # without personal data
        *_ORIGIN,
    ]
)

REVIEWS = pa.schema(
    [
        ("code", pa.string()),
        ("site", pa.string()),
        ("rank", pa.int16()),  # 1 to 3: an experience may concern up to three structures
        ("written_on", pa.date32()),
        ("published_on", pa.date32()),
        ("title", pa.string()),
        ("text", pa.string()),
        ("feeling", pa.int16()),  # −1 négatif, 0 neutre, 1 positif
        ("channels", pa.string()),
        ("tags", pa.string()),
        ("state", pa.string()),
        ("reply", pa.string()),
        ("replied_on", pa.date32()),
        ("useful", pa.int32()),
        *_ORIGIN,
    ]
)

EVENTS = pa.schema(
    [
        ("month", pa.date32()),  # first day of the first month
        ("day", pa.date32()),  # when the source gives one
        ("last_month", pa.date32()),  # first day of the last month, when it lasted more than one
        ("title", pa.string()),
        ("kind", pa.string()),  # dashboard.domain.event.EventKind
        ("service", pa.string()),  # code; null: every service, and so on
        ("region", pa.string()),
        ("department", pa.string()),
        ("site", pa.string()),
        ("indicator", pa.string()),
        *_ORIGIN,
    ]
)

JUDICIAL_AREAS = pa.schema(
    [
        ("department", pa.string()),  # INSEE code without prefix
        ("court", pa.string()),  # code: the name of the cour d’appel as a slug
        ("court_label", pa.string()),
        ("direction", pa.string()),
        ("direction_label", pa.string()),
        *_ORIGIN,
    ]
)

SUCCESSIONS = pa.schema(
    [
        ("former", pa.string()),
        ("successor", pa.string()),  # null for a closure
        ("month", pa.date32()),  # first month of the new situation
        ("kind", pa.string()),  # dashboard.domain.succession.SuccessionKind
        *_ORIGIN,
    ]
)

SURVEY_WAVES = pa.schema(
    [
        ("survey", pa.string()),  # that of ANSWERS
        ("title", pa.string()),  # the description is the same on every row of a wave
        ("series", pa.string()),  # the waves of one survey share it
        ("wave", pa.string()),
        ("opens_on", pa.date32()),
        ("closes_on", pa.date32()),  # null: no end is planned
        ("channels", pa.string()),
        ("population", pa.string()),
        ("link", pa.string()),
        ("method", pa.string()),
        ("site", pa.string()),  # null, like `channel`: the row counts the whole wave
        ("channel", pa.string()),
        ("served", pa.int64()),  # people served, those to whom it was offered, answers expected
        ("offered", pa.int64()),
        ("target", pa.int64()),
        *_ORIGIN,
    ]
)

TABLES: dict[str, pa.Schema] = {
    "sites": SITES,
    "indicators": INDICATORS,
    "measures": MEASURES,
    "targets": TARGETS,
    "answers": ANSWERS,
    "comments": COMMENTS,
    "reviews": REVIEWS,
    "events": EVENTS,
    "judicial_areas": JUDICIAL_AREAS,
    "successions": SUCCESSIONS,
    "survey_waves": SURVEY_WAVES,
}
