"""The parts of Office files that are written by hand keep the order that the schemas ask for (ECMA-376).

Word may ask to repair a file with children out of order. No package at hand checks it, so the orders stand here.
"""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pytest

from reports.documents.export import FileFormat, Order, make
from reports.documents.layouts import LayoutName
from tests.reports.documents.made_up import DAY, subject
from tests.reports.documents.reading import A, W

ORDERS = {
    f"{W}pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind jc rPr sectPr",
    f"{W}rPr": "rStyle rFonts b bCs i iCs color spacing kern sz szCs highlight u vertAlign lang",
    f"{W}tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    f"{W}tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    f"{W}sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
    f"{A}tc": "txBody tcPr",
    f"{A}tcPr": "lnL lnR lnT lnB solidFill pattFill",
    f"{A}rPr": "ln solidFill latin ea cs",
    f"{A}tbl": "tblPr tblGrid tr",
}  # fmt: skip


@pytest.mark.parametrize("layout", list(LayoutName))
@pytest.mark.parametrize("kind", [FileFormat.DOCX, FileFormat.PPTX, FileFormat.REPORT])
def test_children_stand_in_order(kind: FileFormat, layout: LayoutName) -> None:
    (made,) = make(subject(DAY, chosen=("TH-1.1a", "TH-3.4")), Order(format=kind, layout=layout))
    seen = set()
    with zipfile.ZipFile(BytesIO(made.content)) as packed:
        for name in packed.namelist():
            if not name.endswith(".xml") or not name.startswith(("word/document", "word/header", "ppt/slides/")):
                continue
            for element in ElementTree.fromstring(packed.read(name)).iter():
                if element.tag in ORDERS:
                    seen.add(element.tag)
                    wanted = ORDERS[element.tag].split()
                    places = [wanted.index(child.tag.rpartition("}")[2]) for child in element]
                    assert places == sorted(places), (name, element.tag, [child.tag for child in element])
    assert len(seen) >= 4


@pytest.mark.parametrize("kind", [FileFormat.DOCX, FileFormat.REPORT])
def test_a_table_is_never_the_last_thing_of_a_cell_or_a_page(kind: FileFormat) -> None:
    (made,) = make(subject(DAY, chosen=("TH-3.4",)), Order(format=kind, layout=LayoutName.STATE))
    with zipfile.ZipFile(BytesIO(made.content)) as packed:
        root = ElementTree.fromstring(packed.read("word/document.xml"))
    body = next(iter(root))
    assert [child.tag for child in body][-2:] == [f"{W}p", f"{W}sectPr"]
    assert all(list(cell)[-1].tag == f"{W}p" for cell in root.iter(f"{W}tc"))
