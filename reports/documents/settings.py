"""A TOML file into the settings of a layout, with every wrong key named."""

import tomllib
from dataclasses import fields
from datetime import date
from typing import Any

from reports.documents.layouts import LayoutSettings


def read_settings(source: bytes) -> LayoutSettings:
    """The settings; keys left out keep their blank. Raises ValueError, in words for people."""
    try:
        found = tomllib.loads(source.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise ValueError("không phải văn bản UTF-8.") from fault
    except tomllib.TOMLDecodeError as fault:
        raise ValueError(f"viết sai TOML ({fault}).") from fault
    known = {field.name for field in fields(LayoutSettings)}
    strange = [key for key in found if key not in known]
    if strange:
        raise ValueError(f"không có mục “{strange[0]}”; các mục: {', '.join(sorted(known))}.")
    return LayoutSettings(**{key: _value(key, value) for key, value in found.items()})


def _value(key: str, value: object) -> Any:
    if key == "issued_on":
        if not isinstance(value, date):
            raise ValueError("“issued_on” phải là ngày, viết như 2026-07-05.")
        return value
    if key == "recipients":
        if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
            raise ValueError("“recipients” phải là danh sách các dòng chữ.")
        return tuple(value)
    if not isinstance(value, str):
        raise ValueError(f"“{key}” phải là chữ trong dấu ngoặc kép.")
    return value
