"""The same document, the same bytes: files of Office are archives that hold the moment of their making."""

import datetime as dt
import io
import re
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def same_bytes(archive: bytes, day: dt.date) -> bytes:
    """The archive with every moment of its making set to `day`, that of the workbooks inside it as well."""
    written = io.BytesIO()
    stamp = (day.year, day.month, day.day, 0, 0, 0)
    with ZipFile(io.BytesIO(archive)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith(".xlsx"):
                content = same_bytes(content, day)
            elif name == "docProps/core.xml":
                content = _MOMENT.sub(rb"\g<1>" + f"{day:%Y-%m-%d}T00:00:00Z".encode() + rb"\g<2>", content)
            entry = ZipInfo(name, stamp)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, content)
    return written.getvalue()
