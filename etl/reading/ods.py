"""The bytes of an .ods into sheets of typed cells (runs in the limited child only)."""

import zipfile
from io import BytesIO

from etl.reading.limits import Limits
from etl.reading.ods_content import Content
from etl.reading.ods_styles import Styles
from etl.reading.tables import Tables
from etl.reading.xml_stream import Malformed, stream


def read_ods(data: bytes, *, limits: Limits) -> Tables:
    """Every sheet, hidden ones too. Raises Unreadable, Malformed and what zipfile raises.

    Of number formats only percentages are told ('0%'): OpenDocument types its values itself.
    """
    styles = Styles(limits)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if "styles.xml" in archive.namelist():
            with archive.open("styles.xml") as source:
                stream(source, start=styles.start)
        content = Content(limits, styles)
        with archive.open("content.xml") as source:
            stream(source, start=content.start, end=content.end, text=content.characters)
    if not content.sheets:
        raise Malformed("no tables")
    return Tables(tuple(content.sheets), content.names)
