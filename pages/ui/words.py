"""Every word of the screens that is not in a definition, a status or an issue, in Vietnamese."""

from datetime import date

from etl.issues import Severity
from indicators.model import ItemType, Kind, Mode, Window
from indicators.status import Status
from indicators.unit_state import UnitState
from indicators.verdict import Verdict

APP = "Sổ chỉ tiêu Dân vận"
SAMPLE = "Số liệu minh họa"
SAMPLE_WHY = "Các con số trên trang này do chương trình tự tạo để làm mẫu, không phải kết quả thật."
NO_FIGURE = "chưa có số liệu"

OVERVIEW = "Tổng quan"
BY_INDICATOR = "Theo chỉ tiêu"
BY_DISTRICT = "Theo huyện"
COMMUNE = "Xã"
FILING = "Nộp báo cáo"
DEFINITIONS = "Khung chỉ tiêu"

PLAN = "Văn bản"
ROUND = "Kỳ báo cáo"
INDICATOR = "Chỉ tiêu"
DISTRICT = "Huyện"
UNIT = "Đơn vị"

STATE_WORDS = {
    UnitState.MET: "đạt",
    UnitState.NOT_MET: "chưa đạt",
    UnitState.NOT_APPLICABLE: "không áp dụng",
    UnitState.NOTHING: "không phát sinh",
    UnitState.MISSING: "chưa báo cáo",
    UnitState.REPORTED: "đã báo cáo",
}
VERDICT_WORDS = {
    Verdict.MET: "✓ đạt",
    Verdict.MISSED: "✗ không đạt",
    Verdict.NOT_ENOUGH: "? chưa đủ dữ liệu",
    Verdict.PENDING: "chưa đến hạn",
    Verdict.NOT_BINDING: "không xét",
}
KIND_WORDS = {
    Kind.SHARE: "Có / không, tính tỷ lệ xã đạt",
    Kind.RATIO: "Tỷ lệ trên số lượng (cộng tử số, cộng mẫu số)",
    Kind.COUNT_MIN: "Số lượng tối thiểu của mỗi xã",
    Kind.COUNT_ZERO: "Không để xảy ra",
    Kind.RANGE: "Trong khoảng quy định",
    Kind.CADENCE: "Định kỳ trong năm",
    Kind.DEADLINE: "Xong trước hạn",
    Kind.SCORE: "Điểm tối thiểu",
    Kind.SURVEY: "Khảo sát, không đặt mục tiêu",
    Kind.TASK: "Nhiệm vụ theo trạng thái",
    Kind.REFERENCE: "Số tham khảo",
}
WINDOW_WORDS = {
    Window.POINT: "tại ngày cuối kỳ",
    Window.PERIOD: "trong kỳ báo cáo",
    Window.YEAR: "trong năm",
    Window.TERM: "trong nhiệm kỳ",
    Window.STAGE: "lũy kế giai đoạn",
}
MODE_WORDS = {
    Mode.REACH_BY: "đạt vào hạn",
    Mode.EACH_PERIOD: "đạt mỗi kỳ",
    Mode.EACH_YEAR: "đạt mỗi năm",
    Mode.PER_TERM: "đạt mỗi nhiệm kỳ",
    Mode.ONCE: "làm một lần",
    Mode.MAINTAIN: "giữ vững",
}
ITEM_WORDS = {
    ItemType.YES_NO: "Có / Không",
    ItemType.COUNT: "số nguyên",
    ItemType.NUMBER: "số",
    ItemType.PERCENT: "tỷ lệ %",
    ItemType.DATE: "ngày",
    ItemType.TEXT: "chữ",
    ItemType.STATE: "trạng thái",
}
SEVERITY_WORDS = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cần xem lại"}
SEVERITY_SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "?"}

MET = "đạt"
ON_TRACK = "đúng tiến độ"
BEHIND = "chậm hoặc không đạt"
UNKNOWN = "chưa kết luận được"
DISTRICTS_ENDED_ON = date(2025, 6, 30)
BUCKETS: dict[str, tuple[Status, ...]] = {
    MET: (Status.FINAL_MET, Status.MET),
    ON_TRACK: (Status.ON_TRACK,),
    BEHIND: (Status.MISSED, Status.FALLEN, Status.SLOW, Status.SPEED_UP),
    UNKNOWN: (Status.NOT_ENOUGH, Status.NO_RETURN, Status.NO_BASELINE, Status.NOTHING_AROSE),
}

