"""Units against their network: a site by the family of its network, wherever it is shown; any other unit by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.analyses.answers import Answer, answers
from dashboard.analyses.folding import fold
from dashboard.analyses.observed import Key, Rows
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.references import against_network, network_rows, open_rows
from dashboard.analyses.shares_of_many import against_networks
from dashboard.analyses.site_family import SiteFamily, family_of
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import Comparison
from dashboard.domain.estimate import Status
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.domain.sites import Level
from dashboard.store.reads import Reader

Answers = Mapping[Key, Answer]


@dataclass(frozen=True, slots=True)
class Networks:
    """What the units of a question are compared with. `rows`: the sums of the network; `families`: those of its sites,
    by indicator and step of time, when the question is about sites."""

    question: Question
    rows: Mapping[Key, Rows]
    families: Mapping[Key, SiteFamily]
    thresholds: Thresholds

    def against(self, answer: Answer) -> Comparison:
        """The gap with the rest of the network; the verdict of a site is that of its family (`adjusted_p`)."""
        return self._of_family(answer, against_network(answer, self.rows, self.thresholds))

    def against_all(self, found: Sequence[Answer]) -> list[Comparison]:
        """The same of thousands of answers."""
        compared = against_networks(found, self.rows, self.thresholds)
        return [self._of_family(answer, comparison) for answer, comparison in zip(found, compared, strict=True)]

    def _of_family(self, answer: Answer, found: Comparison) -> Comparison:
        site = answer.key.site or _only_site(self.question)
        family = self.families.get(_network_key(answer))
        if family is None or site is None or answer.level is not Level.SITE:
            return found
        return family.judged(site, found)


def networks(
    reader: Reader,
    question: Question,
    chosen: Sequence[Indicator],
    period: Period,
    thresholds: Thresholds,
    found: Answers | None = None,
) -> Networks:
    """Reads the networks of a question. `found`: its answers, when they are known: they may be those of all the sites
    of the network, which are then not read again."""
    if not about_sites(question):
        return Networks(question, network_rows(reader, question, chosen, period), {}, thresholds)
    if found is None or not _whole_network(question):
        everyone: Answers = peers(reader, question, chosen, period, thresholds)
    else:
        everyone = found
    rows: Mapping[Key, Rows] | None = None
    if found is not None and all(answer.level is Level.SITE for answer in found.values()):
        rows = pooled(reader, question, everyone, period)
    if rows is None:
        rows = network_rows(reader, question, chosen, period)
    return Networks(question, rows, families(everyone, rows, thresholds), thresholds)


def about_sites(question: Question) -> bool:
    """Whether each figure of a question is that of one site."""
    return Axis.SITE in question.by or _only_site(question) is not None


def peers(
    reader: Reader, question: Question, chosen: Sequence[Indicator], period: Period, thresholds: Thresholds
) -> dict[Key, Answer]:
    """The answers of every site of the network of a question, whatever territory it keeps."""
    network = question.network()
    return answers(reader.reference, replace(network, by=(Axis.SITE, *network.by)), chosen, period, thresholds)


def families(everyone: Answers, rows: Mapping[Key, Rows], thresholds: Thresholds) -> dict[Key, SiteFamily]:
    """One family an indicator and step of time."""
    members: dict[Key, dict[str, Answer]] = {}
    for answer in everyone.values():
        if answer.key.site is not None and answer.level is Level.SITE:
            members.setdefault(_network_key(answer), {})[answer.key.site] = answer
    return {
        key: family_of(next(iter(sites.values())).indicator, sites, rows, thresholds) for key, sites in members.items()
    }


def pooled(reader: Reader, question: Question, everyone: Answers, period: Period) -> Mapping[Key, Rows] | None:
    """The sums of the network out of those of its sites, as `network_rows` reads them; None when they do not say
    enough."""
    listed = list(everyone.values())
    if any(answer.row is None and answer.estimate.status is Status.MASKED for answer in listed):
        return None
    kinds = {answer.indicator.code: answer.indicator.kind.value for answer in listed}
    folded, refused = fold([answer.row for answer in listed if answer.row is not None], kinds)
    if refused:
        return None
    stepped = {answer.row.bucket: answer.key.bucket for answer in listed if answer.row is not None}
    rows = {Key(row.indicator, bucket=stepped[row.bucket]): {Level.SITE: row} for row in folded}
    return open_rows(reader, question.network(), rows, period)


def _network_key(answer: Answer) -> Key:
    return Key(answer.indicator.code, bucket=answer.key.bucket)


def _only_site(question: Question) -> str | None:
    return question.scope.sites[0] if len(question.scope.sites) == 1 else None


def _whole_network(question: Question) -> bool:
    """Whether the units of a question are all the sites of their network."""
    scope = question.scope
    return Axis.SITE in question.by and not (scope.sites or scope.regions or scope.departments)
