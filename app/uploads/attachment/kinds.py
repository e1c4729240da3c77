"""Which files may be attached, by the endings of their names."""

from types import MappingProxyType

MEDIA_TYPES = MappingProxyType(
    {
        ".pdf": "application/pdf",
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ".odt": "application/vnd.oasis.opendocument.text",
        ".ods": "application/vnd.oasis.opendocument.spreadsheet",
        ".odp": "application/vnd.oasis.opendocument.presentation",
        ".png": "image/png",
        ".jpg": "image/jpeg",
        ".jpeg": "image/jpeg",
        ".txt": "text/plain",
        ".csv": "text/csv",
    }
)
MACRO_ENDINGS = frozenset({".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".xlam", ".pptm", ".potm", ".ppsm", ".ppam"})
OFFICE_ENDINGS = (".docx", ".xlsx", ".pptx")
OPEN_ENDINGS = (".odt", ".ods", ".odp")
TEXT_ENDINGS = frozenset({".txt", ".csv"})
ACCEPT = ",".join(MEDIA_TYPES)
"""What a browser is told to offer."""
