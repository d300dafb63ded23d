"""A visitor without a browser: the messages that Streamlit's page and server exchange, from a click to its answer."""

import asyncio
import random
import time
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

LONGEST_ANSWER_S = 60.0
FIGURES = (b"spp-card-figure", b"spp-sentence", b"spp-table")
"""What the first figures of a page are drawn in; the clock of the browser (interaction.py) waits for the same."""
_ROOT, _NAVIGATION = 0, "navigation"


class Refused(Exception):
    """The page ended otherwise than whole."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one click took, in milliseconds, and weighed. `page`, `act`: « sites », « Période »."""

    page: str
    act: str
    first_ms: float | None
    whole_ms: float
    size: int


@dataclass
class Visitor:
    """One session. Its choices are those that the lists of the page offer."""

    origin: str
    draw: random.Random
    headers: dict[str, str] = field(default_factory=dict)
    _socket: ClientConnection | None = None
    _pages: dict[str, str] = field(default_factory=dict)
    _page: str = ""
    _query: str = ""
    _lists: dict[str, tuple[str, bool, list[str]]] = field(default_factory=dict)
    """Label → identifier of the widget, several may be chosen, options."""
    _held: tuple[set[str], set[str]] = field(default_factory=lambda: (set(), set()))
    """Messages of the last two runs, kept by the page, which the server need not send again."""

    async def open(self) -> Answer:
        """The first page, as a browser asks it."""
        address = self.origin.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket = await connect(
            address,
            subprotocols=["streamlit"],  # type: ignore[list-item]
            origin=self.origin,  # type: ignore[arg-type]
            additional_headers=self.headers,
            max_size=None,
            compression=None,
        )
        return await self._ask("opened")

    async def close(self) -> None:
        """Leaves, as a closed tab does."""
        if self._socket is not None:
            await self._socket.close()

    async def act(self) -> Answer:
        """One click: half of them another period, a third another page, the others another service."""
        part = self.draw.random()
        if part < 0.35 and len(self._pages) > 1:
            self._page = self._pages[self.draw.choice(sorted(self._pages))]
            return await self._ask("opened")
        label = "Période" if part < 0.85 else "Service"
        if label not in self._lists:
            return await self._ask("again")
        identifier, several, options = self._lists[label]
        chosen = self.draw.choice(options[:12] if label == "Période" else options)
        return await self._ask(label, (identifier, several, chosen))

    async def _ask(self, act: str, choice: tuple[str, bool, str] | None = None) -> Answer:
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string, state.page_script_hash = self._query, self._page
        state.cached_message_hashes.extend(self._held[0] | self._held[1])
        self._held = (self._held[1], set())
        state.context_info.timezone, state.context_info.locale = "Europe/Paris", "fr-FR"
        state.context_info.url = self.origin
        if choice is not None:
            widget = state.widget_states.widgets.add(id=choice[0])
            if choice[1]:
                widget.string_array_value.data.append(choice[2])
            else:
                widget.string_value = choice[2]
        assert self._socket is not None
        started = time.perf_counter()
        await self._socket.send(asked.SerializeToString())
        return await asyncio.wait_for(self._answer(act, started), LONGEST_ANSWER_S)

    async def _answer(self, act: str, started: float) -> Answer:
        assert self._socket is not None
        first, size = None, 0
        while True:
            payload: Any = await self._socket.recv()
            size += len(payload)
            if first is None and any(mark in payload for mark in FIGURES):
                first = (time.perf_counter() - started) * 1000
            message = ForwardMsg.FromString(payload)
            kind = message.WhichOneof("type")
            if kind == "script_finished":
                status = message.script_finished
                if status == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                if status == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise Refused("the page did not compile")
                return Answer(self._here(), act, first, (time.perf_counter() - started) * 1000, size)
            self._take(kind or "", message)

    def _here(self) -> str:
        """The address of the page."""
        return next((path for path, identifier in self._pages.items() if identifier == self._page), "")

    def _take(self, kind: str, message: ForwardMsg) -> None:
        if kind == "navigation":
            pages = message.navigation.app_pages
            self._pages = {page.url_pathname: page.page_script_hash for page in pages}
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "ref_hash":
            self._held[1].add(message.ref_hash)
        elif kind == "delta" and message.delta.HasField("new_element"):
            if message.metadata.cacheable:
                self._held[1].add(message.hash)
            self._take_element(message.delta.new_element)

    def _take_element(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise Refused(f"the page shows an exception: {element.exception.type}")
        if kind in ("selectbox", "multiselect"):
            found = getattr(element, kind)
            self._lists[found.label] = (found.id, kind == "multiselect", list(found.options))
