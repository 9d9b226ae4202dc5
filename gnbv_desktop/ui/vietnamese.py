"""Qt's own texts in Vietnamese: Qt has none. Buttons, menus of editors, the file dialog, words for screen readers."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTranslator

_BUTTONS = {
    "OK": "Đồng ý", "&OK": "Đồng ý", "Cancel": "Hủy", "&Cancel": "Hủy", "Close": "Đóng", "&Close": "Đóng",
    "Save": "Lưu", "&Save": "Lưu", "Save All": "Lưu tất cả", "Open": "Mở", "&Open": "Mở", "&Yes": "&Có", "Yes": "Có",
    "Yes to &All": "Có, cho tất cả", "&No": "&Không", "No": "Không", "N&o to All": "Không, cho tất cả",
    "Abort": "Dừng", "Retry": "Thử lại", "Ignore": "Bỏ qua", "Discard": "Bỏ", "Don't Save": "Không lưu",
    "Close without Saving": "Đóng, không lưu", "Help": "Trợ giúp", "Apply": "Áp dụng", "Reset": "Đặt lại",
    "Restore Defaults": "Về mặc định", "Show Details...": "Xem chi tiết…", "Hide Details...": "Ẩn chi tiết…",
}  # fmt: skip
_EDITING = {
    "&Undo": "&Hoàn tác", "&Redo": "&Làm lại", "Cu&t": "&Cắt", "&Copy": "&Sao chép", "&Paste": "&Dán",
    "Delete": "Xóa", "Select All": "Chọn tất cả", "Copy &Link Location": "Sao chép liên kết",
    "&Select All": "&Chọn tất cả", "&Step up": "Tăng", "Step &down": "Giảm",
}  # fmt: skip
_UNICODE = {
    "Insert Unicode control character": "Chèn ký tự điều khiển Unicode",
    "LRM Left-to-right mark": "LRM Dấu trái sang phải", "RLM Right-to-left mark": "RLM Dấu phải sang trái",
    "ZWJ Zero width joiner": "ZWJ Nối không độ rộng", "ZWNJ Zero width non-joiner": "ZWNJ Không nối",
    "ZWSP Zero width space": "ZWSP Khoảng trắng không độ rộng",
    "LRE Start of left-to-right embedding": "LRE Bắt đầu nhúng trái sang phải",
    "RLE Start of right-to-left embedding": "RLE Bắt đầu nhúng phải sang trái",
    "LRO Start of left-to-right override": "LRO Bắt đầu ép trái sang phải",
    "RLO Start of right-to-left override": "RLO Bắt đầu ép phải sang trái",
    "PDF Pop directional formatting": "PDF Kết thúc định hướng",
    "LRI Left-to-right isolate": "LRI Tách trái sang phải", "RLI Right-to-left isolate": "RLI Tách phải sang trái",
    "FSI First strong isolate": "FSI Tách theo chữ đầu", "PDI Pop directional isolate": "PDI Kết thúc tách",
}  # fmt: skip
_SCROLLING = {
    "Scroll here": "Cuộn tới đây", "Left edge": "Mép trái", "Right edge": "Mép phải", "Top": "Đầu", "Bottom": "Cuối",
    "Page left": "Sang trái một trang", "Page right": "Sang phải một trang", "Page up": "Lên một trang",
    "Page down": "Xuống một trang", "Scroll left": "Cuộn trái", "Scroll right": "Cuộn phải", "Scroll up": "Cuộn lên",
    "Scroll down": "Cuộn xuống",
}  # fmt: skip
_FILES = {
    "Look in:": "Thư mục:", "&Look in:": "Thư &mục:", "Files of &type:": "&Loại tệp:", "All files (*)": "Mọi tệp (*)",
    "Back": "Lùi", "Forward": "Tiến", "Parent Directory": "Thư mục trên",
    "Create New Folder": "Tạo thư mục mới", "Create New Folder...": "Tạo thư mục mới…", "List View": "Danh sách",
    "Detail View": "Chi tiết", "Files of type:": "Loại tệp:", "File &name:": "&Tên tệp:", "&Open": "Mở", "Open": "Mở",
    "&Save": "Lưu", "Save As": "Lưu thành", "&Choose": "Chọn", "Directory:": "Thư mục:", "Directories": "Thư mục",
    "Find Directory": "Tìm thư mục", "Computer": "Máy tính", "My Computer": "Máy tính", "Drive": "Ổ đĩa",
    "File": "Tệp", "File Folder": "Thư mục", "Folder": "Thư mục", "Name": "Tên", "Size": "Cỡ", "Type": "Loại",
    "Kind": "Loại", "Date Modified": "Ngày sửa", "All Files (*)": "Mọi tệp (*)", "New Folder": "Thư mục mới",
    "&Rename": "Đổi tên", "&Delete": "Xóa", "Show &hidden files": "Hiện tệp ẩn", "&New Folder": "Thư mục mới",
    "Remove": "Bỏ", "Show ": "Hiện ", "Recent Places": "Nơi vừa dùng", "Sidebar": "Nơi thường dùng",
    "%1\nFile not found.\nPlease verify the correct file name was given.":
        "%1\nKhông có tệp này; hãy kiểm tra tên tệp.",
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.":
        "%1\nKhông có thư mục này; hãy kiểm tra tên thư mục.",
    "%1 already exists.\nDo you want to replace it?": "%1 đã có.\nThay tệp ấy?",
    "'%1' is write protected.\nDo you want to delete it anyway?": "“%1” chỉ đọc.\nVẫn xóa?",
    "Are you sure you want to delete '%1'?": "Xóa “%1”?", "Could not delete directory.": "Không xóa được thư mục.",
    "Go back": "Lùi", "Go forward": "Tiến", "Go to the parent directory": "Lên thư mục trên",
    "Create a New Folder": "Tạo thư mục mới", "Change to list view mode": "Xem danh sách",
    "Change to detail view mode": "Xem chi tiết", "List of places and bookmarks": "Nơi thường dùng", "Files": "Tệp",
    "%1 bytes": "%1 byte", "%1 KB": "%1 KB", "%1 MB": "%1 MB", "Unknown": "Không rõ", "Alias": "Lối tắt",
    "Shortcut": "Lối tắt", "Delete": "Xóa",
}  # fmt: skip
_PRINTING = {
    "&Options >>": "&Tùy chọn >>", "&Options <<": "&Tùy chọn <<", "&Print": "&In", "Print": "In",
    "All Pages": "Mọi trang", "Even Pages": "Trang chẵn", "Odd Pages": "Trang lẻ", "Local file": "Tệp trên máy",
    "Print to File (PDF)": "In ra tệp (PDF)", "Write PDF file": "Ghi tệp PDF", "Collate": "In từng bộ",
    "Color": "Màu", "Color Mode": "Chế độ màu", "Copies": "Số bản", "Copies:": "Số bản:", "Form": "Biểu mẫu",
    "Current Page": "Trang hiện tại", "Double Sided Printing": "In hai mặt", "Grayscale": "Đen trắng",
    "Long side binding": "Lật cạnh dài", "Short side binding": "Lật cạnh ngắn", "Off": "Tắt",
    "Options": "Tùy chọn", "Output Settings": "Thiết lập in", "Page &Set:": "&Chọn trang:", "Pages": "Các trang",
    "Pages from": "Từ trang", "Print all": "In tất cả", "Print range": "Trang cần in", "Reverse": "In ngược",
    "Selection": "Phần đang chọn", "to": "đến", "&Name:": "&Tên:", "Location:": "Nơi đặt:", "Output &file:": "&Tệp:",
    "P&roperties": "&Thuộc tính", "Preview": "Xem trước", "Printer": "Máy in", "Type:": "Loại:",
    "Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by a hyphen. "
    "E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9.":
        "Các trang cách nhau bằng dấu phẩy, khoảng trang viết bằng gạch nối: 3,5-7,9 in các trang 3, 5, 6, 7 và 9.",
}  # fmt: skip
_KEYS = {
    "Ctrl": "Ctrl", "Shift": "Shift", "Alt": "Alt", "Up": "Lên", "Down": "Xuống", "Left": "Trái", "Right": "Phải",
    "Return": "Enter", "Enter": "Enter", "Space": "Dấu cách", "Backspace": "Xóa lùi",
}  # fmt: skip
_DIALOGS = {"More info...": "Chi tiết…", "What's This?": "Đây là gì?", "Dismiss": "Bỏ", "Find": "Tìm"}
_SPOKEN = {
    "Press": "Bấm", "Triggers the action": "Thực hiện lệnh", "Toggle": "Đổi", "Toggles the state": "Đổi trạng thái",
    "Increase": "Tăng", "Increase the value": "Tăng giá trị", "Decrease": "Giảm", "Decrease the value": "Giảm giá trị",
    "ShowMenu": "Mở thực đơn", "Shows the menu": "Mở thực đơn", "SetFocus": "Chọn", "Sets the focus": "Chọn",
    "Scroll Left": "Cuộn trái", "Scroll Right": "Cuộn phải", "Scroll Up": "Cuộn lên", "Scroll Down": "Cuộn xuống",
    "Scrolls to the left": "Cuộn sang trái", "Scrolls to the right": "Cuộn sang phải", "Scrolls up": "Cuộn lên",
    "Scrolls down": "Cuộn xuống", "Previous Page": "Trang trước", "Goes back a page": "Về trang trước",
    "Next Page": "Trang sau", "Goes to the next page": "Sang trang sau", "True": "Có", "False": "Không",
    "Open the combo box selection popup": "Mở danh sách để chọn",
}  # fmt: skip
# Not words but settings in the shape of words.
_AS_THEY_ARE = {each: each for each in ("Alt+Left", "Alt+Right", "Alt+Up", "...", "A4")} | {
    "QT_LAYOUT_DIRECTION": "LTR"
}

TEXTS: Mapping[str, str] = {
    **_AS_THEY_ARE, **_SPOKEN, **_DIALOGS, **_PRINTING, **_SCROLLING, **_UNICODE, **_FILES, **_EDITING, **_BUTTONS,
}  # fmt: skip
KEYS = "QShortcut"
"""Qt's context of the names of keys: they are called what stands on them."""


class Vietnamese(QTranslator):
    """Answers for Qt's own contexts. What it does not know, our own texts among it, is answered as it was asked:
    an empty answer would be shown as an empty text.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.unknown: set[tuple[str, str]] = set()
        """What was asked for and is not here: for the test that walks through everything."""

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        if context == KEYS:
            return _KEYS.get(sourceText, sourceText)
        found = TEXTS.get(sourceText)
        if found is None:
            self.unknown.add((context, sourceText))
        return sourceText if found is None else found

    def isEmpty(self) -> bool:
        return False
