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
NO_CHANGES = "Không có ô nào khác với lần nộp trước."
FIRST_VERSION = "Đây là lần nộp đầu tiên nên chưa có gì để so."

# Thẩm định
REVIEW_SAID = "Báo cáo chờ duyệt của kỳ đang chọn, nộp trước đứng trước. Mở một báo cáo để xem kỹ rồi quyết định."
QUEUE_CAPTION = "Các báo cáo chờ duyệt"
NOTHING_WAITS = "Không có báo cáo nào chờ duyệt trong kỳ này."
NOTHING_WAITS_THEN = "Chọn kỳ khác ở trên, hoặc xem đơn vị nào chưa nộp ở trang Tiến độ nộp."
REVISION, FILED_AT, SENDER, WARNINGS = "Lần nộp", "Nộp lúc", "Người nộp", "Cảnh báo"
DIFFERENCES, EVIDENCE, REMARKS, CONFLICTS = "Khác lần trước", "Minh chứng", "Ghi chú", "Trùng bản"
FIRST_TIME = "lần đầu"
MACHINE = "máy chủ"
ACCEPT_MANY = "Duyệt nhiều báo cáo"
ACCEPT_MANY_SAID = "Chỉ nên duyệt cùng lúc những báo cáo không có gì phải xem lại."
ACCEPT_CHOOSE = "Báo cáo sẽ duyệt"
ACCEPT_CLEAN = "Chọn các báo cáo không có cảnh báo"
ACCEPT_BUTTON, RETURN_BUTTON = "Duyệt", "Trả lại"
ACCEPTED_MANY = "Đã duyệt {count} báo cáo."
ACCEPTED_ONE, RETURNED_ONE = "Đã duyệt báo cáo của {unit}.", "Đã trả lại báo cáo của {unit}; đơn vị sẽ thấy lý do."
LOCK = "Khóa kỳ"
LOCK_SAID = "Khóa rồi thì không báo cáo, quyết định hay tài liệu nào của kỳ thay đổi được nữa."
LOCK_BUTTON, UNLOCK_BUTTON = "Khóa kỳ này", "Mở khóa kỳ này"
LOCKED_NOW = "Kỳ này đã khóa. Muốn sửa thì mở khóa và ghi lý do; kỳ sẽ ở trạng thái đã đóng."
LOCKED_DONE, UNLOCKED_DONE = "Đã khóa kỳ.", "Đã mở khóa kỳ; kỳ đang ở trạng thái đã đóng."
REASON = "Lý do"
BACK_TO_QUEUE = "Về danh sách chờ duyệt"
STATE, FILE, FIGURES, BLANKS, DECISIONS, DECIDED = (
    "Tình trạng", "Tệp đã nộp", "Số liệu", "Ô để trống", "Quyết định", "Kết luận",
)  # fmt: skip
DECISION_WORDS = {"approved": "duyệt", "returned": "trả lại"}
VERSION_STATES = {"accepted": "Chờ duyệt", "approved": "Đã duyệt", "returned": "Bị trả lại"}
REPLACED = "đã có bản sau thay"
VERSIONS = "Các lần nộp"
ORIGINAL_BUTTON = "Tải tệp gốc lần {revision}"
FOUND = "Kết quả kiểm tra"
NO_WARNINGS = "Kiểm tra không thấy lỗi hay cảnh báo nào."
ANSWER = "Giải thích của đơn vị"
CHANGED = "Thay đổi so với lần nộp trước"
EVIDENCE_SAID = "Tài liệu đơn vị gắn với từng ô."
NO_EVIDENCE = "Đơn vị không gắn tài liệu minh chứng nào."
WORDS_BESIDE = "Lời kèm theo"
NO_WORDS = "Đơn vị không ghi lời nào kèm theo."
GROUP = "Nhóm chỉ tiêu"
CELLS = "Số liệu từng xã"
CELLS_SAID = "Chọn xã và nhóm để xem số liệu; ghi chú vào một ô thì đơn vị thấy ngay ở ô đó."
CELLS_CAPTION = "Số liệu của xã đang chọn"
REMARK_ITEM, REMARK_WORDS, REMARK_BUTTON = "Ô cần ghi chú", "Nội dung ghi chú", "Ghi chú vào ô này"
REMARK_DONE, WITHDRAWN_DONE = "Đã ghi chú.", "Đã rút ghi chú."
WITHDRAW_BUTTON = "Rút ghi chú {number}"
DECIDE = "Quyết định"
DECIDE_SAID = "Trả lại thì số liệu của lần nộp này không được tính; cần lý do, trừ khi đã ghi chú vào ô."
DECIDE_REASON = "Ý kiến hoặc lý do trả lại"
DECIDE_CLOSED = "Lần nộp này không quyết định được nữa: đã có bản sau thay, hoặc kỳ đã khóa."
CONFLICT = "Xã có hai bản báo cáo"
CONFLICT_SAID = "Hai bản không cộng với nhau; chưa chọn thì không bản nào được tính."
CONFLICT_COMMUNE, CONFLICT_FILER, CONFLICT_BUTTON = "Xã", "Bản được tính", "Chọn bản này"
CONFLICT_DONE, CHOSEN = "Đã chọn bản được tính.", "đang tính bản của {unit}"
NOT_CHOSEN = "chưa chọn"
