-- the return of each filing unit and round whose figures count: its last revision, unless that was sent back
with last as (
    select round, unit_key, max(revision) as revision
    from return_
    group by round, unit_key
),

final as (
    select return_.*
    from return_
    join last
        on last.round = return_.round
        and last.unit_key = return_.unit_key
        and last.revision = return_.revision
    where return_.state <> 'returned'
)

select * from final
