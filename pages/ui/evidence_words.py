"""The words of evidence: attaching a file to a commune and an item, finding it again, taking it back."""

from returns.evidence.kinds import TAKEN_WORDS

TITLE = "Tài liệu minh chứng"
STEP_TITLE = "Gắn tài liệu minh chứng"
SAID = (
    "Không bắt buộc; gắn trước hay sau khi nộp đều được. Mỗi tệp (quy chế, biên bản, ảnh …) gắn vào đúng xã và "
    "chỉ tiêu mà nó chứng minh; người thẩm định mở được ngay."
)
ATTACHED = "Đã gắn {count} tệp"
OF_COMMUNE = "Tài liệu đơn vị gắn với từng chỉ tiêu của xã trong kỳ đang xem."
MORE = "Gắn thêm tệp"
COMMUNE, GROUP, ITEM = "Xã", "Nhóm chỉ tiêu", "Chỉ tiêu"
FILES = f"Tệp cần gắn. {TAKEN_WORDS}"
ATTACH_BUTTON = "Gắn vào ô này"
NO_FILE = "Chưa chọn tệp nào để gắn."
DONE = "Đã gắn {count} tệp vào “{item}” của {unit}."
ALREADY = "Tệp {file} đã được gắn ở ô này từ trước."
REFUSED = "Chưa gắn được {file}: {why}"
TAKE = "Tải về"
REMOVE_BUTTON = "Gỡ"
REMOVE_ASK = "Gỡ tệp {file} khỏi ô này?"
REMOVE_YES, REMOVE_NO = "Gỡ tệp này", "Giữ lại"
REMOVED = "Đã gỡ tệp {file}."
BY = "gắn lúc {at}, {name}"
