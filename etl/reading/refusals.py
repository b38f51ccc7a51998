"""Why a file is not read: stable codes, each with what was found and what to do, in Vietnamese."""

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum


class RefusalCode(StrEnum):
    """The reasons a file can be refused before any of its cells is judged."""

    MISSING_FILE = "missing_file"
    NOT_A_FILE = "not_a_file"
    NO_ACCESS = "no_access"
    EMPTY_FILE = "empty_file"
    TOO_BIG = "too_big"
    NOT_A_WORKBOOK = "not_a_workbook"
    UNSUPPORTED_FORMAT = "unsupported_format"
    WRONG_EXTENSION = "wrong_extension"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    TOO_MANY_PARTS = "too_many_parts"
    TOO_BIG_UNPACKED = "too_big_unpacked"
    BOMB = "bomb"
    UNSAFE_NAMES = "unsafe_names"
    NESTED_ARCHIVE = "nested_archive"
    ENTITIES = "entities"
    EXTERNAL_COMMAND = "external_command"
    TOO_MANY_CELLS = "too_many_cells"
    CELL_TOO_FAR = "cell_too_far"
    TOO_MUCH_TEXT = "too_much_text"
    TOO_MANY_STYLES = "too_many_styles"
    TIME_LIMIT = "time_limit"
    MEMORY_LIMIT = "memory_limit"


class Unreadable(Exception):
    """A file that is refused unread. `message` says what was found, `fix` what to do, both for the sender.

    `details` holds what the sentences were filled with, so that a refusal can cross a pipe.
    """

    def __init__(self, code: RefusalCode, message: str, fix: str) -> None:
        super().__init__(code, message, fix)
        self.code = code
        self.message = message
        self.fix = fix
        self.details: Mapping[str, str] = {}

    def __str__(self) -> str:
        return f"{self.message} {self.fix}"


class ReaderDown(RuntimeError):
    """The reading process could not be started twice in a row: the machine's fault, not the file's."""


def refusal(code: RefusalCode, **details: str) -> Unreadable:
    """The refusal of one code, its sentence filled with the details; one not given is left out."""
    message, fix = SENTENCES[code]
    refused = Unreadable(code, message.format_map(defaultdict(str, details)), fix)
    refused.details = details
    return refused


_RESAVE = "Mở tệp bằng Excel, chọn «Lưu thành» (Save As) kiểu Excel Workbook (.xlsx) rồi gửi lại."
_COPY_OUT = "Chép riêng phần bảng số liệu (dán giá trị) vào một tệp mới hoặc vào biểu mẫu trống rồi gửi lại."

