"""Faults of a file that is refused unread, and of one that is there already."""

from etl.issues.kind import IssueKind, Severity, warning
from etl.reading.refusals import SENTENCES, RefusalCode

TITLES = {
    RefusalCode.MISSING_FILE: "Không thấy tệp",
    RefusalCode.NOT_A_FILE: "Không phải tệp",
    RefusalCode.NO_ACCESS: "Không được phép đọc tệp",
    RefusalCode.EMPTY_FILE: "Tệp rỗng",
    RefusalCode.TOO_BIG: "Tệp quá nặng",
    RefusalCode.NOT_A_WORKBOOK: "Không phải bảng tính",
    RefusalCode.UNSUPPORTED_FORMAT: "Loại tệp chưa đọc được",
    RefusalCode.WRONG_EXTENSION: "Đuôi tệp không đúng nội dung",
    RefusalCode.ENCRYPTED: "Tệp có mật khẩu",
    RefusalCode.MACROS: "Tệp có macro",
    RefusalCode.TRUNCATED: "Tệp bị cụt",
    RefusalCode.DAMAGED: "Tệp bị hỏng",
    RefusalCode.TOO_MANY_PARTS: "Tệp quá nhiều thành phần",
    RefusalCode.TOO_BIG_UNPACKED: "Tệp mở ra quá lớn",
    RefusalCode.BOMB: "Tệp nén bất thường",
    RefusalCode.UNSAFE_NAMES: "Thành phần có tên không an toàn",
    RefusalCode.NESTED_ARCHIVE: "Có tệp nhúng bên trong",
    RefusalCode.ENTITIES: "Có khai báo không được phép",
    RefusalCode.EXTERNAL_COMMAND: "Công thức gọi chương trình ngoài",
    RefusalCode.TOO_MANY_CELLS: "Quá nhiều ô",
    RefusalCode.CELL_TOO_FAR: "Ô nằm quá xa bảng",
    RefusalCode.TOO_MUCH_TEXT: "Quá nhiều chữ",
    RefusalCode.TOO_MANY_STYLES: "Quá nhiều kiểu định dạng",
    RefusalCode.TIME_LIMIT: "Đọc quá lâu",
    RefusalCode.MEMORY_LIMIT: "Cần quá nhiều bộ nhớ",
}

FILE_KINDS = tuple(
    IssueKind(code.value, Severity.ERROR, TITLES.get(code, "Không đọc được tệp"), *SENTENCES[code])
    for code in RefusalCode
)
AGAIN_KINDS = (
    warning(
        "already_filed",
        "Tệp này đã nộp",
        "Đúng tệp này đã được nhận ngày {submitted_at}, lần {revision}. Không có gì thay đổi.",
        "Không phải làm gì. Nếu định nộp bản sửa, hãy chọn lại đúng tệp đã sửa.",
    ),
    warning(
        "same_content",
        "Số liệu không thay đổi",
        "Số liệu trong tệp giống hệt bản đã nhận ngày {submitted_at}, lần {revision}. Không có gì thay đổi.",
        "Không phải làm gì. Nếu định nộp bản sửa, hãy kiểm tra đã lưu các ô đã sửa chưa.",
    ),
    warning(
        "words_changed",
        "Chỉ sửa phần lời",
        "Đúng tệp này đã được nhận ngày {submitted_at}, lần {revision}. Số liệu giữ nguyên; phần lời đã ghi lại theo "
        "nội dung vừa nhập.",
        "Không phải làm gì.",
    ),
)
