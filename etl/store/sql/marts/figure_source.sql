-- every figure of one unit in the effective returns of one plan, with the cell it came from
with effective as (
    select effective_return.*
    from effective_return
    join round on round.code = effective_return.round
    where round.plan = ?
),

final as (
    select
        effective.round,
        item.code as item_code,
        fact.state,
        fact.value,
        fact_text.value as text_value,
        return_sheet.sheet,
        fact.row_number,
        fact.column_number,
        effective.number as return_number,
        effective.file_name,
        effective.revision,
        effective.submitted_by,
        effective.submitted_at
    from fact
    join effective on effective.number = fact.return_number
    join item on item.number = fact.item_number
    left join return_sheet
        on return_sheet.return_number = fact.return_number
        and return_sheet.sheet_number = fact.sheet_number
    left join fact_text
        on fact_text.return_number = fact.return_number
        and fact_text.unit_number = fact.unit_number
        and fact_text.item_number = fact.item_number
    where fact.unit_number = ?
)

select * from final