RANK_HINT = "So với các huyện; nơi có dưới 80% số xã báo cáo không xếp hạng"
STRIP_SAID = "Mỗi ô vuông là một xã; bấm vào ô để xem số liệu gốc của xã đó."
LINEAGE = "Qua các lần sáp nhập"
LINEAGE_SAID = "Kết quả của các xã trước sáp nhập được giữ nguyên ở kỳ của chúng; xã mới chỉ tính khi tự báo cáo."
STEP_BLANK = "Tải tệp mẫu"
STEP_BLANK_SAID = "Mẫu đã có sẵn tên các xã và các ô cần điền; số kỳ trước in mờ bên cạnh để đối chiếu."
STEP_UPLOAD = "Điền số liệu rồi tải tệp lên"
STEP_UPLOAD_SAID = "Ô để trống nghĩa là chưa báo cáo. Bằng không thì ghi 0. Tệp .xlsx, không quá 10 MB."
STEP_CHECK = "Xem kết quả kiểm tra và nộp"
STEP_CHECK_WAIT = "Chưa có tệp nào để kiểm tra."
STEP_CHECK_WAIT_THEN = "Tải tệp lên ở bước 2; mọi lỗi sẽ hiện ra cùng lúc, kèm tên trang tính và ô."
BLANK_BUTTON = "Tải tệp mẫu"
UPLOAD_LABEL = "Tệp báo cáo đã điền"
MARKED_BUTTON = "Tải tệp đã đánh dấu lỗi"
CONFIRM_BUTTON = "Nộp báo cáo này"
CHECKING = "Đang đọc và kiểm tra tệp…"
UPLOAD_LOST = (
    "Kết nối vừa bị gián đoạn hoặc trang vừa được tải lại, nên tệp đã chọn không còn trên máy chủ "
    "dù ô tải lên có thể vẫn hiện tên tệp. "
    "Chưa có gì được nộp. Hãy bấm dấu ✗ cạnh tên tệp rồi chọn lại tệp."
)
FIX_AND_RETURN = "Tải tệp đã đánh dấu lỗi, sửa các ô được tô, lưu lại rồi tải lên ở bước 2. Chưa có gì được ghi nhận."
LOOK_AGAIN = "Nếu số liệu đúng thì bấm Nộp báo cáo này; nếu sai thì sửa trong tệp rồi tải lên lại."
CONFIRM_BELOW = "Xem lại phần sẽ ghi nhận bên dưới rồi bấm Nộp báo cáo này."
OTHER_RETURN = "Tệp này không phải của kỳ hoặc đơn vị đang chọn ở trên. Khi nộp, chương trình ghi theo nội dung tệp."
NO_UNIT_TO_FILE = "Không có đơn vị nào trong kỳ này thuộc phạm vi nộp báo cáo của tài khoản."
NO_UNIT_TO_FILE_THEN = "Chọn kỳ khác, hoặc đề nghị quản trị giao đơn vị cho tài khoản."
NO_ROUND = "Chưa có kỳ báo cáo nào được mở."
NO_ROUND_THEN = "Khi Ban mở kỳ báo cáo, tệp mẫu sẽ có ở đây."

NO_DISTRICT = "Tài khoản này không có huyện nào trong kỳ đang xem."
NO_DISTRICT_THEN = "Chọn kỳ khác, hoặc đề nghị quản trị giao đơn vị cho tài khoản."
NO_COMMUNE = "Chưa chọn xã."
NO_COMMUNE_THEN = "Mở Theo huyện rồi bấm vào tên một xã."
COMMUNE_NOT_THEN = "Xã này không có trong địa giới của kỳ đang xem."
COMMUNE_NOT_THEN_DO = "Chọn một kỳ mà xã này còn hoặc đã có, ở góc trên bên phải."


def district_word(day: date) -> str:
    """What districts are called on a day: the tier ended on 30/06/2025, the former ones still group the communes."""
    return "Huyện" if day <= DISTRICTS_ENDED_ON else "Huyện (cũ, theo địa giới 30/06/2025)"
