import pytest

from indicators.status import Status
from indicators.unit_state import UnitState
from pages.ui import links, markup
from pages.ui.markup import Html, bar, chip, empty, link, note, sign, state_sign, tag
from pages.ui.tables import Column, Row, Section, table

HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)>\"'&"


def test_a_string_is_text_wherever_it_stands():
    shown = tag("p", HOSTILE, cls=HOSTILE, title=HOSTILE).text
    assert "<script" not in shown
    assert "<img" not in shown
    assert shown.count("<") == 2
    assert 'class="&lt;script' in shown


@pytest.mark.parametrize(
    "part",
    [
        link(HOSTILE, links.commune("15058@2025-07-01"), title=HOSTILE),
        note(HOSTILE, "error"),
        empty(HOSTILE, HOSTILE),
        chip(Status.MET, HOSTILE),
        sign(Status.SLOW, HOSTILE),
        state_sign(UnitState.MISSING, HOSTILE),
        markup.bullets([HOSTILE]),
        markup.facts([(HOSTILE, HOSTILE)]),
        markup.folded(HOSTILE, HOSTILE),
        markup.join([HOSTILE, HOSTILE], HOSTILE),
        table(
            [Column(title=HOSTILE, hint=HOSTILE)], [Section(HOSTILE), Row(cells=[HOSTILE])], caption=HOSTILE, stack=True
        ),
    ],
)
def test_every_builder_escapes(part: Html):
    assert "<script" not in part.text
    assert "<img" not in part.text
    assert "onerror" not in part.text.replace("&lt;img src=x onerror=alert(1)&gt;", "")


@pytest.mark.parametrize("name", ["script", "style", "iframe", "img", "svg", "form", "input", "link"])
def test_elements_that_can_act_are_refused(name: str):
    with pytest.raises(ValueError, match="not allowed"):
        tag(name, "x")


@pytest.mark.parametrize("attribute", ["onclick", "src", "srcset", "target", "formaction"])
def test_attributes_that_can_act_are_refused(attribute: str):
    with pytest.raises(ValueError, match="not allowed"):
        tag("p", "x", **{attribute: "x"})


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "//evil.example",
        "https://evil.example",
        "/../x",
        "./a b",
        './"onclick',
        "./x\n",
        "#a",
        "",
    ],
)
def test_only_links_inside_the_program(href: str):
    with pytest.raises(ValueError, match="not a link"):
        link("x", href)


@pytest.mark.parametrize("style", ["color:red", "--w:1px;background:url(x)", "--w:10%;", "width:1%"])
def test_style_holds_numbers_only(style: str):
    with pytest.raises(ValueError, match="not a list of numbers"):
        tag("i", style=style)


def test_a_bar_stays_inside_its_frame():
    drawn = bar(140, 20, status=Status.MET, ticks=[-5, 50]).text
    assert "--w:100.00%" in drawn
    assert "--x:0.00%" in drawn
    assert "--x:50.00%" in drawn


def test_a_row_must_fit_its_columns():
    with pytest.raises(ValueError, match="2 cells for 1 columns"):
        table([Column(title="A")], [Row(cells=["x", "y"])], caption="c")


def test_a_table_says_what_it_is_and_marks_figures():
    shown = table(
        [Column(title="Xã"), Column(title="Số", align="right")], [Row(cells=["A", "1"])], caption="Các xã"
    ).text
    assert "<caption>Các xã</caption>" in shown
    assert '<td class="num">1</td>' in shown
    assert "data-label" not in shown


def test_a_link_carries_what_it_names_and_nothing_unsafe():
    href = links.district("386@0", "th862-2025", "TH-1.1a")
    assert href == "./theo-huyen?huyen=386@0&chi_tieu=TH-1.1a&ky=th862-2025"
    assert links.commune('a"b c<d>', None) == "./xa?xa=a%22b+c%3Cd%3E"
    assert links.overview() == "./"


@pytest.mark.parametrize(
    "shown", [sign(Status.SLOW, "TH-1: Chậm"), state_sign(UnitState.MET, "TH-1: Chậm")], ids=["status", "state"]
)
def test_a_symbol_is_read_aloud_as_what_it_means(shown: Html):
    assert 'role="img" aria-label="TH-1: Chậm"' in shown.text