SENTENCES: Mapping[RefusalCode, tuple[str, str]] = {
    RefusalCode.MISSING_FILE: (
        "Không tìm thấy tệp «{name}».",
        "Kiểm tra lại đường dẫn và tên tệp.",
    ),
    RefusalCode.NOT_A_FILE: (
        "«{name}» không phải là một tệp.",
        "Chọn đúng tệp bảng tính, không chọn thư mục.",
    ),
    RefusalCode.NO_ACCESS: (
        "Không mở được tệp «{name}»: máy không cho phép đọc.",
        "Đóng tệp trong Excel nếu đang mở, kiểm tra quyền đọc rồi thử lại.",
    ),
    RefusalCode.EMPTY_FILE: (
        "Tệp rỗng, không có nội dung nào.",
        "Mở lại tệp gốc trong Excel, lưu rồi gửi lại; nếu tệp tải từ thư điện tử thì tải lại.",
    ),
    RefusalCode.TOO_BIG: (
        "Tệp nặng {size}, quá mức cho phép là {most}.",
        "Xóa ảnh và các sheet không thuộc báo cáo, lưu lại rồi gửi tệp nhỏ hơn.",
    ),
    RefusalCode.NOT_A_WORKBOOK: (
        "Nội dung của tệp không phải bảng tính mà là {found}.",
        _RESAVE,
    ),
    RefusalCode.UNSUPPORTED_FORMAT: (
        "Tệp thuộc loại {found}, chương trình chưa đọc được loại này.",
        _RESAVE,
    ),
    RefusalCode.WRONG_EXTENSION: (
        "Tên tệp có đuôi «{extension}» nhưng nội dung là {found}.",
        "Mở tệp bằng Excel rồi lưu lại đúng loại; không đổi đuôi tệp bằng tay.",
    ),
    RefusalCode.ENCRYPTED: (
        "Tệp đang được đặt mật khẩu mở nên không đọc được.",
        "Trong Excel: Tệp > Thông tin > Bảo vệ sổ làm việc > Mã hóa bằng mật khẩu, xóa mật khẩu, lưu lại.",
    ),
    RefusalCode.MACROS: (
        "Tệp có chứa macro (đoạn chương trình chạy được).",
        "Trong Excel, lưu lại kiểu Excel Workbook (.xlsx), đồng ý bỏ macro, rồi gửi lại.",
    ),
    RefusalCode.TRUNCATED: (
        "Tệp bị cụt: phần cuối của tệp đã mất, thường do tải lên hoặc sao chép dở dang.",
        "Sao chép hoặc tải lại tệp gốc rồi gửi lại.",
    ),
    RefusalCode.DAMAGED: (
        "Tệp bị hỏng, không đọc được trọn vẹn{where}.",
        "Mở tệp bằng Excel (cho sửa chữa nếu được hỏi), kiểm tra số liệu, lưu thành tệp .xlsx mới, gửi lại.",
    ),
    RefusalCode.TOO_MANY_PARTS: (
        "Tệp gồm quá nhiều thành phần bên trong (quá {most}).",
        _COPY_OUT,
    ),
    RefusalCode.TOO_BIG_UNPACKED: (
        "Nội dung bên trong tệp khi mở ra lớn quá mức cho phép ({size}, nhiều nhất {most}).",
        _COPY_OUT,
    ),
    RefusalCode.BOMB: (
        "Tệp nén bất thường: một thành phần mở ra lớn gấp hơn {ratio} lần. Tệp không được mở.",
        _COPY_OUT,
    ),
    RefusalCode.UNSAFE_NAMES: (
        "Bên trong tệp có tên thành phần không an toàn hoặc trùng nhau. Tệp không được mở.",
        _COPY_OUT,
    ),
    RefusalCode.NESTED_ARCHIVE: (
        "Bên trong tệp có một tệp nén hoặc tài liệu khác được nhúng vào.",
        "Xóa các tài liệu nhúng trong bảng tính, lưu lại rồi gửi; tài liệu kèm theo thì gửi riêng.",
    ),
    RefusalCode.ENTITIES: (
        "Tệp có chứa khai báo không được phép (DOCTYPE). Excel không bao giờ ghi như vậy.",
        _COPY_OUT,
    ),
    RefusalCode.EXTERNAL_COMMAND: (
        "Tệp có công thức gọi chương trình bên ngoài (DDE){where}. Tệp không được đọc.",
        "Xóa công thức đó. Nếu đơn vị không tự lập nó, hãy quét vi-rút máy tính và báo người phụ trách.",
    ),
    RefusalCode.TOO_MANY_CELLS: (
        "Tệp có quá nhiều ô có nội dung{where} (nhiều nhất {most} ô).",
        "Chỉ giữ lại các sheet của báo cáo, xóa số liệu thừa rồi gửi lại.",
    ),
    RefusalCode.CELL_TOO_FAR: (
        "Ô {cell} ở sheet «{sheet}» nằm quá xa bảng số liệu (chỉ đọc đến ô {most}).",
        "Xóa hẳn các hàng và cột thừa đến ô đó, lưu lại rồi gửi.",
    ),
    RefusalCode.TOO_MUCH_TEXT: (
        "Nội dung chữ trong tệp dài quá mức{where}.",
        "Rút ngắn phần chữ, xóa nội dung thừa rồi gửi lại.",
    ),
    RefusalCode.TOO_MANY_STYLES: (
        "Tệp có quá nhiều kiểu định dạng (quá {most}).",
        _COPY_OUT,
    ),
    RefusalCode.TIME_LIMIT: (
        "Đọc tệp mất quá {seconds} giây nên đã dừng.",
        _COPY_OUT,
    ),
    RefusalCode.MEMORY_LIMIT: (
        "Đọc tệp cần quá nhiều bộ nhớ nên đã dừng.",
        _COPY_OUT,
    ),
}
