"""The words of the meeting's screens: Trước cuộc họp, Trình chiếu, Biểu tổng hợp, Giải trình."""

GROUPS = "Từng nhóm"
GROUPS_HINT = "xét theo chỉ tiêu kém nhất"
NO_INDICATOR = "chưa có chỉ tiêu"
CHANGES = "So với kỳ trước"
BETTER, WORSE, UNCLEAR = "tốt hơn", "xấu đi", "chưa rõ vì thiếu số liệu"
NOTHING_MOVED = "Chưa chỉ tiêu nào đổi trạng thái."
BECAME = "thành"
ASKS = "Nên hỏi tại cuộc họp"
NO_ASK = "Không có chỉ tiêu nào chậm hoặc không đạt mốc."
NOT_ASKED = "chưa yêu cầu giải trình"
TABLES = "Biểu: "
TO_SLIDES = "Trình chiếu"

BACK = "‹ Trước"
ON = "Sau ›"
LEAVE = "Thoát trình chiếu"

WHICH_TABLES = "Biểu"
INDICATORS = "Chỉ tiêu"
ALL_INDICATORS = "Tất cả chỉ tiêu"
DISTRICTS = "Huyện (biểu 6 và trang chiếu riêng)"
OWING_MOST = "Tất cả, hoặc nơi còn nhiều việc nhất"
LAYOUT = "Thể thức"
BASIS = "Địa giới"
BASIS_NOW = "Tại thời điểm báo cáo"
BASIS_LATER = "Quy về địa giới hiện nay: sẽ chọn được ở đây khi có quy đổi qua các lần sáp nhập."
VERDICTS = "Kết luận"
VERDICTS_NOW = "Theo số liệu hiện có"
VERDICTS_LATER = "Kết luận đã ký của từng mốc: sẽ chọn được ở đây khi Ban ký xác nhận."
NO_TABLE = "Chưa chọn biểu nào."
NO_TABLE_THEN = "Bấm vào một hoặc vài biểu ở trên để xem trước và tải về."
TAKE = "Tải về"
PROJECT = "Trình chiếu trên màn hình, kèm trang riêng của các huyện đã chọn"
PREVIEW = "Xem trước"
PREVIEW_SAID = "Đúng như trong tệp tải về, trừ phần đầu văn bản, chữ ký và nơi nhận."
TABLE_NOTES = "Ghi chú"

MINE = "Mẫu biểu của tôi"
NO_MINE = "Chưa lưu mẫu nào. Chọn biểu, chỉ tiêu, huyện và thể thức rồi đặt tên để lần sau mở lại bằng một lần bấm."
SAVE_NAME = "Tên mẫu"
SAVE = "Lưu lựa chọn này"
FORGET = "Bỏ mẫu"
FORGET_WHICH = "Chọn mẫu để bỏ"

HEADS = "Đầu văn bản, chữ ký, nơi nhận"
HEADS_SAID = "Để trống thì trong văn bản là dấu chấm để điền tay. Được nhớ cho tài khoản này."
KEEP_HEADS = "Lưu"
HEADS_KEPT = "Đã lưu cho các văn bản sau."
FIELD_WORDS = {
    "superior_body": "Cơ quan cấp trên",
    "issuing_body": "Cơ quan ban hành",
    "number": "Số",
    "kind": "Loại văn bản (viết tắt)",
    "sign_code": "Ký hiệu cơ quan",
    "place": "Địa danh",
    "issued_on": "Ngày ban hành",
    "attached_to": "Kèm theo loại văn bản",
    "document_title": "Tên văn bản",
    "authority": "Thẩm quyền ký (T/M, K/T, TM., KT.)",
    "signing_title": "Chức vụ người ký",
    "signatory": "Người ký",
    "prepared_by": "Người lập biểu",
    "recipients": "Nơi nhận (mỗi dòng một nơi)",
}

REPORT = "Mẫu báo cáo bằng lời"
REPORT_SAID = (
    "Báo cáo bằng lời được điền từ một tệp Word. Tải mẫu về, sửa lời trong Word rồi tải lên lại; "
    "mẫu có lỗi sẽ được chỉ ra đúng chỗ và không được dùng."
)
REPORT_PROGRAM = "Đang dùng mẫu của chương trình."
TAKE_TEMPLATE = "Tải mẫu đang dùng"
GIVE_TEMPLATE = "Mẫu đã sửa (.docx)"
DROP_TEMPLATE = "Dùng lại mẫu của chương trình"
TEMPLATE_KEPT = "Đã nhận mẫu; báo cáo sau sẽ theo mẫu này."
TEMPLATE_FAULT = "Mẫu có lỗi, chưa được nhận. "

THREADS = "Các yêu cầu giải trình"
NO_THREAD = "Kỳ này chưa có yêu cầu giải trình nào."
NO_THREAD_THEN = "Khi Ban hỏi một huyện vì sao chậm ở một chỉ tiêu, câu hỏi và trả lời sẽ ở đây. Hiện chưa có."
ASK = "Yêu cầu giải trình"
ASK_SAID = "Chọn chỉ tiêu và các huyện đang chậm; mỗi huyện nhận một yêu cầu riêng và trả lời tại trang này."
WHOM = "Huyện cần giải trình"
WHOM_NONE = "Chọn một hoặc vài huyện"
QUESTION = "Nội dung"
QUESTION_WORDS = "Đề nghị nêu nguyên nhân, biện pháp khắc phục, thời hạn hoàn thành và người chịu trách nhiệm."
ANSWER_BY = "Hạn trả lời"
SEND = "Gửi yêu cầu"

ANSWER = "Trả lời"
REASON = "Nguyên nhân"
MEASURE = "Biện pháp"
DONE_BY = "Hoàn thành trước hoặc trong ngày"
PERSON = "Người chịu trách nhiệm"
SEND_ANSWER = "Gửi trả lời"
ANSWERED = "Đã gửi trả lời. Còn sửa được cho tới khi Ban ghi nhận."
NO_DONE_BY = "Cần chọn ngày hoàn thành."
ACCEPT = "Ghi nhận"
ACCEPTED = "Đã ghi nhận giải trình."
WITHDRAW = "Rút yêu cầu"
WITHDRAW_WHY = "Lý do rút"
WITHDRAWN = "Đã rút yêu cầu."
ASK_AGAIN = "Hỏi thêm"
BACK_TO_LIST = "Về danh sách"
HISTORY = "Diễn biến"
STOOD_THEN, STANDS_NOW = "Khi hỏi", "Hiện nay"
STEP_WORDS = {
    "asked": "yêu cầu giải trình",
    "answered": "trả lời",
    "accepted": "ghi nhận",
    "withdrawn": "rút yêu cầu",
}
UNIT, DUE, STATE = "Đơn vị", "Hạn", "Tình trạng"
EXPLAINED = "Giải trình của các đơn vị"
