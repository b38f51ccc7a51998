create table explanation (
    number integer primary key,
    plan varchar not null,
    round varchar not null,
    indicator varchar not null,
    unit_key varchar not null,
    standing varchar not null,
    unique (round, indicator, unit_key)
);

create table explanation_entry (
    explanation integer not null,
    position integer not null,
    kind varchar not null,
    words varchar not null,
    measure varchar not null,
    day date,
    person varchar not null,
    written_by varchar not null,
    written_at timestamp not null,
    primary key (explanation, position)
);

create table layout_setting (
    login varchar not null,
    layout varchar not null,
    field varchar not null,
    value varchar not null
);

create table saved_table (
    number integer primary key,
    login varchar not null,
    name varchar not null,
    plan varchar not null,
    layout varchar not null,
    numbers varchar not null,
    indicators varchar not null,
    units varchar not null,
    saved_at timestamp not null,
    unique (login, name)
);

create table report_template (
    login varchar not null,
    layout varchar not null,
    file_name varchar not null,
    content blob not null,
    saved_at timestamp not null
);
