"""Qt's own texts in Vietnamese: Qt has none of its own. Buttons, menus of editors and scroll bars, the file dialog."""

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
    "Look in:": "Thư mục:", "Back": "Lùi", "Forward": "Tiến", "Parent Directory": "Thư mục trên",
    "Create New Folder": "Tạo thư mục mới", "Create New Folder...": "Tạo thư mục mới…", "List View": "Danh sách",
    "Detail View": "Chi tiết", "Files of type:": "Loại tệp:", "File &name:": "&Tên tệp:", "&Open": "Mở", "Open": "Mở",
    "&Save": "Lưu", "Save As": "Lưu thành", "&Choose": "Chọn", "Directory:": "Thư mục:", "Directories": "Thư mục",
    "Find Directory": "Tìm thư mục", "Computer": "Máy tính", "My Computer": "Máy tính", "Drive": "Ổ đĩa",
    "File": "Tệp", "File Folder": "Thư mục", "Folder": "Thư mục", "Name": "Tên", "Size": "Cỡ", "Type": "Loại",
    "Kind": "Loại", "Date Modified": "Ngày sửa", "All Files (*)": "Mọi tệp (*)", "New Folder": "Thư mục mới",
    "&Rename": "Đổi tên", "&Delete": "Xóa", "Show &hidden files": "Hiện tệp ẩn", "&New Folder": "Thư mục mới",
    "Remove": "Bỏ", "Show ": "Hiện ", "Recent Places": "Nơi vừa dùng", "Sidebar": "Nơi thường dùng",
    "%1\nFile not found.\nPlease verify the correct file name was given.": "%1\nKhông có tệp này; hãy kiểm tra tên tệp.",
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
_KEYS = {
    "Ctrl": "Ctrl", "Shift": "Shift", "Alt": "Alt", "Up": "Lên", "Down": "Xuống", "Left": "Trái", "Right": "Phải",
    "Return": "Enter", "Enter": "Enter", "Space": "Dấu cách", "Backspace": "Xóa lùi",
}  # fmt: skip
_DIALOGS = {"More info...": "Chi tiết…", "What's This?": "Đây là gì?", "Dismiss": "Bỏ", "Find": "Tìm"}

TEXTS: Mapping[str, str] = {**_DIALOGS, **_KEYS, **_SCROLLING, **_UNICODE, **_FILES, **_EDITING, **_BUTTONS}


class Vietnamese(QTranslator):
    """Answers for any of Qt's own contexts; what it does not know stays as it is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.unknown: set[tuple[str, str]] = set()
        """What Qt asked for and had no Vietnamese: for the test that walks the dialogs."""

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        found = TEXTS.get(sourceText, "")
        if not found and sourceText:
            self.unknown.add((context, sourceText))
        return found

    def isEmpty(self) -> bool:
        return False
