"""Faults of the words beside the figures: whose they are, what they are, who is to be called."""

from etl.issues.kind import error

TOLD_KINDS = (
    error(
        "words_unit_missing",
        "Ý kiến chưa ghi của xã nào",
        "Dòng này có nội dung ý kiến nhưng chưa chọn xã, phường.",
        "Chọn xã, phường ở đầu dòng. Nếu là ý kiến chung của cả đơn vị, chuyển lên mục 2 của trang.",
    ),
    error(
        "words_unit_unclear",
        "Không rõ ý kiến của xã nào",
        "Dòng ý kiến này ghi tên “{found}”, không khớp xã, phường nào của {unit_name}. {near}",
        "Chọn lại xã, phường trong danh sách của ô; không gõ tên tắt.",
    ),
    error(
        "words_kind_unclear",
        "Chưa rõ loại ý kiến",
        "Dòng này có nội dung nhưng cột loại ý kiến ghi “{found}”.",
        "Chọn khó khăn, đề xuất hoặc mô hình hay ở mũi tên bên phải ô.",
    ),
    error(
        "words_repeated",
        "Hai người lập báo cáo",
        "Ô này ghi “{found}”, khác với “{other}” đã ghi ở chỗ khác trong tệp.",
        "Giữ lại một chỗ đúng, xóa chỗ kia.",
    ),
    error(
        "phone_unclear",
        "Số điện thoại không đúng",
        "Ô này ghi “{found}”, không phải là số điện thoại.",
        "Gõ lại số điện thoại, ví dụ 0912 345 678; nhiều số thì cách nhau bằng dấu phẩy. Không có thì để trống.",
    ),
)
