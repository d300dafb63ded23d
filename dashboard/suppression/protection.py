"""Secondary suppression: which cells to withhold so that no withheld cell can be computed (specification § 17).

Order of preference: the fewest people in withheld totals (a nation is the last to go), the fewest cells, the fewest
true zeros, the fewest people. Groups are solved alone: `star` (closed form, exact), `fewest` (proved minimum, up to 40
cells), else `stepwise` (sound, not proved the fewest).
Whatever the way, the last word is the attack on the result.
"""

from dataclasses import dataclass

from dashboard.suppression.attack import exposed
from dashboard.suppression.choice import Choice
from dashboard.suppression.fewest import fewest
from dashboard.suppression.star import star
from dashboard.suppression.stepwise import stepwise
from dashboard.suppression.system import Cell, Rule, System


@dataclass(frozen=True, slots=True)
class Protection:
    """Cells to withhold, all with the same symbol. `exact`: proved the cheapest.

    `exposed`: withheld cells that can be computed all the same, because nothing more may be withheld or because counts
    under a small total are all at their limit (ten 1s under 10): then show nothing of the table.
    """

    primary: frozenset[Cell]
    secondary: frozenset[Cell]
    exposed: frozenset[Cell]
    exact: bool

    @property
    def hidden(self) -> frozenset[Cell]:
        """Primary and secondary cells."""
        return self.primary | self.secondary


def protect(system: System, rule: Rule | None = None) -> Protection:
    """The cells of `system` to withhold under `rule` (by default 1 to 10 people, two possible values)."""
    rule = rule or Rule()
    primary = system.primary(rule)
    hidden, exact = primary, True
    for group in _with_primary(system, frozenset(system.counts) - system.totals | primary, primary):
        choice = _choose(system, group, primary & group, rule)
        hidden, exact = hidden | choice.hidden, exact and choice.exact
    left = exposed(system, hidden, rule)
    if left and rule.totals:
        for group in _with_primary(system, frozenset(system.counts), left):
            choice = _with_totals(system, group, primary & group, hidden & group, rule)
            hidden, exact = hidden - group | choice.hidden, exact and choice.exact
        left = exposed(system, hidden, rule)
    return Protection(primary, hidden - primary, left, exact)


def _with_totals(
    system: System, group: frozenset[Cell], primary: frozenset[Cell], hidden: frozenset[Cell], rule: Rule
) -> Choice:
    """The last resort. In a large group totals alone are tried before every cell: they are few."""
    choice = fewest(system, group, primary, rule)
    if choice is None:
        choice = stepwise(system, group & (hidden | system.totals), hidden, rule)
    return choice if choice.complete or choice.exact else stepwise(system, group, hidden, rule)


def _with_primary(system: System, among: frozenset[Cell], cells: frozenset[Cell]) -> list[frozenset[Cell]]:
    """The groups of linked cells of `among` that hold one of `cells`: nothing else can need a secondary cell."""
    return system.groups(system.linked(cells, among))


def _choose(system: System, group: frozenset[Cell], primary: frozenset[Cell], rule: Rule) -> Choice:
    return (
        star(system, group, primary, rule)
        or fewest(system, group, primary, rule)
        or stepwise(system, group, primary, rule)
    )
