import re
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

import pytest

from indicators.catalogue import plan
from indicators.status import Status
from indicators.unit_state import UnitState
from pages.ui import (
    commune_parts,
    definition_parts,
    district_parts,
    heading_parts,
    heat,
    indicator_parts,
    overview_parts,
    standing_parts,
)
from pages.ui.markup import Html
from reports.views import OverviewView
from tests.pages import fixtures as made

HOSTILE = "<img src=x onerror=alert(1)>"


def text(part: Html) -> str:
    """What a reader sees of the markup."""
    bare = re.sub(r"<[^>]+>", " ", part.text)
    return re.sub(r"\s+", " ", bare.replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">")).strip()


@pytest.fixture(scope="module")
def view() -> OverviewView:
    return made.overview()


def test_the_first_sentence_says_where_we_stand(view: OverviewView):
    said = text(overview_parts.lead(view))
    met = sum(view.counts.get(s, 0) for s in (Status.MET, Status.FINAL_MET))
    assert f"Đến ngày 30/06/2026, {met}/47 chỉ tiêu đạt" in said
    assert "chậm hoặc không đạt" in said
    assert "25/26 huyện (cũ) đã nộp báo cáo ; chưa nộp: Huyện Quan Sơn" in said


def test_open_verdicts_name_the_communes_they_wait_for(view: OverviewView):
    waiting = sum(view.counts.get(s, 0) for s in (Status.NOT_ENOUGH, Status.NO_RETURN))
    assert waiting
    assert f"{waiting} chỉ tiêu chưa kết luận được vì thiếu số liệu của" in overview_parts.open_words(view)
    assert overview_parts.open_words(made.overview(made.rounds()[2])) == ""


def test_counts_add_up_to_all_indicators(view: OverviewView):
    numbers = re.findall(r'class="n">(\d+)<', overview_parts.counts(view).text)
    assert sum(map(int, numbers)) == 47


def test_an_empty_group_says_why(view: OverviewView):
    said = text(overview_parts.groups(view))
    assert "Chưa có chỉ tiêu. Kết luận dẫn chiếu chỉ tiêu của nhóm này sang Kết luận số 610-KL/TU" in said


def test_the_worst_come_with_their_communes_and_a_way_on(view: OverviewView):
    shown = overview_parts.worst(view)
    assert shown.text.count("<tr") == 1 + len(view.worst)
    assert "./xa?xa=" in shown.text
    assert f"./theo-chi-tieu?chi_tieu={view.worst[0].indicator.code}" in shown.text
    assert "xã khác" in text(shown)


def test_nobody_behind_is_said(view: OverviewView):
    assert "Không có chỉ tiêu nào chậm" in text(overview_parts.worst(replace(view, worst=())))


def test_changes_for_the_worse_come_first(view: OverviewView):
    order = [overview_parts.is_better(c) for c in sorted(view.changes, key=lambda c: overview_parts.is_better(c))]
    assert order == sorted(order)
    assert "chưa chỉ tiêu nào đổi trạng thái" in overview_parts.movement_words(())


def test_the_map_has_a_square_for_every_district_and_indicator(view: OverviewView):
    shown = heat.heat_map(view).text
    assert shown.count('class="cell s-') == len(view.districts) * 47 == 26 * 47
    assert shown.count(f'class="cell s-{Status.NO_RETURN.value}"') == sum(
        cell.status is Status.NO_RETURN for cell in view.heat.values()
    )
    assert "./theo-huyen?huyen=392@0&amp;chi_tieu=TH-3.4&amp;ky=th862-2026-6t" in shown


def test_a_square_reads_without_colour(view: OverviewView):
    for key, cell in view.heat.items():
        if cell.status is Status.FINAL_MET:
            found = re.search(rf"huyen={key[0]}&amp;chi_tieu={key[1]}&[^>]*>([^<]+)<", heat.heat_map(view).text)
            assert found
            assert found[1] == "★\n100"
            return
    raise AssertionError("no square that is met")


def test_names_from_the_register_cannot_become_markup(view: OverviewView):
    districts = (replace(view.districts[0], name=HOSTILE, full_name=HOSTILE), *view.districts[1:])
    shown = heat.heat_map(replace(view, districts=districts)).text
    assert "<img" not in shown
    assert "&lt;img src=x" in shown


def test_a_day_without_a_round_says_so(view: OverviewView):
    bare = replace(view, heading=replace(view.heading, round=None))
    assert "Chưa có kỳ báo cáo nào" in text(overview_parts.body(bare))
    assert heat.heat_map(bare).text == ""


def test_the_heading_carries_plan_round_day_basis_and_coverage(view: OverviewView):
    said = text(heading_parts.provenance(view.heading))
    for part in ("Số liệu minh họa", "Kết luận 862-KL/TU", "6 tháng đầu năm 2026", "30/06/2026", "Địa giới", "25/26"):
        assert part in said
    assert "minh họa" not in text(heading_parts.provenance(made.heading(sample=False)))


def test_an_indicator_shows_both_milestones_its_clause_and_its_rule():
    said = text(indicator_parts.standing(made.indicator_view("TH-3.4")))
    for part in (
        "✗ 2025 · → 2030",
        "42,16%",
        "83 xã",
        "166 xã",
        "gạch đầu dòng 4",
        "50% xã, phường, thị trấn",
        "Quy ước",
    ):
        assert part in said


def test_districts_are_ranked_and_name_who_is_missing():
    view = made.indicator_view("TH-3.4")
    shown = indicator_parts.districts(view)
    assert shown.text.count("<tr") == 2 + len(view.districts)
    last = view.districts[-1]
    assert last.scope_key == made.SILENT
    assert all(unit.full_name in shown.text for unit in last.not_reported[:5])
    assert "Tỉnh Thanh Hóa" in text(shown)


