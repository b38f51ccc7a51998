"""Vietnamese words of the administrator's screens."""

from accounts.model import ROLE_NAMES, Role
from accounts.permissions import TABLE

ACCOUNTS = "Quản lý tài khoản"
ACCOUNTS_SAID = "Mỗi người một tài khoản. Phạm vi là một đơn vị và các đơn vị bên dưới; không chọn thì không thấy gì."
ACCOUNT_TABLE = "Các tài khoản"
LOGIN, NAME, ROLE, SCOPE, STATE = "Tên đăng nhập", "Họ tên, chức danh", "Vai trò", "Phạm vi", "Tình trạng"
ACTIVE, LOCKED, MUST_CHANGE, DEMO = "đang dùng", "đã khóa", "chờ đổi mật khẩu", "dùng thử"
NO_SCOPE = "chưa giao đơn vị"
WHOLE_PROVINCE = "Toàn tỉnh"
ADD = "Thêm tài khoản"
ADD_SAID = "Chương trình tạo mật khẩu lần đầu, dùng được trong 14 ngày; người dùng phải đổi khi đăng nhập."
ADD_BUTTON = "Thêm"
CHANGE = "Sửa tài khoản"
CHOOSE_ACCOUNT = "Chọn tài khoản"
SAVE_BUTTON = "Lưu thay đổi"
RESET_BUTTON = "Đặt lại mật khẩu"
DISABLE_BUTTON = "Khóa tài khoản"
ENABLE_BUTTON = "Mở khóa"
REVOKE_BUTTON = "Đăng xuất khỏi mọi thiết bị"
FIRST_PASSWORD = "Mật khẩu lần đầu của {login}: {password} (chỉ hiện một lần, hãy chép lại rồi trao tận tay)."
ADDED, CHANGED = "Đã thêm tài khoản {login}.", "Đã lưu tài khoản {login}."
DISABLED, ENABLED = "Đã khóa {login} và đăng xuất khỏi mọi thiết bị.", "Đã mở khóa {login}."
REVOKED = "Đã đăng xuất {login} khỏi {count} thiết bị."
LIMITS = "Thời gian phiên"
LIMITS_SAID = "Phiên tự kết thúc khi không ai thao tác, và muộn nhất sau thời hạn kể từ lúc đăng nhập."
IDLE_MIN, LIFETIME_H = "Chờ tối đa khi không thao tác (phút)", "Thời hạn kể từ lúc đăng nhập (giờ)"
LIMITS_BUTTON = "Lưu thời gian phiên"
LIMITS_KEPT = "Đã lưu: {idle} phút không thao tác, {lifetime} giờ kể từ lúc đăng nhập."
ROLES = {role.value: ROLE_NAMES[role] for role in Role}

TRAIL = "Nhật ký"
TRAIL_SAID = "Ai làm gì, lúc nào, từ đâu. Nhật ký chỉ ghi thêm; mỗi dòng khóa vào dòng trước."
TRAIL_TABLE = "Các việc đã làm, mới nhất trước"
TRAIL_COLUMNS = ("Dòng", "Lúc", "Ai", "Từ", "Việc", "Đơn vị", "Kỳ", "Chi tiết")
WHO, WHAT, FROM_DAY, TO_DAY = "Ai", "Việc", "Từ ngày", "Đến ngày"
EVERYTHING = "Tất cả"
KINDS = {
    "": EVERYTHING,
    "return.": "Báo cáo",
    "round.": "Kỳ báo cáo",
    "account.": "Tài khoản",
    "session.": "Đăng nhập",
    "access.": "Bị từ chối",
    "backup.": "Sao lưu",
}
YES, NO = "có", "không"
DETAILS = {
    "active": "được dùng",
    "demo": "dùng thử",
    "account": "tài khoản",
    "by_owner": "tự đổi",
    "file_name": "tệp",
    "name": "họ tên",
    "reason": "lý do",
    "refused": "việc bị từ chối",
    "times": "số lần",
    "reported_values": "giá trị",
    "revision": "lần nộp",
    "role": "vai trò",
    "scope_key": "phạm vi",
    "sessions": "số phiên",
    "warnings": "lưu ý",
    "way": "cách",
    "path": "tệp",
    "returns": "báo cáo",
    "originals": "tệp gốc",
    "size_bytes": "số byte",
    "sha256": "SHA-256",
}
REASONS = {
    "password": "mật khẩu chưa đúng",
    "unknown": "không có tài khoản này",
    "sso": "tài khoản cơ quan chưa được cấp quyền",
    "expired": "mật khẩu được cấp đã quá hạn",
    "throttled": "sai nhiều lần, phải chờ",
}
REFUSED = {
    **{action.value: rule.words for action, rule in TABLE.items()},
    "metrics": "xem số đo của máy chủ",
    "media": "lấy tệp của phiên khác",
    "upload": "gửi tệp",
    "quota": "gửi quá nhiều tệp",
}
DAY_FORM = "dd/mm/yyyy"
WRONG_DAY = "“{text}” không phải là một ngày. Viết theo dạng 31/12/2025."
OLDER = "Xem các dòng cũ hơn"
EXPORT_BUTTON = "Tải nhật ký đang xem (CSV)"
VERIFY_BUTTON = "Kiểm tra nhật ký"
INTACT = "Nhật ký nguyên vẹn: {rows} dòng. Mã đầu sổ: {head}"
BROKEN = "Nhật ký ĐỨT ở dòng {seq}: {why} Ngừng sửa chữa, giữ nguyên tệp và báo người phụ trách."
NO_ROWS = "Không có việc nào khớp với các điều kiện đang chọn."
NO_ROWS_THEN = "Bỏ bớt điều kiện hoặc nới khoảng ngày."

BACKUP = "Sao lưu"
BACKUP_SAID = "Bản sao lưu gồm kho số liệu và mọi tệp gốc, được đọc lại và đối chiếu trước khi đặt tên."
LAST_BACKUP = "Lần sao lưu gần nhất"
BACKUP_FACTS = ("Lúc", "Tệp", "Báo cáo", "Tệp gốc", "Dung lượng", "SHA-256")
NEVER = "Chưa có bản sao lưu nào."
BACKUP_THEN = "Bấm nút dưới đây, hoặc đặt DANVAN_BACKUP_DIR để chương trình tự sao lưu hằng ngày."
BACKUP_BUTTON = "Sao lưu ngay"
BACKING_UP = "Đang sao lưu và đọc lại bản sao"
BACKED_UP = "Đã sao lưu vào {path}."
INSPECT = "Kiểm tra kho"
INSPECT_SAID = "Đối chiếu từng báo cáo với tệp gốc, số ô đã nhận và nhật ký."
INSPECT_BUTTON = "Kiểm tra ngay"
INSPECTING = "Đang đối chiếu"
SOUND = "Kho số liệu, nhật ký và mọi tệp gốc khớp nhau."
LATEST_AT = "Lần kiểm tra tự động lúc {at} thấy:"
LAST_FAILURE = "Lần sao lưu không thành gần nhất"
