"""Faults of a table's frame: columns that are not items, rows that are not communes, totals."""

from etl.issues.kind import error, warning

TABLE_KINDS = (
    error(
        "item_unknown",
        "Mã cột không có trong khung chỉ tiêu",
        "Cột này mang mã “{found}”, khung chỉ tiêu của kỳ không có mã này. {near}",
        "Tải lại mẫu của đúng kỳ và chép số liệu vào đúng cột; không sửa dòng mã ẩn (dòng 1).",
    ),
    error(
        "item_repeated",
        "Hai cột cùng một chỉ tiêu",
        "Cột này và cột {other} cùng là “{item_name}”, cả hai đều có số liệu.",
        "Giữ lại một cột đúng, xóa số liệu ở cột kia.",
    ),
    error(
        "header_conflict",
        "Tiêu đề cột không khớp mã ẩn",
        "Mã ẩn của cột là “{expected}” nhưng tiêu đề ghi “{found}”.",
        "Đặt lại tiêu đề đúng với số liệu trong cột, hoặc chép số liệu vào đúng cột của mẫu gốc.",
    ),
    error(
        "column_unclear",
        "Không chắc cột này là chỉ tiêu nào",
        "Tiêu đề “{found}” không khớp cột nào của mẫu. {near}",
        "Sửa tiêu đề cột cho đúng như mẫu rồi nộp lại.",
    ),
    warning(
        "header_near",
        "Tiêu đề cột đã sửa chữ",
        "Tiêu đề “{found}” được đọc là cột “{item_name}”.",
        "Kiểm tra đúng cột; nếu không đúng, sửa tiêu đề như mẫu rồi nộp lại.",
    ),
    warning(
        "column_ignored",
        "Cột không được đọc",
        "Cột “{found}” không thuộc khung chỉ tiêu nên {count} ô của cột không được đọc.",
        "Nếu là cột ghi chú riêng thì bỏ qua. Nếu là số liệu phải nộp, chép vào đúng cột của mẫu.",
    ),
    warning(
        "columns_missing",
        "Thiếu cột",
        "Trang này thiếu {count} cột của mẫu: {names}. Các cột này tính là chưa báo cáo.",
        "Nếu lỡ xóa cột, tải lại mẫu và điền. Nếu chưa có số liệu thì có thể nộp như hiện tại.",
    ),
    error(
        "row_unclear",
        "Không rõ dòng này của xã nào",
        "Dòng này có số liệu nhưng tên “{found}” không khớp xã, phường nào của {unit_name}. {near}",
        "Sửa tên cho đúng như danh sách trong mẫu rồi nộp lại.",
    ),
    error(
        "row_without_name",
        "Dòng có số liệu mà không có tên xã",
        "Dòng này có số liệu nhưng không ghi tên xã, phường.",
        "Ghi tên xã, phường vào dòng này, hoặc xóa số liệu thừa.",
    ),
    error(
        "row_ambiguous",
        "Tên xã có hai cách hiểu",
        "Tên “{found}” khớp với nhiều đơn vị: {near_names}.",
        "Ghi đủ loại đơn vị (xã, phường, thị trấn) và đúng dấu để phân biệt.",
    ),
    error(
        "row_key_conflict",
        "Tên xã không khớp mã ẩn của dòng",
        "Mã ẩn của dòng là {expected} nhưng tên ghi “{found}”. Có thể bảng đã được sắp xếp mà thiếu cột A.",
        "Lấy lại mẫu, chép số liệu vào đúng dòng của từng xã. Khi sắp xếp phải chọn cả cột A đang ẩn.",
    ),
    error(
        "unit_of_other",
        "Xã không thuộc đơn vị nộp",
        "{found} không thuộc {unit_name}; đơn vị này thuộc {owner}.",
        "Xóa dòng này khỏi tệp; số liệu của xã do đúng đơn vị của xã nộp.",
    ),
    error(
        "unit_not_in_force",
        "Xã không tồn tại vào ngày chốt số liệu",
        "{found} không tồn tại vào ngày {day}: {span}.",
        "Dùng mẫu của đúng kỳ: mẫu đã liệt kê đúng các xã, phường tồn tại vào ngày chốt số liệu.",
    ),
    error(
        "key_unknown",
        "Mã đơn vị lạ",
        "Mã ẩn của dòng là “{found}”, danh mục đơn vị không có mã này.",
        "Tải lại mẫu và chép số liệu sang; không sửa cột A đang ẩn.",
    ),
    error(
        "row_repeated",
        "Một xã ghi hai dòng",
        "{unit_name} đã có số liệu ở dòng {other}; dòng này lặp lại.",
        "Giữ lại một dòng đúng, xóa dòng kia.",
    ),
    error(
        "more_faults",
        "Còn nhiều lỗi khác",
        "Trang này còn ít nhất {count} lỗi khác về cột và dòng, chưa liệt kê hết.",
        "Sửa các lỗi đã liệt kê trước; nếu bảng bị xáo trộn nhiều, nên chép số liệu sang mẫu mới.",
    ),
    warning(
        "rows_missing",
        "Thiếu dòng của xã",
        "Trang này thiếu {count} xã, phường: {names}. Các xã này tính là chưa báo cáo.",
        "Bổ sung dòng nếu có số liệu. Nếu xã chưa báo cáo thì có thể nộp như hiện tại.",
    ),
    warning(
        "layout_used",
        "Đọc theo mẫu biểu đã ghép",
        "Trang này được đọc theo mẫu biểu riêng “{found}” đã ghép cho {unit_name}: {columns} cột, {rows} dòng.",
        "Xem lại số liệu đọc được. Nếu biểu đã đổi cách ghi, ghép lại ở trang Ghép mẫu biểu.",
    ),
    warning(
        "total_wrong",
        "Dòng tổng không bằng tổng các xã",
        "Dòng tổng ghi {found}, cộng các xã được {expected}.",
        "Kiểm tra lại số của từng xã; chương trình lấy số của từng xã và tự cộng.",
    ),
)
