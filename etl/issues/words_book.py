"""Faults of the workbook as a whole: plan, round, filing unit, sheets."""

from etl.issues.kind import error, warning

BOOK_KINDS = (
    error(
        "template_version_wrong",
        "Mẫu biểu không đúng phiên bản",
        "Tệp được lập trên mẫu phiên bản {found}; chương trình đang dùng phiên bản {expected}.",
        "Tải mẫu mới ở trang Nộp báo cáo, chép số liệu sang rồi nộp lại.",
    ),
    error(
        "plan_unknown",
        "Không rõ văn bản chỉ tiêu",
        "Tệp ghi khung chỉ tiêu “{found}”, chương trình không có khung này. {near}",
        "Tải lại mẫu của đúng văn bản đang báo cáo rồi chép số liệu sang.",
    ),
    error(
        "round_unknown",
        "Kỳ báo cáo không có trong danh sách",
        "Tệp ghi kỳ báo cáo “{found}”, chương trình không có kỳ này. {near}",
        "Kiểm tra lại kỳ báo cáo; tải mẫu của đúng kỳ rồi chép số liệu sang.",
    ),
    error(
        "round_missing",
        "Chưa biết kỳ báo cáo",
        "Tệp không còn thông tin kỳ báo cáo và dòng tiêu đề không ghi rõ tên kỳ. {near}",
        "Ghi đúng tên kỳ vào dòng tiêu đề (ví dụ “Kỳ báo cáo: {example}”) hoặc chọn kỳ khi nộp.",
    ),
    error(
        "round_wrong",
        "Sai kỳ báo cáo",
        "Tệp thuộc kỳ “{found}” nhưng {against} là “{expected}”.",
        "Dùng mẫu của đúng kỳ đang nộp; không sửa tên kỳ của mẫu cũ để nộp cho kỳ mới.",
    ),
    error(
        "unit_unknown",
        "Đơn vị nộp không có trong danh mục",
        "Tệp ghi đơn vị nộp “{found}”, danh mục đơn vị không có. {near}",
        "Kiểm tra tên đơn vị; tải mẫu của đúng đơn vị rồi chép số liệu sang.",
    ),
    error(
        "unit_missing",
        "Chưa biết đơn vị nộp",
        "Tệp không còn thông tin đơn vị nộp và không xác định chắc chắn được từ nội dung. {near}",
        "Ghi tên đơn vị vào dòng tiêu đề (ví dụ “Đơn vị: {example}”) hoặc chọn đơn vị khi nộp.",
    ),
    error(
        "unit_wrong",
        "Sai đơn vị nộp",
        "Tệp của “{found}” nhưng {against}.",
        "Nộp đúng tệp của đơn vị mình; nếu tệp đúng thì tải mẫu mới và chép số liệu sang.",
    ),
    error(
        "several_units",
        "Nhiều đơn vị trong một tệp",
        "Tệp có số liệu của nhiều đơn vị nộp: {names}.",
        "Tách thành mỗi đơn vị một tệp rồi nộp từng tệp.",
    ),
    warning(
        "round_from_title",
        "Kỳ báo cáo đọc từ tiêu đề",
        "Tệp không còn thông tin ẩn của mẫu; kỳ báo cáo được đọc từ dòng tiêu đề là “{found}”.",
        "Kiểm tra lại đúng kỳ trước khi nộp.",
    ),
    warning(
        "unit_from_content",
        "Đơn vị nộp đọc từ nội dung",
        "Tệp không còn thông tin ẩn của mẫu; đơn vị nộp được xác định là “{found}” theo {by}.",
        "Kiểm tra lại đúng đơn vị trước khi nộp.",
    ),
    warning(
        "checksum_mismatch",
        "Khung của mẫu đã bị thay đổi",
        "Thông tin ẩn của mẫu không khớp với mẫu đã phát cho {unit_name}, kỳ {round}.",
        "Số liệu vẫn được đọc. Nếu đã chép từ mẫu khác sang, hãy kiểm tra lại từng cột.",
    ),
    error(
        "no_table",
        "Không thấy bảng số liệu",
        "Không trang nào trong tệp có cột chỉ tiêu và dòng xã, phường mà chương trình nhận ra.",
        "Dùng mẫu tải ở trang Nộp báo cáo. Nếu là biểu riêng của đơn vị, ghép biểu một lần ở trang Ghép mẫu biểu.",
    ),
    error(
        "empty_return",
        "Chưa điền số liệu",
        "Tệp đúng mẫu nhưng chưa có ô số liệu nào được điền.",
        "Điền số liệu rồi nộp lại. Xã không có số liệu thì để trống, nhưng không thể trống cả tệp.",
    ),
    warning(
        "sheet_missing",
        "Thiếu một trang",
        "Tệp không có trang “{group}”; {count} cột số liệu của trang này tính là chưa báo cáo.",
        "Nếu lỡ xóa trang, tải lại mẫu và điền trang này. Nếu chưa có số liệu thì có thể nộp như hiện tại.",
    ),
    warning(
        "sheet_ignored",
        "Trang không được đọc",
        "Trang này có {count} ô số nhưng không nhận ra cột chỉ tiêu nào nên không được đọc.",
        "Nếu đây là số liệu phải nộp, đặt lại tiêu đề cột theo mẫu. Nếu là trang riêng thì bỏ qua.",
    ),
    error(
        "sheet_repeated",
        "Hai trang cùng một nội dung",
        "Trang này và trang “{other}” đều có số liệu của cùng xã và cùng cột, giá trị khác nhau ({count} ô).",
        "Giữ lại một trang đúng, xóa trang kia rồi nộp lại.",
    ),
    warning(
        "sheet_copy_ignored",
        "Trang chép trùng",
        "Trang này lặp lại đúng số liệu của trang “{other}” nên chỉ được tính một lần.",
        "Không phải sửa; có thể xóa trang chép trùng.",
    ),
)
