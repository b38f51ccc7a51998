"""LibreOffice opens every file without repair, and the pages it shows carry the numbers and letters.

Needs `soffice` and `pdftoppm`; skipped where they are not installed, but never in CI.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from reports.documents.export import FileFormat, Order, make
from reports.documents.layouts import LayoutName
from tests.reports.documents.made_up import DAY, subject
from tests.reports.documents.reading import pdf_words, tight

OFFICE = (FileFormat.XLSX, FileFormat.DOCX, FileFormat.PPTX, FileFormat.REPORT)
MISSING = [tool for tool in ("soffice", "pdftoppm") if shutil.which(tool) is None]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING) and not os.environ.get("CI"), reason=f"không có {', '.join(MISSING)}"),
]


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[FileFormat, LayoutName], Path]:
    """Every format in both layouts, as LibreOffice prints it: one call for all."""
    folder = tmp_path_factory.mktemp("office")
    about = subject(DAY, chosen=("TH-1.1a", "TH-1.2a", "TH-3.4"))
    names = {}
    for kind in OFFICE:
        for layout in LayoutName:
            (made,) = make(about, Order(format=kind, layout=layout))
            path = folder / f"{kind}-{layout}{made.suffix}"
            path.write_bytes(made.content)
            names[kind, layout] = path
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "out")]
    subprocess.run([*command, *map(str, names.values())], check=True, capture_output=True, timeout=240)
    return {key: folder / "out" / f"{path.stem}.pdf" for key, path in names.items()}


@pytest.mark.parametrize("layout", list(LayoutName))
@pytest.mark.parametrize("kind", OFFICE)
def test_it_opens_and_shows_the_figures(
    kind: FileFormat, layout: LayoutName, converted: dict[tuple[FileFormat, LayoutName], Path]
) -> None:
    words = tight(pdf_words(converted[kind, layout].read_bytes()))
    about = subject(DAY, chosen=("TH-1.1a", "TH-1.2a", "TH-3.4"))
    for indicator in about.indicators:
        row = about.judge.of_province(indicator)
        assert row.judgement.value_pct is not None
        hundredths = int(row.judgement.value_pct * 100)
        assert f"{hundredths // 100},{hundredths % 100:02d}%" in words
    assert tight("Chính quyền thân thiện, vì Nhân dân phục vụ") in words
    assert "Sốliệuminhhọa" in words
    assert "\ufffd" not in words and "#####" not in words and "#NAME" not in words


def test_pages_are_not_blank(converted: dict[tuple[FileFormat, LayoutName], Path], tmp_path: Path) -> None:
    for (kind, layout), path in converted.items():
        stem = tmp_path / f"{kind}-{layout}"
        subprocess.run(["pdftoppm", "-r", "40", "-png", "-l", "3", str(path), str(stem)], check=True, timeout=60)
        pages = sorted(tmp_path.glob(f"{kind}-{layout}-*.png"))
        assert pages
        for page in pages:
            with Image.open(page) as picture:
                grey = picture.convert("L")
                dark = sum(grey.histogram()[:128])
                assert dark > grey.width * grey.height * 0.002, page
