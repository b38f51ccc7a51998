"""A Word template into the places where it is faulty: the paragraph, its words, and what to mend."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

MAX_BYTES, MAX_UNPACKED = 5_000_000, 60_000_000
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_BROKEN = re.compile(r"\{\{|\}\}|\{%|%\}")
_WORD = re.compile(r"\{%-?\s*(?:(?:p|tr|tc|r)\s)?\s*(\w+)")
_OPENING, _MIDDLE = {"for": "endfor", "if": "endif"}, {"else", "elif"}


class TemplateFault(Exception):  # noqa: N818
    """A template that cannot be filled. Says where (`place`) and why; Vietnamese, may be shown as it is."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"{place}: {why}")
        self.place, self.why = place, why


def check_template(source: bytes, known: frozenset[str]) -> None:
    """Let a template pass that can be filled from the `known` names, or raise TemplateFault for its first fault."""
    _check_file(source)
    open_tags: list[tuple[str, str, list[str]]] = []
    for place, words in paragraphs_of(source):
        for tag in _TAG.findall(words):
            _check_tag(tag, place, open_tags, known)
        if _BROKEN.search(_TAG.sub("", words)):
            raise TemplateFault(place, "dấu {{ }} hoặc {% %} không đủ cặp; viết lại cả ô điền trong một đoạn.")
    if open_tags:
        word, place, _ = open_tags[-1]
        raise TemplateFault(place, f"thẻ “{word}” chưa được đóng bằng “{_OPENING[word]}”.")


def _check_file(source: bytes) -> None:
    if len(source) > MAX_BYTES:
        raise TemplateFault("tệp mẫu", f"lớn hơn {MAX_BYTES // 1_000_000} MB.")
    try:
        with ZipFile(BytesIO(source)) as packed:
            names = packed.namelist()
            size = sum(part.file_size for part in packed.infolist())
    except BadZipFile as fault:
        raise TemplateFault("tệp mẫu", "không phải tệp Word .docx; mở bằng Word và lưu lại dạng .docx.") from fault
    if size > MAX_UNPACKED:
        raise TemplateFault("tệp mẫu", "giải nén ra quá lớn.")
    if any("vbaProject" in name for name in names):
        raise TemplateFault("tệp mẫu", "có macro; lưu lại dạng .docx không có macro.")


def paragraphs_of(source: bytes) -> Iterator[tuple[str, str]]:
    """(place, words) of every paragraph, tables and headers included. The place is what a person can find."""
    try:
        document = Document(BytesIO(source))
    except (PackageNotFoundError, KeyError, ValueError) as fault:
        raise TemplateFault("tệp mẫu", "không đọc được; mở bằng Word và lưu lại dạng .docx.") from fault
    roots = [("", document.element.body)]
    for section in document.sections:
        roots += [("đầu trang, ", section.header._element), ("chân trang, ", section.footer._element)]
    for where, root in roots:
        for number, paragraph in enumerate(root.iter(qn("w:p")), 1):
            words = "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
            if words:
                shown = words if len(words) <= 60 else words[:57] + "…"
                yield f"{where}đoạn {number} (“{shown}”)", words


def _check_tag(tag: str, place: str, open_tags: list[tuple[str, str, list[str]]], known: frozenset[str]) -> None:
    names = known | {name for _, _, own in open_tags for name in own} | {"loop"}
    if tag.startswith("{{"):
        inner = re.sub(r"^\{\{(?:p|tr|tc|r)?\s", "", tag)[:-2].strip()
        _check_expression(inner, place, names)
        return
    found = _WORD.match(tag)
    word = found.group(1) if found else ""
    inner = tag[found.end() :].rstrip("%}-").strip() if found else ""
    if word in _OPENING:
        own: list[str] = []
        if word == "for":
            loop = re.fullmatch(r"(\w+)\s+in\s+(.+)", inner, re.DOTALL)
            if not loop:
                raise TemplateFault(place, "viết thẻ lặp theo dạng {%p for nhom in cac_nhom %}.")
            own, inner = [loop.group(1)], loop.group(2)
        _check_expression(inner, place, names)
        open_tags.append((word, place, own))
    elif word in _MIDDLE:
        if not open_tags or open_tags[-1][0] != "if":
            raise TemplateFault(place, f"thẻ “{word}” không nằm trong “if”.")
        if word == "elif":
            _check_expression(inner, place, names)
    elif word in _OPENING.values():
        if not open_tags or _OPENING[open_tags[-1][0]] != word:
            raise TemplateFault(place, f"thẻ “{word}” không có thẻ mở tương ứng.")
        open_tags.pop()
    else:
        raise TemplateFault(place, f"không dùng được thẻ “{word or tag}”; chỉ dùng for, if, else.")


def _check_expression(inner: str, place: str, names: frozenset[str] | set[str]) -> None:
    environment = SandboxedEnvironment()
    try:
        tree = environment.parse("{{ " + inner + " }}")
    except TemplateSyntaxError as fault:
        raise TemplateFault(place, f"ô điền “{inner}” viết sai ({fault.message}).") from fault
    for name in tree.find_all(nodes.Name):
        if name.name not in names:
            offered = ", ".join(sorted(n for n in names if n != "loop"))
            raise TemplateFault(place, f"không có mục “{name.name}”. Các mục dùng được: {offered}.")
    if any(tree.find_all(nodes.Call)):
        raise TemplateFault(place, f"ô điền “{inner}” gọi hàm; chỉ ghi tên mục.")
    unknown = [found.name for found in tree.find_all(nodes.Filter) if found.name not in environment.filters]
    if unknown:
        raise TemplateFault(place, f"không có phép “{unknown[0]}”.")
