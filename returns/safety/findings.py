"""What an inspection of the store can find, each with a sentence for people and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from etl.issues import Severity


class FindingCode(StrEnum):
    """What is wrong. The store cannot be opened (first four), or it opens and something does not fit."""

    STORE_MISSING = "store_missing"
    STORE_DAMAGED = "store_damaged"
    STORE_NEWER = "store_newer"
    STORE_SHUT = "store_shut"
    STORE_OLDER = "store_older"
    COMMITS_LOST = "commits_lost"
    COMMITS_OTHER = "commits_other"
    ORIGINAL_MISSING = "original_missing"
    ORIGINAL_ALTERED = "original_altered"
    ORIGINAL_UNREADABLE = "original_unreadable"
    FACTS_DIFFER = "facts_differ"
    FACTS_ORPHANED = "facts_orphaned"
    REVISION_GAP = "revision_gap"
    RETURN_UNTOLD = "return_untold"
    RETURN_GONE = "return_gone"
    AUDIT_BROKEN = "audit_broken"
    DISK_NEARLY_FULL = "disk_nearly_full"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: what it is, what to do, and what it concerns (returns, files), all in Vietnamese."""

    code: FindingCode
    severity: Severity
    what: str
    todo: str
    about: tuple[str, ...] = ()


def finding(
    code: FindingCode, about: Sequence[str] = (), *, severity: Severity = Severity.ERROR, **words: object
) -> Finding:
    """The finding of this code with its sentences filled in; `count` is the number of things it concerns."""
    what, todo = WORDS[code]
    told = {"count": len(about), **words}
    return Finding(code, severity, what.format(**told), todo.format(**told), tuple(about))


_FROM_BACKUP = "phục hồi bản sao lưu gần nhất vào một nơi trống (python manage.py restore <bản sao lưu>)"
_NO_DELETE = "Đừng xóa tệp nào."

WORDS: dict[FindingCode, tuple[str, str]] = {
    FindingCode.STORE_MISSING: ("{message}", "Nếu trước đây đã có kho, hãy tìm lại tệp đó hoặc " + _FROM_BACKUP + "."),
    FindingCode.STORE_DAMAGED: ("{message}", "Báo người quản trị; trong lúc chờ, không nhận thêm báo cáo."),
    FindingCode.STORE_NEWER: ("{message}", "Cài bản chương trình mới nhất rồi mở lại."),
    FindingCode.STORE_SHUT: ("{message}", "Sửa quyền của thư mục chứa kho cho tài khoản chạy chương trình."),
    FindingCode.STORE_OLDER: ("{message}", "Chạy python manage.py init; kho được sao lưu trước khi nâng cấp."),
    FindingCode.COMMITS_LOST: (
        "Kho số liệu thiếu các thay đổi cuối cùng: sổ nhật ký trong kho dừng ở dòng {head}, trong khi ngoài kho đã ghi "
        "đến dòng {noted}. Nhật ký ghi dở (.wal) đã mất hoặc bị cắt, hoặc kho bị thay bằng bản cũ hơn; "
        "{count} tệp đã nhận không còn trong kho.",
        _NO_DELETE + " Tệp gốc vẫn còn trong thư mục {archive}; nạp lại từng tệp nêu dưới đây bằng: "
        "python manage.py load <tệp>. Sau đó đổi tên {journal} để ghi nhận đã xử lý.",
    ),
    FindingCode.COMMITS_OTHER: (
        "Kho số liệu không phải là kho mà {journal} đã theo dõi: dòng nhật ký {noted} khác với dòng đã ghi ngoài kho.",
        "Nếu kho vừa được thay bằng tay (chép đè, phục hồi thủ công), hãy kiểm tra đúng kho cần dùng rồi đổi tên "
        "{journal}. Nếu không ai thay, hãy chạy python manage.py audit --verify và " + _FROM_BACKUP + ".",
    ),
    FindingCode.ORIGINAL_MISSING: (
        "{count} tệp gốc đã nhận không còn trong thư mục {archive}. Số liệu vẫn đủ, chỉ thiếu tệp để đối chiếu.",
        "Lấy lại các tệp này từ bản sao lưu (mở tệp .zip, thư mục archive) và chép về đúng chỗ, "
        "hoặc nhờ đơn vị gửi lại đúng tệp cũ rồi nộp: chương trình tự đặt lại.",
    ),
    FindingCode.ORIGINAL_ALTERED: (
        "{count} tệp gốc trong thư mục {archive} không còn nguyên như lúc nhận (nội dung đã đổi hoặc bị cắt).",
        "Số liệu trong kho không đổi. Lấy lại tệp nguyên vẹn từ bản sao lưu, rồi kiểm tra ổ đĩa và ai có quyền ghi "
        "vào thư mục này.",
    ),
    FindingCode.ORIGINAL_UNREADABLE: (
        "{count} tệp gốc trong thư mục {archive} không đọc được.",
        "Kiểm tra ổ đĩa và quyền đọc của tài khoản chạy chương trình.",
    ),
    FindingCode.FACTS_DIFFER: (
        "{count} báo cáo có số giá trị trong kho khác với số đã ghi lúc nhận.",
        _NO_DELETE + " Kho đã bị sửa ngoài chương trình hoặc bị hỏng: " + _FROM_BACKUP + " và đối chiếu.",
    ),
    FindingCode.FACTS_ORPHANED: (
        "Kho có {values} giá trị không thuộc báo cáo nào.",
        _NO_DELETE + " Kho đã bị sửa ngoài chương trình hoặc bị hỏng: " + _FROM_BACKUP + " và đối chiếu.",
    ),
    FindingCode.REVISION_GAP: (
        "{count} đơn vị có số lần nộp bị ngắt quãng: một báo cáo đã bị lấy ra khỏi kho.",
        _NO_DELETE + " Xem nhật ký của đơn vị đó (python manage.py audit --unit <khóa>), rồi " + _FROM_BACKUP + ".",
    ),
    FindingCode.RETURN_UNTOLD: (
        "{count} báo cáo có trong kho nhưng nhật ký không ghi việc nhận.",
        "Chạy python manage.py audit --verify; nếu nhật ký đứt, " + _FROM_BACKUP + ".",
    ),
    FindingCode.RETURN_GONE: (
        "Nhật ký ghi đã nhận {count} báo cáo mà kho không còn.",
        _NO_DELETE + " Tệp gốc nằm trong thư mục {archive}; nạp lại bằng python manage.py load <tệp>, "
        "hoặc " + _FROM_BACKUP + ".",
    ),
    FindingCode.AUDIT_BROKEN: (
        "Sổ nhật ký không còn nguyên vẹn từ dòng {seq}: {why}",
        "Giữ nguyên kho làm bằng chứng, báo người phụ trách an toàn thông tin, "
        "đối chiếu với mã đầu sổ trong các bản sao lưu.",
    ),
    FindingCode.DISK_NEARLY_FULL: (
        "Ổ đĩa chứa kho chỉ còn {free_mb} MB trống.",
        "Giải phóng chỗ trống sớm: khi đầy, chương trình từ chối nhận báo cáo mới (báo cáo đã nhận vẫn an toàn).",
    ),
}
