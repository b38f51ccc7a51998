"""The subject of the meeting into a report in words: the officer's own Word template, filled with sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from docx import Document
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.exceptions import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from reports.documents.layouts import SAMPLE_WORDS, Frame, LayoutName
from reports.documents.words_check import TemplateFault, check_template
from reports.documents.words_sentences import filing_sentence, group_opening, sentence
from reports.overview import WORST, worst_first
from reports.tables.about import Subject
from reports.tables.cells import clean
from reports.views import Standing
from returns.completeness import LATE, NOT_FILED

FOLDER = Path(__file__).parent / "templates"
TEMPLATES = {LayoutName.PARTY: "bao_cao_dang.docx", LayoutName.STATE: "bao_cao_hanh_chinh.docx"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What a unit wrote, in its own words."""

    unit_name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """What the units wrote: difficulties, proposals, models."""

    difficulties: tuple[Voice, ...] = ()
    proposals: tuple[Voice, ...] = ()
    models: tuple[Voice, ...] = ()


def write_report(
    subject: Subject, frame: Frame, *, voices: Voices | None = None, template: bytes | None = None
) -> bytes:
    """The report as a Word file. `template`: the officer's own; without it the one of the layout.

    Raises TemplateFault, with the place of the fault, for a template that cannot be filled.
    """
    source = template if template is not None else default_template(frame.layout)
    values = values_of(subject, frame, voices or Voices())
    check_template(source, frozenset(values))
    document = DocxTemplate(BytesIO(source))
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        document.render(values, jinja_env=environment, autoescape=True)
    except TemplateError as fault:
        raise TemplateFault("mẫu báo cáo", str(fault)) from fault
    out = BytesIO()
    document.save(out)
    return _marked(out.getvalue()) if subject.heading.sample else out.getvalue()


def _marked(report: bytes) -> bytes:
    """Whatever the template is: samples say so on every page."""
    document = Document(BytesIO(report))
    for section in document.sections:
        headers = [section.header, *([section.first_page_header] if section.different_first_page_header_footer else [])]
        for header in headers:
            top = header.paragraphs[0] if header.paragraphs else header.add_paragraph()
            top.insert_paragraph_before().add_run(f"[{SAMPLE_WORDS}]").bold = True
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def default_template(layout: LayoutName) -> bytes:
    """The template that comes with the program: to start one's own from."""
    return (FOLDER / TEMPLATES[layout]).read_bytes()


def values_of(subject: Subject, frame: Frame, voices: Voices) -> Mapping[str, object]:
    """What a template may use, by the Vietnamese names it is written with."""
    rows = tuple(subject.judge.of_scope(i, subject.scope) for i in subject.indicators)
    day = subject.heading.day
    on = _figures_on(subject)
    return {
        "co_quan_cap_tren": frame.left[0].words,
        "co_quan_ban_hanh": frame.left[1].words,
        "so_ky_hieu": frame.left[-1].words,
        "dia_danh_ngay_thang": frame.right[-1].words,
        "ten_co_quan": frame.body,
        "ten_van_ban": clean(subject.plan.short_name),
        "ten_day_du": clean(subject.plan.name),
        "can_cu": clean(subject.plan.document),
        "pham_vi": clean(subject.scope_name[:1].lower() + subject.scope_name[1:]),
        "ngay_so_lieu": subject.day_words,
        "tinh_hinh_bao_cao": _filings(subject),
        "cac_nhom": [_group(subject, code, rows, on) for code in (g.code for g in subject.plan.group)],
        "can_tap_trung": [sentence(row, subject.plan, day=day, on=on) for row in worst_first(rows)[:WORST]],
        "kho_khan": _voices(voices.difficulties),
        "de_xuat": _voices(voices.proposals),
        "mo_hinh": _voices(voices.models),
        "ghi_chu": [clean(f"{subject.heading.basis_name}."), *map(clean, subject.heading.notes)],
        "noi_nhan": list(frame.recipients),
        "nguoi_ky_chuc_vu": [line.words for line in frame.signer],
        "nguoi_ky": frame.signatory,
    }


def _figures_on(subject: Subject) -> date:
    current = subject.judge.picture.current
    return min(current.data_to, subject.heading.day) if current else subject.heading.day


def _group(subject: Subject, code: str, rows: tuple[Standing, ...], on: date) -> Mapping[str, object]:
    group = next(g for g in subject.plan.group if g.code == code)
    own = tuple(row for row in rows if row.indicator.group == code)
    return {
        "so": group.code,
        "ten": clean(group.name),
        "mo_dau": clean(group_opening(group, own, on)),
        "cac_cau": [clean(sentence(row, subject.plan, day=subject.heading.day)) for row in own],
    }


def _filings(subject: Subject) -> str:
    units = subject.filings.units if subject.filings else ()
    silent = tuple(u.unit.full_name for u in units if u.timeliness == NOT_FILED)
    late = sum(u.timeliness == LATE for u in units)
    return filing_sentence(len(units), len(units) - len(silent), late, silent, subject.heading.district_word)


def _voices(voices: tuple[Voice, ...]) -> list[Mapping[str, str]]:
    return [{"don_vi": clean(voice.unit_name), "noi_dung": clean(voice.words)} for voice in voices]
