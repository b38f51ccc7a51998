create table workbook_layout (
    number integer primary key,
    unit_key varchar not null,
    plan varchar not null,
    name varchar not null,
    fingerprint varchar not null,
    body varchar not null,
    saved_by varchar not null,
    saved_at timestamp not null,
    dropped_at timestamp
);
