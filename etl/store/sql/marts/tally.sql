-- counts per round, scope and indicator; the relations rule_ and scope_ are bound by the caller
-- rule_: round, indicator, item_number, denominator_number, low, high, target_bp, at_least, at_most, nothing
-- figures have at most six decimals, so an exact difference is a multiple of 0.01: less is noise of the floats
-- scope_: round, unit_number, scope
with effective as (
    select number, round from effective_return
),

figure as (
    select
        effective.round,
        fact.unit_number,
        fact.item_number,
        fact.state,
        fact.value
    from fact
    join effective on effective.number = fact.return_number
),

single as (
    select
        rule_.round,
        rule_.indicator,
        scope_.scope,
        count(*) filter (where figure.state = 3) as not_applicable,
        count(*) filter (where figure.state <> 3) as reported,
        count(*) filter (where figure.state <> 3 and rule_.nothing) as nothing,
        count(*) filter (
            where figure.state <> 3
            and not rule_.nothing
            and figure.value >= rule_.low
            and figure.value <= rule_.high
        ) as met,
        cast(null as double) as numerator,
        cast(null as double) as denominator
    from figure
    join rule_ on rule_.round = figure.round and rule_.item_number = figure.item_number
    join scope_ on scope_.round = figure.round and scope_.unit_number = figure.unit_number
    where rule_.denominator_number is null
    group by rule_.round, rule_.indicator, scope_.scope
),

pair as (
    select
        rule_.round,
        rule_.indicator,
        scope_.scope,
        figure.unit_number,
        rule_.at_least,
        rule_.at_most,
        rule_.target_bp,
        max(case when figure.state = 3 then 1 else 0 end) as not_applicable,
        max(case when figure.item_number = rule_.item_number then 1 else 0 end) as has_numerator,
        max(case when figure.item_number = rule_.denominator_number then 1 else 0 end) as has_denominator,
        max(case when figure.item_number = rule_.item_number then figure.value end) as numerator,
        max(case when figure.item_number = rule_.denominator_number then figure.value end) as denominator
    from figure
    join rule_
        on rule_.round = figure.round
        and figure.item_number in (rule_.item_number, rule_.denominator_number)
    join scope_ on scope_.round = figure.round and scope_.unit_number = figure.unit_number
    where rule_.denominator_number is not null
    group by rule_.round, rule_.indicator, scope_.scope, figure.unit_number, rule_.target_bp, rule_.at_least, rule_.at_most
),

whole_pair as (
    select * from pair
    where has_numerator = 1 and has_denominator = 1
),

ratio as (
    select
        round,
        indicator,
        scope,
        count(*) filter (where not_applicable = 1) as not_applicable,
        count(*) filter (where not_applicable = 0) as reported,
        count(*) filter (where not_applicable = 0 and denominator = 0) as nothing,
        count(*) filter (
            where not_applicable = 0
            and denominator > 0
            and (not at_least or 10000 * numerator - target_bp * denominator > -0.005)
            and (not at_most or 10000 * numerator - target_bp * denominator < 0.005)
        ) as met,
        sum(case when not_applicable = 0 then numerator end) as numerator,
        sum(case when not_applicable = 0 then denominator end) as denominator
    from whole_pair
    group by round, indicator, scope
),

final as (
    select * from single
    union all
    select * from ratio
)

select * from final
