"""The slides of the meeting: the story in order, charts that can be edited, one slide a district."""

import zipfile
from io import BytesIO

import openpyxl

from reports.documents.deck import deck_of
from reports.documents.pptx import write_pptx
from reports.documents.slides import ChartSlide, TableSlide, TextSlide, TitleSlide
from tests.reports.documents.made_up import DAY, subject
from tests.reports.documents.reading import pptx_slides, slide_words


def test_the_story_comes_in_order() -> None:
    deck = deck_of(subject())
    kinds = [type(slide) for slide in deck.slides]
    assert kinds == [TitleSlide, ChartSlide, TableSlide, ChartSlide, ChartSlide, ChartSlide, TextSlide, TextSlide]
    assert [slide.title.partition(":")[0] for slide in deck.slides[1:3]] == [
        "Chúng ta đang ở đâu",
        "5 chỉ tiêu cần hỏi trước",
    ]


def test_the_counts_add_up_to_all_indicators() -> None:
    (where,) = [s for s in deck_of(subject()).slides if isinstance(s, ChartSlide) and not s.percent]
    assert sum(int(bar.value or 0) for bar in where.bars) == 47


def test_charts_are_native_and_hold_their_numbers() -> None:
    made = write_pptx(deck_of(subject()))
    with zipfile.ZipFile(BytesIO(made)) as packed:
        charts = [n for n in packed.namelist() if n.startswith("ppt/charts/chart")]
        inner = [packed.read(n) for n in packed.namelist() if n.endswith(".xlsx")]
    assert len(charts) == len(inner) == 4
    about = subject()
    first = [about.judge.of_province(i).judgement.value_pct for i in about.plan.in_group("1")]
    found = set()
    for content in inner:
        sheet = openpyxl.load_workbook(BytesIO(content)).active
        assert sheet is not None
        found.add(tuple(row[-1].value for row in sheet.iter_rows(min_row=2)))
    assert tuple(None if v is None else int(v * 100) / 10000 for v in first) in found


def test_a_district_takes_one_slide() -> None:
    about = subject()
    plain, asked = deck_of(about), deck_of(about, districts=about.districts[:3])
    slides = [list(pptx_slides(write_pptx(deck))) for deck in (plain, asked)]
    assert len(slides[1]) == len(slides[0]) + 3
    assert about.districts[1].full_name in slide_words(slides[1][-2])


def test_every_slide_says_sample_and_all_but_title_slides_say_the_day() -> None:
    for slide in list(pptx_slides(write_pptx(deck_of(subject()))))[1:]:
        assert "Số liệu minh họa" in slide_words(slide)
        assert "số liệu đến 30/06/2026" in slide_words(slide)


def test_nothing_reported_still_makes_slides() -> None:
    made = write_pptx(deck_of(subject(DAY, blank=True)))
    words = " ".join(slide_words(slide) for slide in pptx_slides(made))
    assert "0/47 chỉ tiêu đạt hoặc đúng tiến độ" in words
    with zipfile.ZipFile(BytesIO(made)) as packed:
        charts = "".join(packed.read(n).decode() for n in packed.namelist() if n.startswith("ppt/charts/chart"))
    assert "(chưa có số liệu)" in charts