def test_the_path_is_told_newest_first_with_points():
    said = text(indicator_parts.path(made.indicator_view("TH-3.4")))
    assert said.index("6 tháng đầu năm 2026") < said.index("Năm 2022")
    assert re.search(r"\+\d+,\d\d", said)


def test_a_district_of_few_communes_gives_each_a_column():
    view = made.district_view("392@0")
    shown = district_parts.matrix(view, "TH-3.4").text
    assert len(view.communes) <= district_parts.FITTING
    assert shown.count('<th class="unit"') == len(view.communes)
    assert shown.count('<td class="unit"><a ') == len(view.communes) * 47
    assert 'id="ct-th-3-4" class="strong"' in shown or 'class="strong" id="ct-th-3-4"' in shown


def test_a_district_of_many_communes_gives_them_a_strip():
    view = made.district_view("399@0", made.rounds()[2])
    assert len(view.communes) > district_parts.FITTING
    shown = district_parts.matrix(view, "").text
    assert shown.count('class="squares tiny"') == 47
    assert shown.count('class="sq u-') >= 47 * len(view.communes)


def test_the_indicator_that_was_clicked_comes_first_with_names():
    view = made.district_view("392@0")
    said = text(district_parts.body(view, "TH-3.4"))
    row = next(r for r in view.rows if r.standing.indicator.code == "TH-3.4")
    met = [cell.unit.full_name for cell in row.communes if cell.state is UnitState.MET]
    assert f"Đạt ({len(met)})" in said
    assert said.index("Bỏ chọn chỉ tiêu") < said.index("Việc phải làm")
    assert "Bỏ chọn chỉ tiêu" not in text(district_parts.body(view, "TH-9.9"))


def test_a_former_district_says_so():
    assert "Huyện Hà Trung (cũ)" in text(district_parts.lead(made.district_view("392@0")))
    assert "(cũ)" not in text(district_parts.lead(made.district_view("392@0", made.rounds()[0])))


def test_every_figure_of_a_commune_names_its_cell_and_sender():
    view = made.commune_view()
    said = text(commune_parts.body(view, "", made.rounds()))
    assert "Nhóm 1 › E14" in said
    assert "Báo cáo 6 tháng – Hà Trung.xlsx" in said
    assert "nộp lần 2, người nộp Nguyễn Thị Hòa, lúc 21:32 ngày 09/07/2026" in said


def test_a_commune_leads_to_what_it_was_made_of_in_a_round_of_that_time():
    view = made.commune_view()
    shown = commune_parts.origins(view, made.rounds())
    assert "Xã Tân Phúc" in text(shown)
    assert "ky=th862-2025-6t" in shown.text


def test_a_commune_without_figures_says_so():
    view = made.commune_view()
    bare = tuple(replace(row, figures=(), state=UnitState.MISSING) for row in view.rows)
    assert "chưa có số liệu nào của xã" in text(commune_parts.body(replace(view, rows=bare), "", made.rounds()))


def test_definitions_hold_every_indicator_once_and_the_empty_group():
    parts = definition_parts.body(plan("th862"), "")
    shown = "".join(part.text for part in parts)
    for indicator in plan("th862").indicator:
        assert shown.count(f'id="ct-{indicator.code.replace(".", "-").lower()}"') == 1
    assert "610-KL/TU" in shown
    assert "Nhóm này chưa có chỉ tiêu." in shown


def test_the_definition_that_was_asked_for_comes_first():
    first = definition_parts.body(plan("th862"), "TH-3.4")[0]
    assert text(first).startswith("TH-3.4 Đạt mô hình")


def test_times_are_told_as_they_are_in_vietnam():
    source = next(f.source for r in made.commune_view().rows for f in r.figures)
    assert source is not None
    late = replace(source, submitted_at=datetime(2026, 7, 9, 18, 0))
    assert "01:00 ngày 10/07/2026" in commune_parts._file_words(late)


def test_values_are_cut_never_rounded_up():
    assert standing_parts.value_text(Fraction(19900, 200)) == "99,50%"
    assert standing_parts.value_text(Fraction(99999, 1000)) == "99,99%"
    assert standing_parts.value_text(None) == "chưa có số liệu"
    assert standing_parts.points_text(Fraction(10), Fraction(31, 3)) == "+0,33"
    assert standing_parts.points_text(None, Fraction(1)) == "–"


def test_a_target_of_one_value_is_written_once():
    assert standing_parts.targets_text(made.the_plan().find("TH-1.2a")) == "100% (2025, 2030)"
    assert standing_parts.targets_text(made.the_plan().find("TH-3.4")) == "50% (2025) · 100% (2030)"


def test_a_view_of_one_district_says_whose_it_is():
    view = made.overview()
    own = made.district_view("392@0")
    groups = tuple(
        replace(g, rows=tuple(r.standing for r in own.rows if r.standing.indicator.group == g.group.code))
        for g in view.groups
    )
    one = replace(view, groups=groups, districts=(own.district,))
    assert "Huyện Hà Trung, đến ngày 30/06/2026:" in text(overview_parts.lead(one))
    assert 'class="cell' not in heat.heat_map(one).text
    assert "./theo-huyen?huyen=392@0" in heat.heat_map(one).text


def test_a_single_district_has_no_line_of_totals():
    view = made.indicator_view("TH-3.4")
    assert "<tfoot>" in indicator_parts.districts(view).text
    assert "<tfoot>" not in indicator_parts.districts(replace(view, districts=view.districts[:1])).text
