"""Every word of the screens that is not in a definition, a status or an issue, in Vietnamese."""

from datetime import date

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
LEADER = "Trước cuộc họp"
SLIDES = "Trình chiếu"
TABLES = "Biểu tổng hợp"
EXPLANATIONS = "Giải trình"

PLAN = "Văn bản"
ROUND = "Kỳ báo cáo"
INDICATOR = "Chỉ tiêu"
DISTRICT = "Huyện"
UNIT = "Đơn vị"
DISTRICT_WORD = "huyện"
FORMER = " (cũ)"

MET = "đạt"
ON_TRACK = "đúng tiến độ"
BEHIND = "chậm hoặc không đạt"
UNKNOWN = "chưa kết luận được"
NOTHING_AROSE = "không phát sinh"

# Titles of columns and parts of a screen, and the lines below them
MILESTONES = "Các mốc"
RESULT = "Kết quả"
TARGET = "Mục tiêu"
SHORT_BY = "Còn thiếu"
RANK = "Hạng"
MILESTONE = "Mốc"
REQUIRED = "Cần"
VERDICT = "Kết luận"
FIGURES_OF = "Số liệu ngày"
STATE = "Trạng thái"
NOTES = "Ghi chú"
CLAUSE = "Căn cứ"
ACTOR = "Chủ thể"
APPLIES_TO = "Áp dụng cho"
COUNTED = "Cách tính"
LOCAL_RULE = "Quy ước"
POINTS = "Điểm phần trăm"
EACH_COMMUNE = "Từng xã"
NO_INDICATOR = "Chưa có chỉ tiêu"
EACH_INDICATOR = "Từng chỉ tiêu"
INDICATORS_BY_COMMUNE = "Từng chỉ tiêu, từng xã"
NOTHING_MOVED = "So với kỳ trước, chưa chỉ tiêu nào đổi trạng thái."
NO_MILESTONE_AHEAD = "Không còn mốc nào phía trước"
GROUP = "Nhóm chỉ tiêu"
AS_IN_DOCUMENT = "Theo thứ tự trong văn bản"
COUNT_TITLES = {
    MET: "Đạt",
    ON_TRACK: "Đúng tiến độ",
    BEHIND: "Chậm, không đạt",
    UNKNOWN: "Chưa kết luận",
    NOTHING_AROSE: "Không phát sinh",
}
GROUPS_CAPTION = "Các nhóm chỉ tiêu"
EACH_GROUP = "Từng nhóm"
WORST = "Cần quan tâm nhất"
WORST_SAID = "Xếp từ chậm nhất. Bấm tên chỉ tiêu để xem từng huyện, bấm tên xã để xem số liệu gốc."
NOBODY_BEHIND = "Không có chỉ tiêu nào chậm hoặc không đạt mốc."
NOBODY_BEHIND_THEN = "Xem bản đồ nhiệt bên dưới để tìm nơi còn thiếu báo cáo."
WHERE = "Ở đâu"
WORST_CAPTION = "Các chỉ tiêu chậm nhất"
CHANGED = "Thay đổi so với kỳ trước"
NOTHING_CHANGED = "Chưa có chỉ tiêu nào đổi trạng thái so với kỳ trước."
BEFORE = "Kỳ trước"
NOW = "Kỳ này"
BEFORE_HINT = "Giá trị kỳ trước"
NOW_HINT = "Giá trị kỳ này"
MOVED = "Tăng, giảm"
CHANGED_CAPTION = "Thay đổi trạng thái"
CHANGED_REST_CAPTION = "Thay đổi trạng thái, phần còn lại"
OWN_FILED = "Đơn vị đã nộp báo cáo kỳ này."
OWN_LATE = "Đơn vị đã nộp báo cáo kỳ này, nhưng sau hạn."
OWN_NOT_FILED = "Đơn vị chưa nộp báo cáo kỳ này."
MAP_OF_ONE = "Xem từng chỉ tiêu, từng xã của huyện này"
MAP_SAID = "Mỗi ô là một huyện và một chỉ tiêu: ký hiệu trạng thái, bên dưới là tỷ lệ %. Bấm vào ô để xem huyện đó."
MAP = "Từng huyện, từng chỉ tiêu"
PROVISIONAL_HINT = "Báo cáo còn thiếu có thể làm đổi kết luận"
PROVISIONAL = "tạm tính"
NO_TARGET = "Chỉ tiêu này không đặt mục tiêu."
NO_TARGET_THEN = "Số liệu được thu thập để tham khảo."
MILESTONES_CAPTION = "Các mốc của chỉ tiêu"
SEE_DEFINITION = "Xem định nghĩa đầy đủ"
BULLETS_SAID = (
    "Vạch đứng là mục tiêu; hình thoi là nơi lẽ ra phải đến hôm nay nếu đi đều; phần gạch chéo là chưa báo cáo."
)
MET_OF_TOTAL = "Đạt / tổng"
WHO_IS_MISSING = "Xã chưa đạt, chưa báo cáo"
DISTRICTS_CAPTION = "Các huyện"
PATH_SAID = "Giá trị cuối mỗi kỳ so với mục tiêu theo bậc."
PATH = "Qua các kỳ"
FIGURES_TO = "Số liệu đến"
AGAINST_BEFORE = "So kỳ trước"
COMMUNES_MET = "Xã đạt"
COMMUNES = "Tổng số xã"
REPORTED = "Đã báo cáo"
PATH_CAPTION = "Diễn biến qua các kỳ"
NOBODY_CONCERNED = "Chỉ tiêu này không áp dụng hoặc không phát sinh ở các xã trong kỳ."
SEE_EVERYWHERE = "Xem chỉ tiêu này ở mọi huyện"
UNMARK = "Bỏ chọn chỉ tiêu"
DUTIES = "Việc phải làm"
NO_DUTY = "Không còn việc nào phải làm để đạt các mốc."
NO_DUTY_THEN = "Tiếp tục giữ vững và nộp báo cáo đúng hạn."
NO_LINEAGE = "Sổ địa giới không ghi lần sáp nhập nào của xã này."
BEFORE_REGISTER = "trước khi sổ địa giới bắt đầu"
IN_FORCE = "Có hiệu lực"
MADE_OF = "Lập từ"
BECAME = "Đã thành"
UNVERIFIED = "nơi nhận chưa xác minh"
NO_SOURCE = "Kỳ này chưa có số liệu nào của xã được nhận."
SOURCES = "Nguồn số liệu"
FIGURES_AND_PLACE = "Số liệu, nơi ghi"
ROUNDS = "Các kỳ"
ROUNDS_HINT = "Từ kỳ đầu đến kỳ này"
COMMUNE_CAPTION = "Số liệu của xã theo chỉ tiêu"
NAME = "Tên"
ISSUER = "Cơ quan ban hành"
ISSUED_ON = "Ngày ban hành"
EMPTY_GROUP = "Nhóm này chưa có chỉ tiêu."
ITEMS = "Số liệu cần"
NO_TARGET_SHORT = "không đặt mục tiêu"
LAWS = "Luật viện dẫn"
NONE = "không có"
AT_MOST = "không quá "
EXACTLY = "đúng "
NOT_SET = "không đặt"
NO_ROUND_YET_THEN = "Khi kỳ đầu tiên kết thúc và các đơn vị nộp báo cáo, kết quả sẽ hiện ở đây."
CHOOSE = "Chọn"
WORKING = "Đang tổng hợp số liệu…"

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

