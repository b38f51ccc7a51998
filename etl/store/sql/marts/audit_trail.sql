-- rows of the audit trail by what is asked for; a null asks for all
with final as (
    select
        seq, at_utc, login, address, action, unit_key, round, return_number, file_sha256, details, prev_hash, hash
    from audit
    where
        (cast($since as timestamp) is null or at_utc >= cast($since as timestamp))
        and (cast($until as timestamp) is null or at_utc < cast($until as timestamp))
        and (cast($login as varchar) is null or login = $login)
        and (cast($action as varchar) is null or starts_with(action, $action))
        and (cast($unit_key as varchar) is null or unit_key = $unit_key)
        and (cast($round as varchar) is null or round = $round)
        and (cast($sha256 as varchar) is null or file_sha256 = $sha256)
        and (cast($before_seq as bigint) is null or seq < $before_seq)
)

select * from final order by seq desc limit $rows
