"""What a view is made of, as the parameters of its address: short stable codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Values = tuple[str, ...]


@dataclass(slots=True)
class ViewAddress:
    """The choices of one person. One object a session, changed in place: it is their state, not a figure.

    `kept`: the last choice of each parameter, whatever the page; `drawn`: those of the page that is shown and differ
    from the default; `asked`: what the address says, None when it is not to be followed in this run; `refused`: what
    the address asked and does not exist, with the name of the choice; `expected`: what the view had or was asked for,
    for the links drawn before the choices that come after them; `forced`: what a button chose in the place of a person;
    `arrived`: this run is the first one of its page.
    """

    kept: dict[str, Values] = field(default_factory=dict)
    drawn: dict[str, Values] = field(default_factory=dict)
    asked: Mapping[str, Values] | None = None
    refused: list[tuple[str, str]] = field(default_factory=list)
    expected: dict[str, Values] = field(default_factory=dict)
    forced: dict[str, Values] = field(default_factory=dict)
    page: str | None = None
    arrived: bool = False
    written: tuple[Mapping[str, Values], Mapping[str, Values]] = field(default_factory=lambda: ({}, {}))

    def start(self, page: str, query: Mapping[str, Values], *, history: bool) -> None:
        """A run of `page` begins. The address leads when the session begins, when the browser goes back or forward, and
        when a link brings other parameters; a page opened by the menu brings none and keeps the choices."""
        if history or self.page is None:
            follows = True
        elif page != self.page:
            follows = bool(query)
        else:
            # The query of a click may be one view late when clicks come fast: an address just written brings nothing.
            follows = all(dict(query) != dict(known) for known in self.written)
        self.asked = dict(query) if follows else None
        self.expected = dict(query) if follows else dict(self.written[0]) if page == self.page else {}
        self.arrived = page != self.page
        self.page = page
        self.drawn = {}
        self.refused = []

    def starting_values(self, key: str, present: Values | None) -> Values | None:
        """What a choice shows first: the address when it leads, else the widget (`present`), else the last choice.
        None: nothing was ever chosen."""
        found = self.wanted(key, present)
        self.forced.pop(key, None)
        return found

    def wanted(self, key: str, present: Values | None) -> Values | None:
        """The same before the choice is drawn: what its options must hold."""
        if key in self.forced:
            return self.forced[key]
        if self.asked is not None:
            return self.asked.get(key)
        return self.kept.get(key) if present is None else present

    def refuse(self, label: str, values: Values) -> None:
        """The address asked for what does not exist; said once, only when the address leads."""
        if self.asked is not None:
            self.refused += [(label, value) for value in values]

    def record(self, key: str, values: Values, default: Values) -> None:
        """What is chosen now. A default is kept and leaves the address short."""
        self.kept[key] = values
        self.drawn.pop(key, None)
        self.expected.pop(key, None)
        if values != default:
            # Nothing chosen where something is chosen by default: an empty parameter, not a missing one.
            self.drawn[key] = values or ("",)

    def finish(self) -> Mapping[str, Values]:
        """The parameters of the view that was drawn."""
        self.asked = None
        self.arrived = False
        self.expected = {}
        if self.drawn != self.written[0]:
            self.written = (dict(self.drawn), self.written[0])
        return self.drawn

    def changed(self, **changes: Values | None) -> dict[str, Values]:
        """The whole query of the present view with other choices; None takes one away. For a link."""
        given = {key: values for key, values in changes.items() if values is not None}
        query = {**self.expected, **self.drawn, **given}
        return {key: values for key, values in query.items() if changes.get(key, ()) is not None}
