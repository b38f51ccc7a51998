"""What every screen and document says of its figures: plan, round, day, basis and coverage."""

from datetime import date

from etl.register import Unit, default_register
from etl.store import Store
from indicators.formatting import date_vi
from reports.freshness import BELIEVED_S, Remembered, marks
from reports.picture import PROVINCE, Picture
from reports.views import Heading
from returns.completeness import Completeness, completeness

MERGED_ON = date(2025, 7, 1)


def filings_of(store: Store, picture: Picture) -> Completeness | None:
    """How the current round came in; None when the day has no round."""
    if picture.current is None:
        return None
    current, day = picture.current, picture.day
    mark = marks(store, believed_s=BELIEVED_S).shown(picture.plan.code, day)
    return _filings.get(
        store, (current.code, day, mark), lambda cursor: completeness(cursor, default_register(), current, day)
    )


def heading_of(picture: Picture, filings: Completeness | None, scope: str = PROVINCE) -> Heading:
    """The heading of a view over this picture."""
    merged = picture.current is not None and picture.current.data_to >= MERGED_ON
    word = "huyện cũ" if merged else "huyện"
    filed = filings.received if filings else 0
    expected = len(filings.units) if filings else 0
    return Heading(
        plan=picture.plan,
        day=picture.day,
        round=picture.current,
        basis_name=_basis_name(picture),
        coverage=f"đã nộp {filed}/{expected} {word}" if filings else "chưa có kỳ báo cáo nào",
        filed=filed,
        expected=expected,
        sample=picture.sample,
        district_word=word,
        notes=_notes(picture, merged, scope),
    )


def _basis_name(picture: Picture) -> str:
    if picture.current is None:
        return "Chưa có số liệu"
    count = len(picture.communes)
    return f"Địa giới tại thời điểm báo cáo: {count} xã, phường, thị trấn ngày {date_vi(picture.current.data_to)}"


def _notes(picture: Picture, merged: bool, scope: str) -> tuple[str, ...]:
    notes = []
    if merged:
        notes.append("Cấp huyện kết thúc ngày 30/06/2025; các xã mới được xếp theo huyện cũ chỉ để tiện theo dõi.")
        crossing = [c for c in picture.communes if default_register().crosses_districts(c)]
        shown = [c for c in crossing if scope in (PROVINCE, picture.district_of[c.key])]
        if shown:
            names = ", ".join(c.full_name for c in shown)
            notes.append(f"Lập từ nhiều huyện cũ, xếp theo huyện cũ có phần lớn hơn: {names}.")
    if picture.current and picture.day > picture.current.data_to:
        notes.append(f"Số liệu mới nhất tính đến {date_vi(picture.current.data_to)}.")
    return tuple(notes)


def district_name(picture: Picture, district: Unit) -> str:
    """A district's name, saying so when it is a former one."""
    merged = picture.current is not None and picture.current.data_to >= MERGED_ON
    return f"{district.full_name} (cũ)" if merged else district.full_name


_filings: Remembered[Completeness] = Remembered()
