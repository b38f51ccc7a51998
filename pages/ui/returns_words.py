"""The fixed words of Tiến độ nộp, Thẩm định, Kỳ báo cáo and Nhập trực tiếp."""

from returns.changes import ChangeKind
from returns.completeness import APPROVED, LATE, LOCKED, NOT_FILED, ON_TIME, RETURNED, WAITING

PROGRESS = "Tiến độ nộp"
REVIEW = "Thẩm định"
ROUNDS = "Kỳ báo cáo"
ENTRY = "Nhập trực tiếp"

# How returns came in
STATE_SIGNS = {NOT_FILED: "⬚", WAITING: "○", RETURNED: "✗", APPROVED: "✓", LOCKED: "★"}
STATE_WORDS = {
    NOT_FILED: "Chưa nộp",
    WAITING: "Chờ duyệt",
    RETURNED: "Bị trả lại",
    APPROVED: "Đã duyệt",
    LOCKED: "Đã khóa",
}
TIMELINESS_WORDS = {ON_TIME: "đúng hạn", LATE: "muộn", NOT_FILED: "chưa nộp"}
NO_ROUND = "Chưa có kỳ báo cáo nào."
NO_ROUND_THEN = "Khi Ban mở kỳ ở trang Kỳ báo cáo, tiến độ nộp sẽ hiện ở đây."
NO_UNIT_SEEN = "Không có đơn vị nào thuộc phạm vi của tài khoản nộp báo cáo trong kỳ này."
NO_UNIT_SEEN_THEN = "Chọn kỳ khác ở trên; hoặc đề nghị quản trị giao đơn vị cho tài khoản."
EVERYONE_FILED = "Mọi đơn vị đã nộp."
REMIND = "Danh sách cần nhắc"
REMIND_SAID = "Chép nguyên văn vào tin nhắn hoặc công văn nhắc; biểu tượng chép ở góc phải của khung."
LATE_LIST = "Nộp muộn"
LATE_LIST_SAID = "Tính theo lần nộp đầu tiên; nộp lại để sửa không làm thành muộn."
NO_LATE = "Không có đơn vị nào nộp muộn trong kỳ này."
BY_ROUND = "Tỷ lệ nộp đúng hạn theo kỳ"
BY_ROUND_CAPTION = "Số đơn vị nộp đúng hạn, nộp muộn, chưa nộp ở từng kỳ"
DUE, OWING, ON_TIME_COLUMN, LATE_COLUMN, MISSING_COLUMN = "Hạn nộp", "Phải nộp", "Đúng hạn", "Muộn", "Chưa nộp"
ON_TIME_SHARE = "Tỷ lệ đúng hạn"
MATRIX = "Từng đơn vị qua các kỳ"
MATRIX_SAID = "Trạng thái của lần nộp mới nhất; dòng nhỏ là đúng hạn hay muộn, tính theo lần nộp đầu tiên."
UNIT_COLUMN = "Đơn vị"
NOT_OWED = "không phải nộp"
DAYS_LATE, FIRST_FILED = "Số ngày muộn", "Nộp lần đầu"

# Differences of two versions
CHANGE_WORDS = {ChangeKind.ADDED: "Thêm mới", ChangeKind.REMOVED: "Bỏ đi", ChangeKind.CHANGED: "Thay đổi"}
CHANGES_CAPTION = "Những ô khác với lần nộp trước"
COMMUNE_COLUMN, ITEM_COLUMN, OLD_COLUMN, NEW_COLUMN, KIND_COLUMN = "Xã", "Chỉ tiêu", "Lần trước", "Lần này", "Loại"