DISTRICTS_ENDED_ON = date(2025, 6, 30)
BUCKETS: dict[str, tuple[Status, ...]] = {
    MET: (Status.FINAL_MET, Status.MET),
    ON_TRACK: (Status.ON_TRACK,),
    BEHIND: (Status.MISSED, Status.FALLEN, Status.SLOW, Status.SPEED_UP),
    UNKNOWN: (Status.NOT_ENOUGH, Status.NO_RETURN, Status.NO_BASELINE),
}
ANSWERS = {**BUCKETS, NOTHING_AROSE: (Status.NOTHING_AROSE,)}
"""Every status under one answer; nothing arose is no question left open, so it stands by itself."""

RANK_HINT = "So với các huyện; nơi có dưới 80% số xã báo cáo không xếp hạng"
STRIP_SAID = "Mỗi ô vuông là một xã; bấm vào ô để xem số liệu gốc của xã đó."
LINEAGE = "Qua các lần sáp nhập"
LINEAGE_SAID = "Kết quả của các xã trước sáp nhập được giữ nguyên ở kỳ của chúng; xã mới chỉ tính khi tự báo cáo."

BACK_TO_OVERVIEW = "Về trang Tổng quan"
NO_DISTRICT = "Tài khoản này không có huyện nào trong kỳ đang xem."
NO_DISTRICT_THEN = "Chọn kỳ khác, hoặc đề nghị quản trị giao đơn vị cho tài khoản."
NO_COMMUNE = "Chưa chọn xã."
NO_COMMUNE_THEN = "Mở Theo huyện rồi bấm vào tên một xã."
COMMUNE_NOT_THEN = "Xã này không có trong địa giới của kỳ đang xem."
COMMUNE_NOT_THEN_DO = "Chọn một kỳ mà xã này còn hoặc đã có, ở góc trên bên phải."


def district_word(day: date) -> str:
    """What districts are called on a day: the tier ended on 30/06/2025, the former ones still group the communes."""
    return "Huyện" if day <= DISTRICTS_ENDED_ON else "Huyện (cũ, theo địa giới 30/06/2025)"
