"""« Vous avez dit, nous avons fait » in a few words: some pairs, the opinions that may be read first."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analyses.said_and_done import Quote, SaidAndDone
from dashboard.wording.actions import DONE_WORDS, WITHHELD_TEXT, state_and_term
from dashboard.wording.dates import month
from dashboard.wording.excerpt import excerpt
from dashboard.wording.grammar import capital

MOST = 2
_QUOTE, _TITLE, _DECIDED = 170, 90, 150


@dataclass(frozen=True, slots=True)
class Said:
    """An opinion and what is done about it. `done`: « Nous avons fait », « Nous faisons »…"""

    quote: str
    origin: str
    done: str
    title: str
    decided: str
    state: str


def said(pairs: Sequence[SaidAndDone], *, named: bool, most: int = MOST) -> tuple[Said, ...]:
    """The first pairs, in the order of the analysis. `named`: quotes of several sites say which."""
    return tuple(_said(pair, named) for pair in sorted(pairs, key=_unreadable)[:most])


def _unreadable(pair: SaidAndDone) -> bool:
    return all(quote.text is None for quote in pair.quotes)


def _said(pair: SaidAndDone, named: bool) -> Said:
    quote = next((one for one in pair.quotes if one.text is not None), pair.quotes[0])
    action = pair.action
    return Said(
        quote=WITHHELD_TEXT if quote.text is None else f"«\u00a0{excerpt(quote.text, _QUOTE)}\u00a0»",
        origin=_origin(quote, pair.names.get(quote.site, quote.site) if named else ""),
        done=DONE_WORDS[action.state],
        title=excerpt(action.title, _TITLE),
        decided=excerpt(action.decided, _DECIDED),
        state=capital(state_and_term(action.state, action.due_on, action.done_on)),
    )


def _origin(quote: Quote, site: str) -> str:
    """« Tribunal de Lyon, mars 2026 »: the month, a day would help to know who wrote."""
    return ", ".join(part for part in (excerpt(site, 60), month(quote.on) if quote.on else "") if part)
