"""What can be wrong in a plan's file: the vocabulary of faults, and pydantic's errors put into it."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails


class FaultCode(StrEnum):
    """The kinds of fault. Tests and scripts lean on these, never on the sentences."""

    UNREADABLE_FILE = "unreadable_file"
    BAD_SYNTAX = "bad_syntax"
    MISSING_KEY = "missing_key"
    UNKNOWN_KEY = "unknown_key"
    WRONG_VALUE = "wrong_value"
    DUPLICATE_CODE = "duplicate_code"
    SAME_HEADER = "same_header"
    UNKNOWN_GROUP = "unknown_group"
    EMPTY_GROUP = "empty_group"
    UNKNOWN_ITEM = "unknown_item"
    ITEM_OF_ANOTHER = "item_of_another"
    ROLE_MISSING = "role_missing"
    ROLE_UNUSED = "role_unused"
    PARAMETER_MISSING = "parameter_missing"
    PARAMETER_UNUSED = "parameter_unused"
    ITEM_TYPE_UNFIT = "item_type_unfit"
    CHOICES_MISSING = "choices_missing"
    CHOICES_UNUSED = "choices_unused"
    BOUNDS_REVERSED = "bounds_reversed"
    TARGET_MISSING = "target_missing"
    TARGET_UNUSED = "target_unused"
    TARGETS_OUT_OF_ORDER = "targets_out_of_order"
    TARGET_STEPS_BACK = "target_steps_back"
    TARGET_TOO_FINE = "target_too_fine"
    TARGET_BEFORE_START = "target_before_start"
    BASELINE_TOO_LATE = "baseline_too_late"
    LAWS_OVERLAP = "laws_overlap"
    ROUND_REVERSED = "round_reversed"
    DUE_TOO_EARLY = "due_too_early"
    ROUNDS_OVERLAP = "rounds_overlap"


Found = tuple[str, FaultCode, str]
"""A fault before it knows its file: key path, code, reason."""


@dataclass(frozen=True, slots=True)
class DefinitionFault:
    """One fault: the file, the key path in it, and why, in Vietnamese.

    A path reads `indicator[3] TH-1.2a › target[0].due`; positions in brackets count from 0. A fault of the
    whole file has an empty `key`, one of its syntax names the line.
    """

    file: str
    key: str
    code: FaultCode
    reason: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.key, self.reason) if part)


class FaultyPlan(Exception):
    """A definition that cannot be used, with every fault found in it."""

    def __init__(self, faults: tuple[DefinitionFault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def below(place: str, key: str) -> str:
    """The path of a key inside a placed entry; at the top of the file the key alone."""
    return f"{place} › {key}" if place else key


def translated(error: ValidationError, *, model: type[BaseModel], file: str, place: str) -> Iterator[DefinitionFault]:
    """Each error pydantic found in one entry, as a fault at its key and in plain Vietnamese."""
    for detail in error.errors(include_url=False):
        code, reason = _words(detail, model)
        yield DefinitionFault(file, below(place, _path(detail["loc"])), code, reason)


def _path(loc: tuple[int | str, ...]) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc)
    return "".join(steps).removeprefix(".")


def _words(detail: ErrorDetails, model: type[BaseModel]) -> tuple[FaultCode, str]:
    match detail["type"]:
        case "missing":
            return FaultCode.MISSING_KEY, "Thiếu khóa bắt buộc này."
        case "extra_forbidden":
            return FaultCode.UNKNOWN_KEY, _unknown_key(detail["loc"], model)
    given, limits = _shown(detail["input"]), detail.get("ctx", {})
    return FaultCode.WRONG_VALUE, f"{given} không dùng được: {_expected(detail['type'], limits)}."


def _unknown_key(loc: tuple[int | str, ...], model: type[BaseModel]) -> str:
    key = str(loc[-1])
    known = _keys_at(loc[:-1], model)
    near = get_close_matches(key, known, n=1)
    return f"Không có khóa “{key}”." + (f" Có phải “{near[0]}”?" if near else f" Các khóa: {', '.join(known)}.")


def _keys_at(loc: tuple[int | str, ...], model: type[BaseModel]) -> list[str]:
    """The keys an entry may have: follow the path down through the models' own annotations."""
    for step in (step for step in loc if isinstance(step, str)):
        annotation = model.model_fields[step].annotation
        inner = [annotation, *getattr(annotation, "__args__", ())]
        model = next(kind for kind in inner if isinstance(kind, type) and issubclass(kind, BaseModel))
    return list(model.model_fields)


def _expected(kind: str, limits: dict[str, object]) -> str:
    match kind:
        case "enum" | "literal_error":
            return "chọn một trong " + str(limits["expected"]).replace("'", "").replace(" or ", ", ")
        case "greater_than_equal":
            return f"phải từ {limits['ge']:g} trở lên"
        case "greater_than":
            return f"phải lớn hơn {limits['gt']:g}"
        case "less_than_equal":
            return f"phải từ {limits['le']:g} trở xuống"
        case "string_pattern_mismatch":
            return "mã chỉ gồm chữ không dấu, số, dấu chấm và gạch nối, bắt đầu bằng chữ hoặc số"
        case "string_too_long":
            return f"dài quá {limits['max_length']} ký tự"
        case "string_too_short":
            return "không được để trống"
        case "string_type":
            return "cần chữ, đặt trong dấu nháy"
        case "model_type" | "model_attributes_type":
            return "cần một bảng {khóa = giá trị}"
        case "tuple_type":
            return "cần một danh sách trong dấu [ ]"
        case "too_long":
            return f"danh sách chỉ được có {limits['max_length']} phần tử"
    for start, words in _BY_FAMILY.items():
        if kind.startswith(start):
            return words
    return f"giá trị sai ({kind})"


_BY_FAMILY = {
    "date": "cần một ngày có thật, viết năm-tháng-ngày, ví dụ 2025-12-31",
    "float": "cần một số",
    "finite": "cần một số hữu hạn",
    "int": "cần một số nguyên",
    "bool": "cần true hoặc false",
}


def _shown(value: object) -> str:
    words = str(value)
    return f"“{words if len(words) <= 60 else words[:57] + '…'}”"
