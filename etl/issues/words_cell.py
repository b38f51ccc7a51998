"""Faults of a single cell: what was typed cannot be read, or cannot be right."""

from etl.issues.kind import error, warning

CELL_KINDS = (
    error(
        "cell_error",
        "Ô đang báo lỗi công thức",
        "Ô này hiện lỗi {found} của Excel nên không có giá trị.",
        "Sửa công thức, hoặc xóa đi và gõ thẳng kết quả vào ô.",
    ),
    error(
        "formula_without_value",
        "Công thức chưa có kết quả",
        "Ô này chứa công thức nhưng tệp chưa lưu kết quả tính.",
        "Mở tệp bằng Excel, bấm lưu rồi nộp lại; hoặc gõ thẳng con số vào ô.",
    ),
    error(
        "not_a_number",
        "Không phải là số",
        "Ô này cần số nhưng đang ghi “{found}”.",
        "Gõ lại chỉ bằng chữ số. Không có số liệu thì để trống ô; không phát sinh thì gõ 0.",
    ),
    error(
        "ambiguous_number",
        "Số có hai cách hiểu",
        "“{found}” có thể là {first} hoặc {second}.",
        "Gõ lại số không có dấu chấm phân cách hàng nghìn, ví dụ {example}.",
    ),
    error(
        "not_whole",
        "Phải là số nguyên",
        "Ô này đếm {unit_word} nên phải là số nguyên, nhưng đang ghi {found}.",
        "Kiểm tra lại và gõ số nguyên. Nếu định ghi hàng nghìn, gõ liền không có dấu chấm.",
    ),
    error(
        "negative",
        "Số âm",
        "Ô này không thể nhỏ hơn 0, nhưng đang ghi {found}.",
        "Kiểm tra lại dấu trừ và gõ đúng số.",
    ),
    error(
        "below_minimum",
        "Nhỏ hơn mức cho phép",
        "Ô này ghi {found}, nhỏ hơn mức thấp nhất có thể là {limit}.",
        "Kiểm tra lại số liệu và gõ đúng số.",
    ),
    error(
        "above_maximum",
        "Lớn hơn mức cho phép",
        "Ô này ghi {found}, lớn hơn mức cao nhất có thể là {limit}.",
        "Kiểm tra lại số liệu và gõ đúng số.",
    ),
    error(
        "date_in_number",
        "Excel đã đổi thành ngày tháng",
        "Ô này cần số nhưng Excel đang lưu thành ngày {found} (thường do gõ dạng 12/24).",
        "Định dạng ô thành Số rồi gõ lại; số đạt và tổng số gõ vào hai cột riêng.",
    ),
    error(
        "fraction_in_cell",
        "Hai số trong một ô",
        "Ô này ghi “{found}”; mẫu cần số đạt và tổng số ở hai cột riêng.",
        "Gõ {first} và {second} vào đúng hai cột của chỉ tiêu.",
    ),
    warning(
        "fraction_read",
        "Hai số trong một ô",
        "Ô này ghi “{found}” và cột tổng số ghi đúng {second}, nên được đọc là {first}.",
        "Kiểm tra lại; lần sau chỉ gõ một số vào mỗi ô.",
    ),
    error(
        "percent_unclear",
        "Tỷ lệ có hai cách hiểu",
        "Ô này ghi {found}, có thể là {first}% hoặc {second}%.",
        "Gõ lại tỷ lệ theo thang 100, ví dụ 98,5 là 98,5%.",
    ),
    error(
        "not_yes_no",
        "Không rõ Có hay Không",
        "Ô này cần Có, Không hoặc Không áp dụng, nhưng đang ghi “{found}”.",
        "Chọn lại một trong ba từ ở mũi tên bên phải ô. Chưa có số liệu thì để trống.",
    ),
    error(
        "not_a_date",
        "Không phải là ngày tháng",
        "Ô này cần ngày tháng nhưng đang ghi “{found}”.",
        "Gõ theo dạng ngày/tháng/năm, ví dụ 15/06/2025. Chưa thực hiện thì ghi Không.",
    ),
    warning(
        "date_late",
        "Ngày sau ngày chốt số liệu",
        "Ô này ghi ngày {found}, sau ngày chốt số liệu của kỳ là {limit}.",
        "Kiểm tra lại năm. Việc chưa làm xong trong kỳ thì ghi Không.",
    ),
    error(
        "not_a_choice",
        "Không có trong danh sách chọn",
        "Ô này ghi “{found}”, danh sách chọn chỉ có: {choices}.",
        "Chọn lại một mục ở mũi tên bên phải ô.",
    ),
    error(
        "text_too_long",
        "Quá dài",
        "Ô này có {count} ký tự, nhiều hơn mức {limit}.",
        "Viết gọn lại; nội dung dài thì nộp kèm văn bản.",
    ),
    warning(
        "na_unexpected",
        "Không áp dụng ở chỉ tiêu bắt buộc",
        "“{item_name}” áp dụng cho mọi xã, phường nhưng {unit_name} ghi Không áp dụng.",
        "Nếu xã chưa làm thì ghi Không hoặc 0; chỉ giữ Không áp dụng khi có lý do.",
    ),
)
