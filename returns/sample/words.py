"""A filing of the sample into the words its workbook carries: deterministic, everyday, never anybody's real ones."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b

from etl.register import Unit
from etl.told import ReturnText
from indicators.texts import TextKind
from returns.sample.schedule import SampleFiling

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Bùi", "Đỗ", "Trịnh", "Hà", "Lương")
MIDDLE = ("Thị", "Văn", "Thị Thu", "Đức", "Thanh", "Minh")
GIVEN = ("Hoa", "Bình", "Hương", "Dũng", "Lan", "Sơn", "Hạnh", "Tuấn", "Nga", "Quang")
POSTS = ("Chuyên viên Ban Dân vận", "Phó Trưởng ban Dân vận", "Cán bộ tổng hợp", "Trưởng ban Dân vận")
DIFFICULTIES = (
    "Cán bộ khối dân vận xã đều kiêm nhiệm, thời gian xuống cơ sở còn ít.",
    "Kinh phí cho khối dân vận xã chưa có định mức chung, mỗi nơi chi một khác.",
    "Địa bàn rộng, dân cư phân tán; mùa mưa đi lại giữa các thôn mất cả buổi.",
    "Số liệu đối thoại còn ghi trong sổ tay của từng đoàn thể, khi tổng hợp phải hỏi lại nhiều lần.",
    "Nhiều người trong độ tuổi lao động đi làm ăn xa nên khó tổ chức họp thôn đông đủ.",
    "Sau sắp xếp, một số xã đang bàn giao hồ sơ nên chưa đủ tài liệu để báo cáo.",
)
PROPOSALS = (
    "Đề nghị Ban mở lớp tập huấn nghiệp vụ cho khối trưởng dân vận xã vào đầu năm.",
    "Đề nghị có hướng dẫn chung về mức chi cho tổ dân vận thôn.",
    "Đề nghị gửi biểu mẫu trước ngày chốt số liệu ít nhất hai tuần.",
    "Đề nghị tổ chức cho các xã đi học tập mô hình ở những nơi làm tốt.",
)
MODELS = (
    "“Tổ dân vận khéo giữ rừng”: 12 hộ nhận khoán, một năm không để xảy ra vụ cháy nào.",
    "“Đường hoa phụ nữ tự quản”: 2,4 km đường thôn, mỗi chi hội chăm một đoạn.",
    "“Ngày thứ Bảy vì dân”: bộ phận một cửa làm thêm buổi sáng, giải quyết hồ sơ cho người đi làm xa.",
    "“Tiếng loa an ninh”: phát bằng hai thứ tiếng mỗi chiều, nhắc việc phòng cháy và an toàn giao thông.",
    "“Hũ gạo tình thương”: giúp 35 hộ khó khăn trong kỳ giáp hạt.",
    "“Camera do dân góp”: 18 điểm ở các ngã ba, trộm cắp vặt giảm hẳn.",
)
FILLER_SHARE, TOLD_SHARE, COMMUNE_SHARE = 0.7, 0.35, 0.06


def sample_texts(filing: SampleFiling, communes: Sequence[Unit]) -> tuple[ReturnText, ...]:
    """Who filled it for most filings; difficulties, proposals and models for some, of the unit and of communes."""
    seed = (filing.round.code, filing.unit.code)
    return (*_filler(seed), *_told(seed), *(one for unit in communes for one in _of_commune(seed, unit)))


def _filler(seed: tuple[str, str]) -> Iterator[ReturnText]:
    person = (seed[1], "person")
    if _draw(*seed, "filler") >= FILLER_SHARE:
        return
    yield ReturnText(
        TextKind.FILLER_NAME, " ".join(_one(names, *person, names[0]) for names in (FAMILY, MIDDLE, GIVEN))
    )
    yield ReturnText(TextKind.FILLER_POST, _one(POSTS, *person, "post"))
    yield ReturnText(TextKind.FILLER_PHONE, f"0900 000 {int(_draw(*person, 'phone') * 1000):03d}")


def _told(seed: tuple[str, str]) -> Iterator[ReturnText]:
    for kind, texts in (
        (TextKind.DIFFICULTY, DIFFICULTIES),
        (TextKind.PROPOSAL, PROPOSALS),
        (TextKind.MODEL, MODELS),
    ):
        if _draw(*seed, kind) < TOLD_SHARE:
            yield ReturnText(kind, _one(texts, *seed, kind, "which"))


def _of_commune(seed: tuple[str, str], unit: Unit) -> Iterator[ReturnText]:
    if _draw(seed[0], unit.key, "told") < COMMUNE_SHARE:
        speaks_well = _draw(seed[0], unit.key, "well") < 0.6
        kind, texts = (TextKind.MODEL, MODELS) if speaks_well else (TextKind.DIFFICULTY, DIFFICULTIES)
        yield ReturnText(kind, _one(texts, seed[0], unit.key, "which"), unit.key)


def _one(texts: Sequence[str], *parts: str) -> str:
    return texts[int(_draw(*parts) * len(texts))]


def _draw(*parts: str) -> float:
    """A number in [0, 1) fixed by its parts."""
    digest = blake2b("|".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64
