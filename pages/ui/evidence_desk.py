"""A unit's evidence in a round on its sender's desk: what is attached, and a file onto a commune and an item."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from etl.register import Unit, default_register
from etl.rounds import Round
from etl.template.layout import SheetFrame, sheet_frames
from pages.ui import doing, evidence_list, evidence_parts, look, session
from pages.ui import evidence_words as words
from pages.ui.drafts import Uploaded
from pages.ui.evidence_list import PLACE
from pages.ui.frame import Asked
from pages.ui.markup import note, tag
from returns.evidence import attach, evidence_closed, evidence_of
from returns.evidence.kinds import MOST_BYTES
from returns.faults import EvidenceRefused

TAKEN = ["pdf", "png", "jpg", "jpeg", "docx"]
TURN = "evidence.turn"


def show(asked: Asked, round_: Round, unit: Unit, *, near: tuple[str, str] | None = None) -> None:
    """The list, and below it the way to add to it; `near`: the commune and group that the reader is at."""
    by = session.current().actor
    files = evidence_of(asked.store, round_.code, unit.key, by=by)
    communes = default_register().communes_of(unit.key, round_.data_to)
    closed = evidence_closed(asked.store, round_.code, communes[0].key if communes else unit.key, by=by)
    doing.told(PLACE)
    if files:
        look.show(tag("h4", words.ATTACHED.format(count=len(files)), cls="head"))
        evidence_list.show(asked, files, removable=closed is None, with_commune=len(communes) > 1)
        if closed is None:
            look.show(tag("h4", words.MORE, cls="head"))
    if closed is not None:
        look.show(note(closed))
    elif communes:
        _adding(asked, round_, communes, near)


def _adding(asked: Asked, round_: Round, communes: tuple[Unit, ...], near: tuple[str, str] | None) -> None:
    key = f"evidence.{round_.code}.{communes[0].key}.{len(communes)}.{'.'.join(near or ())}"
    by_key = {one.key: one for one in communes}
    frames = {one.group.code: one for one in sheet_frames(asked.plan)}
    names = ({k: one.full_name for k, one in by_key.items()}, {k: one.name for k, one in frames.items()})
    left, right = st.columns(2)
    with left:
        commune = _chosen(words.COMMUNE, names[0], f"{key}.unit", near[0] if near else None)
    with right:
        group = _chosen(words.GROUP, names[1], f"{key}.group", near[1] if near else None)
    item = _item(asked, frames[group], f"{key}.{group}")
    files = st.file_uploader(
        words.FILES,
        type=TAKEN,
        max_upload_size=MOST_BYTES >> 20,
        accept_multiple_files=True,
        key=f"evidence.files.{st.session_state.get(TURN, 0)}",
    )
    work = partial(_attached, asked, round_, by_key[commune], item, files)
    st.button(words.ATTACH_BUTTON, key="evidence.attach", on_click=doing.attempt, args=(work, PLACE))


def _chosen(label: str, names: dict[str, str], key: str, first: str | None) -> str:
    codes = list(names)
    index = codes.index(first) if first in names else 0
    return str(st.selectbox(label, codes, index=index, format_func=names.__getitem__, key=key, filter_mode="contains"))


def _item(asked: Asked, frame: SheetFrame, key: str) -> str:
    names = evidence_parts.item_names(asked.plan)
    codes = [item.code for _, item, _ in frame.columns]
    return str(st.selectbox(words.ITEM, codes, format_func=names.__getitem__, key=key, filter_mode="contains"))


def _attached(asked: Asked, round_: Round, commune: Unit, item: str, given: Sequence[Uploaded]) -> None:
    """Attach every file that can be; say of each other one why not."""
    if not given:
        doing.warn(words.NO_FILE, PLACE)
        return
    by = session.current().actor
    known = {one.number for one in evidence_of(asked.store, round_.code, commune.key, by=by)}
    done, other = 0, []
    at = partial(attach, asked.store, round_.code, unit_key=commune.key, item_code=item, by=by)
    for one in given:
        try:
            made = at(data=one.getvalue(), file_name=one.name)
        except EvidenceRefused as why:
            other.append(words.REFUSED.format(file=one.name, why=why))
            continue
        if made.number in known:
            other.append(words.ALREADY.format(file=one.name))
        done += made.number not in known
    title = evidence_parts.item_names(asked.plan)[item]
    said = [words.DONE.format(count=done, item=title, unit=commune.full_name)] if done else []
    doing.say(" ".join([*said, *other]), "warn" if other else "done", PLACE)
    st.session_state[TURN] = int(st.session_state.get(TURN, 0)) + 1
