"""Kinds of faults that the paper trail knows: a round that takes nothing more, two filings, a reviewer's word."""

from etl.issues.kind import IssueKind, error, warning

TRAIL_KINDS: tuple[IssueKind, ...] = (
    error(
        "round_closed",
        "Kỳ báo cáo đã đóng",
        "Kỳ “{round_name}” đã đóng nên không nhận báo cáo mới.",
        "Liên hệ chuyên viên Ban Dân vận để được gia hạn; báo cáo bị trả lại thì vẫn nộp lại được.",
    ),
    error(
        "round_locked",
        "Kỳ báo cáo đã khóa",
        "Kỳ “{round_name}” đã khóa, số liệu không thay đổi được nữa.",
        "Nếu số liệu sai, đề nghị chuyên viên Ban Dân vận mở khóa kỳ và nêu lý do.",
    ),
    error(
        "tier_not_taken",
        "Đơn vị không nộp trong kỳ này",
        "{unit_name} không thuộc cấp nộp báo cáo của kỳ “{round_name}”.",
        "Nộp qua đơn vị được giao, hoặc đề nghị chuyên viên Ban Dân vận cho cấp này nộp.",
    ),
    error(
        "way_not_taken",
        "Kỳ này không nhận cách nộp đó",
        "Trong kỳ “{round_name}”, {unit_name} nộp theo cách: {way}.",
        "Nộp theo cách đã quy định của kỳ.",
    ),
    warning(
        "two_filings",
        "Xã có hai bản báo cáo",
        "{unit_name} đã có số liệu do đơn vị khác nộp trong kỳ này; hai bản không được cộng với nhau.",
        "Thống nhất với đơn vị kia. Chưa có bản nào được tính cho đến khi Ban Dân vận chọn một bản.",
    ),
    error(
        "sent_back",
        "Báo cáo bị trả lại",
        "Người thẩm định trả lại báo cáo: {reason}",
        "Sửa theo yêu cầu rồi nộp lại; có thể sửa ngay trên tệp này.",
    ),
    error(
        "remarked",
        "Ghi chú của người thẩm định",
        "Người thẩm định ghi ở ô này: {remark}",
        "Sửa ô này, hoặc giữ nguyên và ghi lý do khi nộp lại.",
    ),
)
