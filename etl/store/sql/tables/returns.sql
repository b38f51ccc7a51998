create table round_state (
    round varchar primary key,
    state varchar not null
);

create table round_tier (
    round varchar not null,
    tier varchar not null,
    way varchar not null
);

create table round_extension (
    round varchar not null,
    unit_key varchar,
    due_before date not null,
    due_after date not null,
    reason varchar not null,
    granted_by varchar not null,
    granted_at timestamp not null
);

create table review (
    return_number integer not null,
    decision varchar not null,
    reason varchar not null,
    decided_by varchar not null,
    decided_at timestamp not null
);

create table return_remark (
    number integer primary key,
    return_number integer not null,
    unit_key varchar not null,
    item varchar not null,
    words varchar not null,
    made_by varchar not null,
    made_at timestamp not null,
    withdrawn_at timestamp
);

create table issue_answer (
    return_number integer not null,
    position integer not null,
    answer varchar not null
);

create table return_words (
    return_number integer not null,
    kind varchar not null,
    unit_key varchar not null,
    text varchar not null,
    text_key varchar not null
);

create table evidence (
    number integer primary key,
    round varchar not null,
    unit_key varchar not null,
    item varchar not null,
    sha256 varchar not null,
    file_name varchar not null,
    kind varchar not null,
    size_bytes bigint not null,
    added_by varchar not null,
    added_at timestamp not null,
    removed_by varchar,
    removed_at timestamp
);

create table blank_declared (
    round varchar not null,
    unit_key varchar not null,
    item varchar not null,
    reason varchar not null,
    declared_by varchar not null,
    declared_at timestamp not null
);

create table draft (
    round varchar not null,
    unit_key varchar not null,
    login varchar not null,
    begun_at timestamp not null,
    saved_at timestamp not null
);

create table draft_cell (
    round varchar not null,
    unit_key varchar not null,
    login varchar not null,
    row_key varchar not null,
    item varchar not null,
    typed varchar not null
);

create table draft_words (
    round varchar not null,
    unit_key varchar not null,
    login varchar not null,
    kind varchar not null,
    about_key varchar not null,
    text varchar not null
);

create table conflict_choice (
    round varchar not null,
    unit_key varchar not null,
    filer_key varchar not null,
    reason varchar not null,
    chosen_by varchar not null,
    chosen_at timestamp not null
);

-- figures that two filers sent of one commune, until somebody chooses: columns and rows of fact, taken out of it
create table fact_aside (
    return_number integer not null,
    unit_number integer not null,
    item_number smallint not null,
    state smallint not null,
    value double,
    sheet_number smallint not null,
    row_number integer not null,
    column_number smallint not null
);
