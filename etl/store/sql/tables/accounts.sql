create table account (
    login varchar primary key,
    name varchar not null,
    role varchar not null,
    scope_key varchar not null,
    active boolean not null,
    must_change boolean not null,
    demo boolean not null,
    password_hash varchar not null,
    made_at timestamp not null,
    changed_at timestamp not null
);

create table account_session (
    token_hash varchar primary key,
    login varchar not null,
    made_at timestamp not null,
    seen_at timestamp not null,
    ends_at timestamp not null,
    revoked_at timestamp,
    address varchar not null,
    device varchar not null
);

create table audit (
    seq bigint primary key,
    at_utc timestamp not null,
    login varchar not null,
    address varchar not null,
    action varchar not null,
    unit_key varchar,
    round varchar,
    return_number integer,
    file_sha256 varchar,
    details varchar not null,
    prev_hash varchar not null,
    hash varchar not null
);

create table audit_head (
    seq bigint not null,
    hash varchar not null
);

insert into audit_head values (0, '');
