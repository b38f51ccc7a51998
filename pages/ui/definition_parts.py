"""A plan's definitions into parts: its groups, and for every indicator what is asked, by which clause, by when."""

from indicators.formatting import date_vi, number_vi, percent_vi
from indicators.model import Group, Indicator, Item, Plan, Target
from pages.ui import links, words
from pages.ui.heading_parts import section
from pages.ui.markup import Child, Html, bullets, empty, facts, join, tag


def body(plan: Plan, marked: str) -> tuple[Html, ...]:
    """The definition asked for (`marked`, "" for none), the document, then one part per group."""
    chosen = plan.find(marked)
    first = (tag("div", definition(chosen), cls="focus"),) if chosen else ()
    return (*first, document(plan), *(group(plan, one) for one in plan.group))


def document(plan: Plan) -> Html:
    """The document that the plan was read from, and how much is in it."""
    counted = [f"{number_vi(len(plan.in_group(one.code)))} chỉ tiêu nhóm {one.code}" for one in plan.group]
    told = f"{number_vi(len(plan.indicator))} chỉ tiêu trong {number_vi(len(plan.group))} nhóm: {', '.join(counted)}."
    pairs: list[tuple[str, Child]] = [
        (words.PLAN, plan.document),
        (words.NAME, plan.name),
        (words.ISSUER, plan.issuer),
        (words.ISSUED_ON, date_vi(plan.issued_on)),
    ]
    pairs += [(words.NOTES, plan.note)] if plan.note else []
    return tag("p", told, cls="lead") + tag("div", facts(pairs), cls="spaced")


def group(plan: Plan, one: Group) -> Html:
    """One group with its indicators; an empty one says why it is empty."""
    head = section(f"Nhóm {one.code}. {one.short_name}", one.name + (f" ({one.clause})" if one.clause else ""))
    own = plan.in_group(one.code)
    if not own:
        return head + empty(words.EMPTY_GROUP, one.empty_reason)
    return head + tag("div", *(definition(indicator) for indicator in own), cls="definitions")


def definition(indicator: Indicator) -> Html:
    """One indicator: the name, the words of the document, and everything its verdict rests on."""
    title = tag("h4", tag("span", indicator.code, cls="code"), indicator.short_name, cls="head")
    left = tag("div", title, tag("blockquote", indicator.quote, cls="quote"), tag("p", indicator.clause, cls="small"))
    pairs: list[tuple[str, Child]] = [
        (
            words.COUNTED,
            f"{words.KIND_WORDS[indicator.kind]}, {words.WINDOW_WORDS[indicator.window]}{_threshold(indicator)}",
        ),
        (
            words.ITEMS,
            bullets(_item_words(item) for item in indicator.item) if indicator.item else _shared(indicator),
        ),
        (
            words.TARGET,
            bullets(_target_words(t) for t in indicator.target) if indicator.target else words.NO_TARGET_SHORT,
        ),
    ]
    pairs += [(words.ACTOR, indicator.actor)] if indicator.actor else []
    pairs += [(words.APPLIES_TO, indicator.applies_to)] if indicator.applies_to else []
    pairs += [(words.LOCAL_RULE, indicator.local_rule)] if indicator.local_rule else []
    pairs += [(words.LAWS, bullets(_law_words(indicator)))] if indicator.legal_basis else []
    pairs += [(words.NOTES, indicator.note)] if indicator.note else []
    return tag("section", left, facts(pairs), cls="definition", id=links.anchor(indicator.code))


def _threshold(indicator: Indicator) -> str:
    if indicator.at_least is not None:
        return f"; từ {number_vi(indicator.at_least)} trở lên"
    if indicator.between is not None:
        return f"; từ {number_vi(indicator.between[0])} đến {number_vi(indicator.between[1])}"
    if indicator.times is not None:
        return f"; {number_vi(indicator.times)} lần một năm"
    return f"; xong trước hết ngày {date_vi(indicator.done_by)}" if indicator.done_by else ""


def _item_words(item: Item) -> Html:
    kind = item.unit or words.ITEM_WORDS[item.type]
    note = tag("span", item.note, cls="why") if item.note else ""
    return join([f"{item.header} ({kind})", note])


def _shared(indicator: Indicator) -> str:
    return f"dùng chung số liệu {', '.join(indicator.item_codes)}" if indicator.item_codes else words.NONE


def _target_words(target: Target) -> str:
    sign = {">=": "", "<=": words.AT_MOST, "=": words.EXACTLY}[target.op]
    said = f"{sign}{percent_vi(target.value, trim=True)} đến {date_vi(target.due)}, {words.MODE_WORDS[target.mode]}"
    return f"{said}. {target.clause}" if target.clause else said


def _law_words(indicator: Indicator) -> list[str]:
    told = []
    for law in indicator.legal_basis:
        until = f" đến {date_vi(law.valid_to)}" if law.valid_to else ""
        note = f". {law.note}" if law.note else ""
        told.append(f"{law.name}, từ {date_vi(law.valid_from)}{until}{note}")
    return told
