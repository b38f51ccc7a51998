"""The Vietnamese words around what units write beside their figures: the form, what changed, the search."""

from indicators.texts import FILLER, TEXT_KIND_NAMES, TOLD, TextKind

TITLE = "Ý kiến cơ sở"
LEAD = "Khó khăn, đề xuất và mô hình hay mà các đơn vị viết kèm báo cáo. Chỉ lấy lần nộp đang được dùng."
SEARCH = "Tìm từ hoặc tên xã"
SEARCH_HINT = "Ví dụ: kinh phi, Hoằng Châu"
SEARCH_HELP = "Gõ không dấu cũng được. Gõ nhiều từ thì tìm ý kiến có đủ các từ đó. Bấm Enter để tìm."
WHICH_ROUNDS = "Tìm trong"
THIS_ROUND, ALL_ROUNDS = "Chỉ kỳ {round}", "Mọi kỳ báo cáo"
KIND = "Loại ý kiến"
EVERY_KIND, WHO_FILLED = "Mọi loại ý kiến", "Người lập báo cáo"
KINDS: dict[str, tuple[str, tuple[TextKind, ...]]] = {
    "moi_loai": (EVERY_KIND, TOLD),
    **{kind.value: (TEXT_KIND_NAMES[kind], (kind,)) for kind in TOLD},
    "nguoi_lap": (WHO_FILLED, FILLER),
}
DISTRICT, EVERY_DISTRICT = "Huyện", "Mọi huyện trong phạm vi"
UNIT_COLUMN, KIND_COLUMN, TEXT_COLUMN = "Đơn vị", "Loại", "Nội dung"
ROUND_COLUMN, DAY_COLUMN = "Kỳ, ngày nộp", "Ngày nộp"
CAPTION = "Ý kiến tìm thấy, mới nhất trước"
FOUND = "{count} mục của {units} đơn vị, mới nhất trước."
ONLY_NEWEST = " Chỉ hiện {count} mục mới nhất; thu hẹp tìm kiếm để thấy các mục cũ hơn."
TAKE = "Tải Excel các ý kiến này"
FILE_NAME = "Ý kiến cơ sở.xlsx"
NOTHING_FOUND = "Không có ý kiến nào khớp với điều đang tìm."
NOTHING_FOUND_THEN = "Thử bớt từ, chọn mọi kỳ hoặc mọi huyện. "
SHOW_ALL = "Xem mọi ý kiến của mọi kỳ"
NOTHING_YET = "Chưa đơn vị nào trong phạm vi của tài khoản viết ý kiến."
NOTHING_YET_THEN = "Ý kiến được viết ở trang “Thông tin khác” của tệp mẫu, hoặc ở bước cuối khi nộp báo cáo."

CHANGES = "Phần lời thay đổi"
CHANGES_LEAD = "{count} chỗ trong phần lời khác lần nộp trước."
CHANGES_CAPTION = "Phần lời khác lần nộp trước"
WHOLE_UNIT = "Chung cả đơn vị"
OLD_COLUMN, NEW_COLUMN, NOT_SAID = "Lần trước", "Lần này", "(không ghi)"

OF_COMMUNES = "Ý kiến riêng của từng xã, phường"
OF_COMMUNES_SAID = (
    "Mỗi dòng là một ý kiến của một xã. Muốn bỏ một ý kiến thì xóa hết nội dung. Ý kiến của cả đơn vị viết ở trên."
)
COMMUNE, WORDS = "Xã, phường (ý kiến {place})", "Nội dung (ý kiến {place})"
KIND_OF = "Loại (ý kiến {place})"
ADD_ROW = "Thêm một ý kiến của xã"
FROM_FILE = "Chương trình đã chép phần lời từ trang “{sheets}” của tệp; có thể sửa ngay ở đây trước khi nộp."
