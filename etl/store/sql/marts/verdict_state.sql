-- every figure in the effective returns of one round; its parameter is the round's code
-- state: 1 reported, 2 zero, 3 not applicable, 4 reported without a number; value is 0 where there is none
with effective as (
    select number from effective_return where round = ?
),

final as (
    select
        fact.unit_number,
        fact.item_number,
        cast(case when fact.state <> 3 and fact.value is null then 4 else fact.state end as tinyint) as state,
        coalesce(fact.value, 0) as value
    from fact
    join effective on effective.number = fact.return_number
)

select * from final
