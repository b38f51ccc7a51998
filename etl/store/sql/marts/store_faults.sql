-- what does not fit inside the store: (code of the finding, what it concerns)
with filed_fact as (
    select return_number from fact
    union all
    select return_number from fact_aside
),

kept as (
    select return_number, count(*) as facts
    from filed_fact
    group by return_number
),

filed as (
    select return_number, file_sha256
    from audit
    where action = 'return.filed'
),

facts_differ as (
    select
        'facts_differ' as code,
        return_.file_name || ' (' || return_.round || ', ' || return_.unit_key || ', lần ' || return_.revision || '): '
        || coalesce(kept.facts, 0) || '/' || return_.reported_values as words
    from return_
    left join kept on kept.return_number = return_.number
    where coalesce(kept.facts, 0) <> return_.reported_values
),

facts_orphaned as (
    select 'facts_orphaned' as code, cast(sum(kept.facts) as varchar) as words
    from kept
    where kept.return_number not in (select number from return_)
    having sum(kept.facts) > 0
),

revision_gap as (
    select 'revision_gap' as code, unit_key || ', ' || round as words
    from return_
    group by round, unit_key
    having max(revision) <> count(*) or min(revision) <> 1
),

return_untold as (
    select
        'return_untold' as code,
        return_.file_name || ' (' || return_.round || ', ' || return_.unit_key || ', lần ' || return_.revision || ')' as words
    from return_
    where not exists (
        select 1
        from filed
        where filed.return_number = return_.number and filed.file_sha256 = return_.sha256
    )
),

return_gone as (
    select 'return_gone' as code, 'báo cáo số ' || filed.return_number || ', ' || filed.file_sha256 as words
    from filed
    where not exists (select 1 from return_ where return_.number = filed.return_number)
),

final as (
    select * from facts_differ
    union all
    select * from facts_orphaned
    union all
    select * from revision_gap
    union all
    select * from return_untold
    union all
    select * from return_gone
)

select * from final order by code, words
