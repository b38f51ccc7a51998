"""The text of a plan's file into a draft: the entries that can be read, and the faults of the rest."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from indicators.definition_faults import DefinitionFault, FaultCode, translated
from indicators.model import CalendarEntry, Group, Indicator, Plan, with_default_value

Entry = TypeVar("Entry", bound=BaseModel)

_LISTS = ("group", "indicator", "calendar")
# Stand-ins that let the rest of a faulty entry be checked; no draft with one ever becomes a plan.
_STAND_IN: Mapping[str, object] = {
    **dict.fromkeys(("name", "short_name", "document", "issuer", "clause", "quote"), "?"),
    **dict.fromkeys(("issued_on", "starts_on"), date.min),
    "group": "0",
    "window": "point",
}


@dataclass(frozen=True, slots=True)
class Placed(Generic[Entry]):
    """An entry and where it stands: `indicator[3] TH-1.2a`."""

    place: str
    entry: Entry


@dataclass(slots=True)
class Draft:
    """What could be read of a plan. `named_…` and `used_groups` count faulty entries too."""

    file: str
    header: Plan | None = None
    groups: list[Placed[Group]] = field(default_factory=list)
    indicators: list[Placed[Indicator]] = field(default_factory=list)
    calendar: list[Placed[CalendarEntry]] = field(default_factory=list)
    named_groups: set[str] = field(default_factory=set)
    named_items: set[str] = field(default_factory=set)
    used_groups: set[str] = field(default_factory=set)
    faults: list[DefinitionFault] = field(default_factory=list)

    def plan(self) -> Plan:
        """The whole plan; call only when there is no fault."""
        if self.header is None:
            raise ValueError(f"{self.file} has no readable header")
        return self.header.model_copy(
            update={
                "group": tuple(placed.entry for placed in self.groups),
                "indicator": tuple(placed.entry for placed in self.indicators),
                "calendar": tuple(placed.entry for placed in self.calendar),
            }
        )


def read_draft(text: str, *, file: str) -> Draft:
    """Read a plan's TOML entry by entry, so that one faulty entry does not hide the next.

    Text is put into NFC, whatever the editor left.
    """
    draft = Draft(file)
    text = unicodedata.normalize("NFC", text)
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        draft.faults.append(_syntax_fault(str(error), text, file))
        return draft
    lists = {name: _tables(raw, name, draft) for name in _LISTS}
    header = {key: value for key, value in raw.items() if key not in _LISTS}
    draft.header = _entry(Plan, {**header, "group": (), "indicator": ()}, "", draft)
    draft.groups = list(_placed(Group, "group", lists["group"], draft))
    draft.indicators = list(_placed(Indicator, "indicator", lists["indicator"], draft))
    draft.calendar = list(_placed(CalendarEntry, "calendar", lists["calendar"], draft))
    draft.named_groups = _words(lists["group"], "code")
    draft.used_groups = _words(lists["indicator"], "group")
    draft.named_items = {code for indicator in lists["indicator"] for code in _words(_inner(indicator, "item"), "code")}
    return draft


def _syntax_fault(message: str, text: str, file: str) -> DefinitionFault:
    lines = text.splitlines() or [""]
    found = re.search(r"at line (\d+), column (\d+)", message)
    line = int(found[1]) if found else len(lines)
    where = f"Dòng {line}, cột {found[2]}" if found else "Cuối tệp"
    seen = lines[min(line, len(lines)) - 1].strip()
    advice = "Xem lại dấu nháy, dấu bằng, dấu phẩy, dấu ngoặc và khóa bị ghi hai lần."
    reason = f"{where} không đúng cú pháp TOML: “{seen[:80]}”. {advice}"
    return DefinitionFault(file, f"dòng {line}", FaultCode.BAD_SYNTAX, reason)


def _tables(raw: Mapping[str, object], name: str, draft: Draft) -> list[object]:
    found = raw.get(name, [])
    if name == "group" and found == []:
        reason = "Thiếu khóa bắt buộc này: mỗi nhóm chỉ tiêu là một mục [[group]]."
        draft.faults.append(DefinitionFault(draft.file, name, FaultCode.MISSING_KEY, reason))
    if isinstance(found, list):
        return found
    reason = f"Cần một danh sách: viết [[{name}]] cho từng mục, không viết [{name}]."
    draft.faults.append(DefinitionFault(draft.file, name, FaultCode.WRONG_VALUE, reason))
    return []


def _placed(model: type[Entry], name: str, raws: list[object], draft: Draft) -> Iterator[Placed[Entry]]:
    for number, raw in enumerate(raws):
        code = raw.get("code") if isinstance(raw, dict) else None
        place = f"{name}[{number}]" + (f" {code}" if isinstance(code, str) else "")
        entry = _entry(model, raw, place, draft)
        if entry is not None:
            yield Placed(place, entry)


def _entry(model: type[Entry], raw: object, place: str, draft: Draft) -> Entry | None:
    """The entry as a model; a faulty one is noted and read once more without its faulty keys."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        draft.faults.extend(translated(error, model=model, file=draft.file, place=place))
        faulty = {str(detail["loc"][0]) for detail in error.errors() if detail["loc"]}
    if not isinstance(raw, dict):
        return None
    rest = with_default_value(raw) if model is Indicator else raw
    kept = {key: value for key, value in rest.items() if key not in faulty}
    stand_ins = {key: words for key, words in _STAND_IN.items() if key in faulty and key in model.model_fields}
    try:
        return model.model_validate({**stand_ins, **kept})
    except ValidationError:
        return None


def _inner(raw: object, key: str) -> list[object]:
    found = raw.get(key) if isinstance(raw, dict) else None
    return found if isinstance(found, list) else []


def _words(raws: list[object], key: str) -> set[str]:
    return {str(raw[key]) for raw in raws if isinstance(raw, dict) and key in raw}
