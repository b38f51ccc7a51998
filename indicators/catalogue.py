"""Files of definitions into plans: load one, find one by code, or say everything that is wrong with it."""

from difflib import get_close_matches
from functools import cache
from pathlib import Path

from indicators.definition_checks import faults_of
from indicators.definition_faults import DefinitionFault, FaultCode, FaultyPlan
from indicators.definition_reading import Draft, read_draft
from indicators.model import Plan

PLANS_FOLDER = Path(__file__).parent / "plans"


class UnknownPlan(LookupError):
    """No plan has this code; `near` holds the codes that look like it."""

    def __init__(self, code: str, *, near: tuple[str, ...], known: tuple[str, ...]) -> None:
        hint = f"Có phải: {', '.join(near)}?" if near else f"Các bộ hiện có: {', '.join(known) or 'chưa có'}."
        super().__init__(f"Không có bộ chỉ tiêu “{code}”. {hint}")
        self.code = code
        self.near = near


@cache
def plans(folder: Path = PLANS_FOLDER) -> tuple[Plan, ...]:
    """Every plan of the folder, in the order of the file names, read once per process.

    Raises FaultyPlan with the faults of all files together.
    """
    drafts = _drafts(folder)
    if faults := _faults(drafts):
        raise FaultyPlan(faults)
    return tuple(draft.plan() for draft in drafts)


def plan(code: str, *, folder: Path = PLANS_FOLDER) -> Plan:
    """The plan of this code; UnknownPlan names the near matches."""
    found = {plan.code: plan for plan in plans(folder)}
    if code in found:
        return found[code]
    folded = {known.casefold(): known for known in found}
    near = tuple(folded[match] for match in get_close_matches(code.casefold(), folded, cutoff=0.5))
    raise UnknownPlan(code, near=near, known=tuple(found))


def load_plan(path: Path) -> Plan:
    """The plan of one file. Raises FaultyPlan with every fault found in it."""
    draft = _draft(path)
    if faults := faults_of(draft):
        raise FaultyPlan(faults)
    return draft.plan()


def check_plan(path: Path) -> tuple[DefinitionFault, ...]:
    """Every fault of one file; empty when the plan can be used."""
    return faults_of(_draft(path))


def check_plans(folder: Path = PLANS_FOLDER) -> tuple[DefinitionFault, ...]:
    """Every fault of every file of the folder, and codes that two files both use."""
    return _faults(_drafts(folder))


def _drafts(folder: Path) -> list[Draft]:
    return [_draft(path) for path in sorted(folder.glob("*.toml"))]


def _faults(drafts: list[Draft]) -> tuple[DefinitionFault, ...]:
    return (*(fault for draft in drafts for fault in faults_of(draft)), *_shared_codes(drafts))


def _draft(path: Path) -> Draft:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        return _unreadable(path, f"Không đọc được tệp: {error.strerror}.")
    except UnicodeDecodeError:
        return _unreadable(path, "Tệp không ở bảng mã UTF-8: lưu lại với bảng mã UTF-8.")
    return read_draft(text, file=str(path))


def _unreadable(path: Path, reason: str) -> Draft:
    return Draft(str(path), faults=[DefinitionFault(str(path), "", FaultCode.UNREADABLE_FILE, reason)])


def _shared_codes(drafts: list[Draft]) -> list[DefinitionFault]:
    """Plans and rounds are asked for by code alone, so those are unique over all files."""
    first: dict[str, str] = {}
    faults = []
    for draft in drafts:
        headers = [("code", f"plan {draft.header.code}")] if draft.header else []
        rounds = [(f"{placed.place} › code", f"round {placed.entry.code}") for placed in draft.calendar]
        for key, code in headers + rounds:
            before = first.setdefault(code, draft.file)
            if before != draft.file:
                reason = f"Mã này đã dùng ở {before}."
                faults.append(DefinitionFault(draft.file, key, FaultCode.DUPLICATE_CODE, reason))
    return faults
