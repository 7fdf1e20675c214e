"""The ear of a page in a class: hears over server-sent events that something happened, and reruns its fragment."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

_live = st.components.v2.component(
    "live_room",
    html="""
<span hidden></span>
""",
    js="""
// A number arrives when something happened; only then is the fragment run again. Phones that sleep lose the stream
// without notice: a beat every fifteen seconds tells, and coming back to the page opens it anew. While no stream
// stands, the page asks every ten seconds by itself.
const ears = new WeakMap();
const SILENT = 40000, ASK = 10000;

function listen(ear) {
  ear.source?.close();
  ear.source = new EventSource(ear.url);
  ear.beat = Date.now();
  ear.source.addEventListener("beat", () => { ear.beat = Date.now(); });
  ear.source.onmessage = (event) => {
    ear.beat = Date.now();
    const isNews = ear.all ? event.data !== ear.seen : event.data.split("/")[0] !== ear.seen.split("/")[0];
    if (isNews && event.data !== ear.told) { ear.told = event.data; ear.tell(event.data); }
  };
}

export default function ({ data, parentElement, setTriggerValue }) {
  let ear = ears.get(parentElement);
  if (!ear) {
    ear = { url: data.url, all: data.all };
    ears.set(parentElement, ear);
    ear.watch = setInterval(() => {
      const isDead = ear.source.readyState === EventSource.CLOSED || Date.now() - ear.beat > SILENT;
      if (isDead) listen(ear);
      if (ear.source.readyState !== EventSource.OPEN) ear.tell(`poll/${Date.now()}`);
    }, ASK);
    ear.awake = () => { if (!document.hidden && Date.now() - ear.beat > ASK * 2) listen(ear); };
    document.addEventListener("visibilitychange", ear.awake);
  }
  ear.tell = (value) => setTriggerValue("tick", value);
  ear.seen = data.seen;
  if (!ear.source || ear.url !== data.url) { ear.url = data.url; listen(ear); }
  return () => {
    ear.source.close();
    clearInterval(ear.watch);
    document.removeEventListener("visibilitychange", ear.awake);
    ears.delete(parentElement);
  };
}
""",
)


class Heard(NamedTuple):
    """What woke the fragment: the number of the room's last event, 0 when it has to be looked up."""

    version: int


def live(room_id: str, seen: str, *, everything: bool) -> Heard:
    """Listen to a room. `seen` is what the page shows already; `everything` also hears of votes and arrivals."""
    address = f"/live/{room_id}{'?all' if everything else ''}"
    result = _live(
        key=f"live-{room_id}",
        data={"url": address, "all": everything, "seen": seen},
        on_tick_change=lambda: None,
        height=1,
    )
    version = str(result.tick or "").rpartition("/")[2]
    is_number = version.isdigit() and not str(result.tick).startswith("poll")
    return Heard(int(version) if is_number else 0)
