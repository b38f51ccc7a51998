"""Faults seen only by comparing: one cell with another, this round with the last."""

from etl.issues.kind import error, warning

CHECK_KINDS = (
    error(
        "numerator_above_denominator",
        "Số đạt lớn hơn tổng số",
        "Số đạt là {found} nhưng tổng số ({other}) chỉ là {total}.",
        "Kiểm tra lại hai ô và sửa ô sai.",
    ),
    warning(
        "pair_incomplete",
        "Thiếu một trong hai số",
        "{unit_name} có “{found}” nhưng chưa có “{missing}” nên chỉ tiêu này tính là chưa báo cáo.",
        "Điền nốt ô còn thiếu; không phát sinh thì gõ 0.",
    ),
    warning(
        "blank_cells",
        "Còn ô để trống",
        "Trang này còn {count} ô để trống trong {total} ô; ô trống tính là chưa báo cáo, không tính là 0.",
        "Điền nốt nếu có số liệu; không phát sinh thì gõ 0. Chưa có số liệu thì có thể nộp như hiện tại.",
    ),
    warning(
        "yes_became_no",
        "Kỳ trước Có, kỳ này Không",
        "{unit_name}: “{item_name}” kỳ trước là Có, kỳ này là Không.",
        "Kiểm tra lại. Nếu đúng là không còn đạt thì giữ nguyên và ghi lý do khi nộp.",
    ),
    warning(
        "count_fell",
        "Số cộng dồn giảm",
        "{unit_name}: “{item_name}” là số cộng dồn, kỳ trước {before}, kỳ này chỉ {found}.",
        "Kiểm tra lại: số cộng dồn không giảm. Nếu kỳ trước ghi nhầm thì giữ nguyên và ghi lý do.",
    ),
    warning(
        "jump",
        "Số tăng giảm bất thường",
        "{unit_name}: “{item_name}” kỳ trước {before}, kỳ này {found} (chênh quá {factor} lần).",
        "Kiểm tra xem có gõ thừa hoặc thiếu chữ số không.",
    ),
    warning(
        "column_same_as_last",
        "Cả cột giống hệt kỳ trước",
        "Cả {count} xã, phường đều ghi “{item_name}” giống hệt kỳ trước.",
        "Kiểm tra xem có chép lại số kỳ trước không; nếu đúng thì giữ nguyên.",
    ),
    warning(
        "column_all_same",
        "Cả cột một con số",
        "Cả {count} xã, phường đều ghi “{item_name}” là {found}.",
        "Kiểm tra xem có kéo một số xuống cả cột không; nếu đúng thì giữ nguyên.",
    ),
)
