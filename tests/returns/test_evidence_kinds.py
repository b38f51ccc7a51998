"""What may be evidence is told by content; whatever could act by itself is refused with its own sentence."""

import io
import time
import zipfile

import docx as python_docx
import pytest
import typst

from returns.evidence import pdf as evidence_pdf
from returns.evidence.kinds import MOST_BYTES, EvidenceKind, scanned
from returns.faults import EvidenceRefused
from tests.returns.evidence_files import RELATION, TYPES, docx, jpeg, pdf, png, png_sized

JS = b"<</S /JavaScript /JS (app.alert(1))>>"


@pytest.mark.parametrize(
    ("data", "name", "kind", "shown"),
    [
        (pdf(), "biên bản.PDF", EvidenceKind.PDF, "biên bản.pdf"),
        (pdf(packed=b"7 0 <</Type /Annot>>"), "a.pdf", EvidenceKind.PDF, "a.pdf"),
        (png(), "C:\\ảnh\\một.jpg", EvidenceKind.PNG, "một.png"),
        (jpeg(), "../../etc/passwd", EvidenceKind.JPEG, "passwd.jpg"),
        (jpeg(progressive=True), "", EvidenceKind.JPEG, "minh-chung.jpg"),
        (jpeg() + b"\x00" * 900, "x.jpeg", EvidenceKind.JPEG, "x.jpg"),
        (docx(), "a<b>\x07.docx", EvidenceKind.DOCX, "ab.docx"),
        (
            docx({"word/_rels/document.xml.rels": RELATION.format(kind="hyperlink", target="https://thanhhoa.gov.vn")}),
            "qđ.số.15.docx",
            EvidenceKind.DOCX,
            "qđ.số.15.docx",
        ),
    ],
)
def test_good_files_are_named_by_what_they_are(data: bytes, name: str, kind: EvidenceKind, shown: str) -> None:
    found = scanned(data, name)
    assert (found.kind, found.file_name) == (kind, shown)


def test_files_of_real_programs_pass() -> None:
    out = io.BytesIO()
    document = python_docx.Document()
    document.add_heading("Biên bản")
    document.add_table(2, 2)
    document.save(out)
    assert scanned(out.getvalue(), "b.docx").kind is EvidenceKind.DOCX
    made = typst.compile(b'= Bao cao\n#lorem(2000)\n#link("https://a.vn")[a]', format="pdf")
    assert scanned(made, "b.pdf").kind is EvidenceKind.PDF


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "rỗng"),
        (b"MZ\x90\x00" + b"\x00" * 100, "không phải loại được nhận"),
        (b"<html><script>alert(1)</script></html>", "không phải loại được nhận"),
        (b"\x00" + pdf(), "không phải loại được nhận"),
        (pdf() + b"\x00" * MOST_BYTES, "10 MB"),
        (pdf()[:-30], "bị cụt"),
        (b"%PDF-9" + pdf(), "hỏng"),
        (pdf(b"6 0 obj " + JS + b" endobj\n"), "JavaScript"),
        (pdf(b"6 0 obj <</S /J#61v#61Script /JS (x)>> endobj\n"), "JavaScript"),
        (pdf(b"6 0 obj <</S/Launch/F(cmd.exe)>> endobj\n"), "mở chương trình"),
        (pdf(b"6 0 obj <</Names <</EmbeddedFiles 7 0 R>>>> endobj\n"), "đính kèm"),
        (pdf(b"6 0 obj <</AcroForm <</XFA [(a) 7 0 R]>>>> endobj\n"), "XFA"),
        (pdf(b"6 0 obj <</S /SubmitForm /F (http://x)>> endobj\n"), "tự gửi"),
        (pdf(b"trailer <</Encrypt 7 0 R>>\n"), "mật khẩu"),
        (pdf(packed=b"7 0 " + JS), "JavaScript"),
        (pdf(packed=b"7 0 <</S /Java#53cript>>"), "JavaScript"),
        (pdf(b"% /ObjStm hidden\n", packed=b"7 0 " + JS), "JavaScript"),
        (pdf(packed=b"x", filters=b"[/ASCII85Decode /FlateDecode]"), "không kiểm tra được"),
        (png()[:-4], "hỏng|cụt"),
        (png()[:40] + b"\xff" + png()[41:], "hỏng"),
        (png() + docx(), "dữ liệu khác"),
        (png_sized(100_000, 100_000), "quá lớn"),
        (png_sized(0, 4), "không có thật"),
        (jpeg()[:-2], "cụt|hỏng"),
        (jpeg()[:300], "cụt|hỏng"),
        (jpeg() + docx(), "dữ liệu khác"),
        (jpeg() + docx() + b"\xff\xd9", "dữ liệu khác"),
        (jpeg() + b"<SCRIPT>x</SCRIPT>", "dữ liệu khác"),
        (docx()[:-30], "hỏng"),
        (docx(types="<Types/>"), "không phải văn bản Word"),
        (docx(types=TYPES.replace("main+xml", "main+xml macroEnabled")), "macro"),
        (docx({"word/vbaProject.bin": b"x"}), "macro"),
        (docx({"word/embeddings/oleObject1.bin": b"x"}), "tệp nhúng"),
        (docx({"word/media/virus.EXE": b"x"}), "tệp nhúng"),
        (docx({"../../etc/cron.d/x": b"x"}), "không an toàn"),
        (
            docx({"word/_rels/settings.xml.rels": RELATION.format(kind="attachedTemplate", target="http://x/a.dotm")}),
            "nơi khác",
        ),
        (docx({"word/_rels/document.xml.rels": RELATION.format(kind="oleObject", target="a.dat")}), "tệp nhúng"),
        (docx(document='<!DOCTYPE x [<!ENTITY a "b">]><w:document/>'), "khai báo"),
        (docx(document="<w:instrText> DDEAUTO c:\\\\cmd.exe </w:instrText>"), "DDE"),
        (docx({"word/header1.xml": "<x/>".encode("utf-16")}), "bảng mã lạ"),
        (docx({"word/media/bomb.xml": b"\x00" * (70 << 20)}), "nén bất thường"),
        (docx({f"word/p{n}.xml": b"" for n in range(2100)}), "quá nhiều thành phần"),
    ],
)
def test_what_could_do_harm_is_refused_with_its_sentence_at_once(data: bytes, told: str) -> None:
    began = time.perf_counter()
    with pytest.raises(EvidenceRefused, match=told):
        scanned(data, "minh chứng.pdf")
    assert time.perf_counter() - began < 5


def test_another_zip_is_no_document() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(EvidenceRefused, match="không phải văn bản Word"):
        scanned(out.getvalue(), "a.docx")


def test_streams_that_unpack_without_end_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_pdf, "MOST_UNPACKED", 3 << 20)
    with pytest.raises(EvidenceRefused, match="quá lớn"):
        scanned(pdf(packed=b"\x00" * (4 << 20)), "a.pdf")
    assert scanned(pdf(packed=b"\x00" * (2 << 20)), "a.pdf").kind is EvidenceKind.PDF


def test_a_name_across_two_pieces_is_found() -> None:
    for place in range((1 << 20) - 40, (1 << 20) + 2, 3):
        with pytest.raises(EvidenceRefused, match="JavaScript"):
            scanned(pdf(packed=b" " * place + JS + b" " * 999), "a.pdf")
