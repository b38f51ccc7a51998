"""An OLE compound file (the container of .xls and of encrypted .xlsx) into what it holds, or a refusal."""

from etl.reading.refusals import RefusalCode, refusal

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER_BYTES = 512
ENTRY_BYTES = 128

_OTHER_DOCUMENTS = (
    ("WordDocument", "văn bản Word kiểu cũ (.doc)"),
    ("PowerPoint Document", "bản trình chiếu PowerPoint kiểu cũ (.ppt)"),
    ("__substg1.0_1000001F", "thư Outlook (.msg)"),
)


def inspect(data: bytes) -> None:
    """Pass an old Excel workbook without macros; raise Unreadable for every other compound file."""
    if len(data) < 3 * HEADER_BYTES:
        raise refusal(RefusalCode.TRUNCATED)
    if has_entry(data, "EncryptedPackage") or has_entry(data, "EncryptionInfo"):
        raise refusal(RefusalCode.ENCRYPTED)
    if has_entry(data, "_VBA_PROJECT_CUR") or has_entry(data, "_VBA_PROJECT"):
        raise refusal(RefusalCode.MACROS)
    if has_entry(data, "Workbook"):
        return
    if has_entry(data, "Book"):
        raise refusal(RefusalCode.UNSUPPORTED_FORMAT, found="Excel 5.0/95")
    for entry, words in _OTHER_DOCUMENTS:
        if has_entry(data, entry):
            raise refusal(RefusalCode.NOT_A_WORKBOOK, found=words)
    # A workbook's directory stands at the end of the file as often as at its start.
    if len(data) % HEADER_BYTES:
        raise refusal(RefusalCode.TRUNCATED)
    raise refusal(RefusalCode.NOT_A_WORKBOOK, found="tài liệu OLE không phải bảng tính")


def has_entry(data: bytes, name: str) -> bool:
    """Whether a directory entry of that name exists, found without following any chain of sectors.

    An entry is 128 bytes at a multiple of 128 and starts with its UTF-16 name, zero-terminated, the name's
    length in bytes at offset 64 ([MS-CFB] 2.6.1): nothing can hide from this, and text hardly fits it.
    """
    wanted = name.encode("utf-16-le") + b"\0\0"
    length = len(wanted).to_bytes(2, "little")
    at = data.find(wanted, HEADER_BYTES)
    while at >= 0:
        if at % ENTRY_BYTES == 0 and data[at + 64 : at + 66] == length:
            return True
        at = data.find(wanted, at + 2)
    return False
