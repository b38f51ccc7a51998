/* Streamlit's own English words and number habits into Vietnamese: loaded before its code, watching as it draws.

   Only whole texts that Streamlit itself writes are swapped, by a dictionary; what the program writes is Vietnamese
   already, and what people have typed is never an English phrase of this list. Nodes are changed, never replaced. */
"use strict";
(() => {
  /* The server is at the root of this address: without this, every deep link first asks two addresses that are not there. */
  window.__streamlit = { BACKEND_BASE_URL: `${location.origin}/` };

  const WORDS = {
    "Upload": "Chọn tệp", "Upload directories": "Chọn thư mục", "Add files": "Thêm tệp",
    "Drag and drop a file here": "Kéo và thả tệp vào đây", "Drag and drop files here": "Kéo và thả các tệp vào đây",
    "Browse files": "Chọn tệp", "File Uploader": "Tải tệp lên", "Error uploading file": "Chưa tải được tệp lên",
    "Error deleting file": "Chưa bỏ được tệp", "Only one file is allowed.": "Chỉ nhận một tệp.",
    "Choose an option": "Chọn một mục", "Choose options": "Chọn các mục", "Choose or add an option": "Chọn hoặc thêm một mục",
    "No results": "Không tìm thấy", "No options": "Không có mục nào", "No options to select": "Không có mục nào để chọn",
    "No options to select.": "Không có mục nào để chọn.", "Select all": "Chọn tất cả", "Clear all": "Bỏ chọn tất cả",
    "Clear value": "Bỏ chọn", "Clear selection": "Bỏ chọn", "Clear entry": "Xóa ô này", "Open": "Mở", "Clear": "Xóa",
    "file upload": "tải tệp lên", "upload": "tải lên", "Error:": "Lỗi:",
    "Selectbox options": "Các mục để chọn", "Multiselect options": "Các mục để chọn", "Selected values": "Các mục đã chọn",
    "Press Enter to apply": "Nhấn Enter để áp dụng", "Press Enter to submit form": "Nhấn Enter để gửi",
    "Press Ctrl+Enter to apply": "Nhấn Ctrl+Enter để áp dụng", "Press ⌘+Enter to apply": "Nhấn ⌘+Enter để áp dụng",
    "Press Ctrl+Enter to submit form": "Nhấn Ctrl+Enter để gửi", "Press ⌘+Enter to submit form": "Nhấn ⌘+Enter để gửi",
    "Show password": "Hiện mật khẩu", "Hide password": "Ẩn mật khẩu", "Invalid input.": "Giá trị chưa hợp lệ.",
    "Increment": "Tăng", "Decrement": "Giảm",
    "Choose date": "Chọn ngày", "Choose date range": "Chọn khoảng ngày", "Clear date": "Xóa ngày", "Clear dates": "Xóa các ngày",
    "Start Date": "Từ ngày", "End Date": "Đến ngày", "Date range": "Khoảng ngày", "Next month": "Tháng sau",
    "Previous month": "Tháng trước", "Start date must be before end date.": "Ngày đầu phải trước ngày cuối.",
    "Selected date unavailable.": "Không chọn được ngày này.",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.":
      "Dùng phím mũi tên để đi giữa các ngày, Enter để chọn, Esc để đóng.",
    "Fullscreen": "Toàn màn hình", "Close fullscreen": "Thu nhỏ lại", "Exit fullscreen": "Thu nhỏ lại",
    "Enter fullscreen": "Toàn màn hình", "Download": "Tải về", "Download as CSV": "Tải về dạng CSV", "Search": "Tìm",
    "Type to search": "Gõ để tìm", "Close Search": "Đóng tìm kiếm", "Next Result": "Kết quả sau", "Previous Result": "Kết quả trước",
    "Show/hide columns": "Hiện, ẩn cột", "Hide column": "Ẩn cột", "Pin column": "Ghim cột", "Unpin column": "Bỏ ghim cột",
    "Copy column name": "Chép tên cột", "Sort ascending": "Xếp tăng dần", "Sort descending": "Xếp giảm dần",
    "Add row": "Thêm dòng", "Delete row(s)": "Xóa dòng", "Autosize": "Vừa chữ", "Format": "Định dạng", "No data": "Không có số liệu",
    "No content": "Không có nội dung", "Failed to load data": "Chưa tải được số liệu", "empty": "trống",
    "Dataframe column menu": "Menu của cột", "Incompatible value": "Giá trị không phù hợp",
    "The value cannot be interpreted as a number.": "Giá trị này không phải là số.",
    "The value is not part of the allowed options.": "Giá trị này không có trong danh sách.",
    "Next page": "Trang sau", "Previous page": "Trang trước", "Pagination": "Các trang",
    "Expand sidebar": "Mở menu", "Collapse sidebar": "Đóng menu", "Sidebar": "Menu", "App pages": "Các trang",
    "Main menu": "Menu chính", "Navigate to home page": "Về trang đầu", "Skip to main content": "Tới nội dung chính",
    "View less": "Thu gọn", "Scroll tabs left": "Cuộn sang trái", "Scroll tabs right": "Cuộn sang phải",
    "Link to heading": "Liên kết tới mục này", "Copy to clipboard": "Chép", "Copied": "Đã chép", "Copy": "Chép",
    "Rerun": "Chạy lại", "Always rerun": "Luôn chạy lại", "Stop": "Dừng", "Settings": "Cài đặt", "Print": "In", "Close": "Đóng",
    "Cancel": "Thôi", "Retry": "Thử lại", "Try again": "Thử lại", "Delete": "Xóa", "Loading...": "Đang tải…",
    "Please wait...": "Xin chờ…", "Running...": "Đang chạy…", "Connecting": "Đang kết nối", "Notifications": "Thông báo",
    "Connecting to Streamlit server": "Đang kết nối với máy chủ", "Reconnected to server.": "Đã kết nối lại.",
    "Unable to connect to Streamlit server": "Chưa kết nối được với máy chủ", "Error": "Lỗi", "Page not found": "Không có trang này",
    "Connection error": "Mất kết nối", "Connection timed out.": "Máy chủ trả lời quá lâu.", "Network error": "Lỗi mạng",
    "Network issue": "Lỗi mạng", "Request timed out": "Máy chủ trả lời quá lâu", "Bad message format": "Chương trình vừa được cập nhật",
    "Download failed": "Chưa tải về được", "Script execution error": "Trang gặp lỗi", "Unknown error": "Lỗi chưa rõ",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "Máy chủ không trả lời. Nếu vẫn vậy sau vài phút, hãy báo người giữ máy chủ. Trang sẽ tự kết nối lại.",
    "Streamlit server is not responding. Are you connected to the internet?":
      "Máy chủ không trả lời. Hãy kiểm tra mạng; trang sẽ tự kết nối lại.",
    "Connection lost. Please wait for the app to reconnect, then try again.": "Mất kết nối. Hãy chờ nối lại rồi thử lần nữa.",
    "Your app is having trouble loading the component.": "Một phần của trang chưa tải được.",
  };
  const PATTERNS = [
    [/^(?:Limit )?([\d.,]+) ?([KMG]?B) per file(.*)$/, (_, size, unit, rest) => `Tối đa ${size} ${unit} mỗi tệp${rest}`],
    [/^File must be ([\d.,]+) ?([KMG]?B) or smaller\.?$/, (_, size, unit) => `Tệp phải không quá ${size} ${unit}.`],
    [/^(\S*) ?files are not allowed\.?$/, "Không nhận loại tệp này."],
    [/^File type must be (.*)$/, "Chỉ nhận tệp $1"],
    [/status code 413/, "Tệp quá lớn."],
    [/status code 429/, "Đã tải lên quá nhiều tệp trong ít phút. Hãy chờ rồi thử lại."],
    [/status code (401|403)/, "Không được phép tải tệp lên ở đây. Hãy tải lại trang."],
    [/^(?:AxiosError: )?Request failed with status code (\d+).*$/, "Máy chủ từ chối (mã $1)."],
    [/^(year|month|day), (.*)$/, (_, part, label) => `${{ year: "năm", month: "tháng", day: "ngày" }[part]}, ${label}`],
    [/^Selected Date: (.+)$/, (_, day) => `Ngày đã chọn: ${new Date(day).toLocaleDateString("vi-VN")}`],
    [/^Remove (.+)$/, "Bỏ $1"],
    [/^Page (\d+)$/, "Trang $1"],
    [/^View (\d+) more$/, "Xem thêm $1 mục"],
    [/^(\d+) more$/, "thêm $1 mục"],
    [/^You have requested page .*$/, "Địa chỉ này không có, hoặc tài khoản không dùng trang này. Đang mở trang đầu."],
    [/^The page that you have requested does not seem to exist.*$/, "Địa chỉ này không có. Đang mở trang đầu."],
    [/^Connection failed with status (\d+).*$/, "Máy chủ trả lời mã $1. Hãy tải lại trang."],
  ];
  const ATTRIBUTES = ["aria-label", "placeholder", "title", "alt"];
  const LEFT_ALONE = "script, style, textarea, [data-testid='stHtml'], [data-testid='stText'], [data-testid='stIconMaterial'], [contenteditable='true']";

  const inVietnamese = (text) => {
    const bare = text.trim();
    if (!bare || bare.length > 200) return text;
    if (Object.hasOwn(WORDS, bare)) return text.replace(bare, () => WORDS[bare]);
    for (const [pattern, by] of PATTERNS) if (pattern.test(bare)) return bare.replace(pattern, by);
    return text;
  };
  const swapText = (node) => {
    if (!node.parentElement || node.parentElement.closest(LEFT_ALONE)) return;
    const text = node.nodeValue, told = inVietnamese(text);
    if (told !== text) node.nodeValue = told;
    if (text.startsWith("streamlit run ") && node.parentElement.closest("[role='dialog']"))
      (node.parentElement.closest("pre") || node.parentElement).style.display = "none";
  };
  const swapAttributes = (element) => {
    for (const name of ATTRIBUTES) {
      const text = element.getAttribute(name);
      if (!text) continue;
      const told = inVietnamese(text);
      if (told !== text) element.setAttribute(name, told);
    }
  };
  const swapBelow = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return swapText(node);
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    swapAttributes(node);
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      if (walker.currentNode.nodeType === Node.TEXT_NODE) swapText(walker.currentNode);
      else swapAttributes(walker.currentNode);
    }
  };
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData") swapText(change.target);
      else if (change.type === "attributes") swapAttributes(change.target);
      else change.addedNodes.forEach(swapBelow);
    }
  });
  observer.observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
  });

  /* Numbers, months and weekdays follow the browser's language; the office's browsers are often English. */
  for (const [name, value] of [["language", "vi-VN"], ["languages", Object.freeze(["vi-VN", "vi"])]])
    Object.defineProperty(Navigator.prototype, name, { configurable: true, get: () => value });
  const unsaid = (locales) => locales === undefined || (Array.isArray(locales) && locales.length === 0);
  for (const kind of ["NumberFormat", "DateTimeFormat", "PluralRules", "ListFormat"]) {
    Intl[kind] = new Proxy(Intl[kind], {
      construct: (target, [locales, ...rest]) => new target(unsaid(locales) ? "vi-VN" : locales, ...rest),
      apply: (target, self, [locales, ...rest]) => target(unsaid(locales) ? "vi-VN" : locales, ...rest),
    });
  }
  for (const [prototype, name] of [
    [Number.prototype, "toLocaleString"], [Date.prototype, "toLocaleString"],
    [Date.prototype, "toLocaleDateString"], [Date.prototype, "toLocaleTimeString"],
  ]) {
    const plain = prototype[name];
    prototype[name] = function (locales, options) {
      return plain.call(this, unsaid(locales) ? "vi-VN" : locales, options);
    };
  }
})();
