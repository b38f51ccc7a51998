-- how far into the audit trail somebody has read what others did to the own account
create table account_notice_read (
    login varchar primary key,
    seq bigint not null
);
