export const id = '0050-accounts'
export const sql = `
-- What people type and see. \`email\` stays the sign-in library's own key: a second account with the same address, in another tenant, has one that leads nowhere.
alter table login add column mail text;
update login set mail = email;
alter table login alter column mail set default '', alter column mail set not null;
create index login_mail on login (mail);
alter table login drop constraint login_username_key;
create index login_username on login (username);
alter table login add column must_change boolean not null default false;
alter table login add column installation boolean not null default false;
update login set installation = true where id = (select id from login order by created_at, id limit 1);
-- Beside the status, which an upgrade moves.
alter table tenant add column paused_at timestamptz;
alter table api_key add column roles uuid[] not null default '{}';
-- Keys made before keys had roles ran their commands as the system. Those that name commands go on with every object, and no named right.
alter table api_key add column acting jsonb;
update api_key set acting = '{"*": {"read": "all", "update": "all", "delete": "all", "create": true, "import": true, "export": true}}'
  where exists (select 1 from unnest(scopes) as scope where scope like 'command:%');
drop table login_lockout;
create table login_try (
  who text not null, place text not null, failures integer not null, tried_at timestamptz not null default now(), primary key (who, place));
create index login_try_at on login_try (tried_at);
create table login_known (
  account text not null references login on delete cascade, place text not null, seen_at timestamptz not null default now(), primary key (account, place));
create table login_code (
  account text not null references login on delete cascade, code bytea not null, used_at timestamptz not null default now(), primary key (account, code));
create table login_link (
  hash bytea primary key, account text not null references login on delete cascade, tenant text not null, made_by text,
  expires_at timestamptz not null, used_at timestamptz, created_at timestamptz not null default now());
create index login_link_account on login_link (account);
create index login_event_account on login_event (account, id desc) where kind = 'signed_in';
create table setup_link (one boolean primary key default true check (one), hash bytea not null, created_at timestamptz not null default now());
`
