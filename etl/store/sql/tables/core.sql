create table meta (
    key varchar primary key,
    value varchar not null
);

create table unit (
    number integer not null,
    unit_key varchar primary key,
    code varchar not null,
    level varchar not null,
    type_name varchar not null,
    name varchar not null,
    full_name varchar not null,
    parent_key varchar,
    valid_from date,
    valid_to date,
    former_district_key varchar,
    opened_by varchar,
    closed_by varchar,
    note varchar
);

create table lineage (
    effective_on date not null,
    from_key varchar not null,
    to_key varchar,
    relation varchar not null,
    relation_name varchar not null,
    clause varchar not null,
    evidence varchar not null
);

create table item (
    number integer primary key,
    plan varchar not null,
    code varchar not null,
    unique (plan, code)
);

create table round (
    code varchar primary key,
    number integer not null unique,
    plan varchar not null,
    name varchar not null,
    data_from date not null,
    data_to date not null,
    due date not null,
    tier varchar not null
);

create table round_unit (
    round varchar not null,
    unit_key varchar not null,
    due date not null,
    primary key (round, unit_key)
);

create table return_ (
    number integer primary key,
    round varchar not null,
    unit_key varchar not null,
    revision integer not null,
    sha256 varchar not null unique,
    content_hash varchar not null,
    file_name varchar not null,
    size_bytes bigint not null,
    template_version varchar not null,
    matched_by varchar not null,
    submitted_at timestamp not null,
    submitted_by varchar not null,
    units integer not null,
    reported_values integer not null,
    blank_values integer not null,
    state varchar not null,
    unique (round, unit_key, revision)
);

create table return_sheet (
    return_number integer not null,
    sheet_number integer not null,
    sheet varchar not null,
    group_code varchar,
    matched_by varchar,
    primary key (return_number, sheet_number)
);

create table return_issue (
    return_number integer not null,
    position integer not null,
    severity varchar not null,
    code varchar not null,
    sheet varchar,
    cell varchar,
    unit_key varchar,
    item varchar,
    value varchar,
    message varchar not null,
    fix varchar not null
);

create table fact (
    return_number integer not null,
    unit_number integer not null,
    item_number smallint not null,
    state smallint not null,
    value double,
    sheet_number smallint not null,
    row_number integer not null,
    column_number smallint not null
);

create table fact_text (
    return_number integer not null,
    unit_number integer not null,
    item_number smallint not null,
    value varchar not null
);
