export const id = '0010-sign-in'
export const sql = `
create table login (
  id text primary key, name text not null, email text not null unique, email_verified boolean not null default false, image text,
  username text unique, display_username text, two_factor_enabled boolean not null default false,
  locale text, disabled_at timestamptz, created_at timestamptz not null default now(), updated_at timestamptz not null default now());
create table login_session (
  id text primary key, token text not null unique, user_id text not null references login on delete cascade, tenant text,
  ip_address text, user_agent text, expires_at timestamptz not null, created_at timestamptz not null default now(), updated_at timestamptz not null default now());
create index login_session_user on login_session (user_id);
create table login_credential (
  id text primary key, account_id text not null, provider_id text not null, user_id text not null references login on delete cascade,
  access_token text, refresh_token text, id_token text, access_token_expires_at timestamptz, refresh_token_expires_at timestamptz,
  scope text, password text, created_at timestamptz not null default now(), updated_at timestamptz not null default now());
create index login_credential_user on login_credential (user_id);
create unique index login_credential_provider on login_credential (provider_id, account_id);
create table login_verification (
  id text primary key, identifier text not null, value text not null, expires_at timestamptz not null,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now());
create index login_verification_identifier on login_verification (identifier);
create table login_two_factor (
  id text primary key, secret text not null, backup_codes text not null, user_id text not null references login on delete cascade,
  verified boolean not null default true, failed_verification_count integer not null default 0, locked_until timestamptz);
create index login_two_factor_user on login_two_factor (user_id);
create table login_lockout (
  login text primary key, failures integer not null, first_at timestamptz not null, locked_until timestamptz);
create table login_event (
  id bigint generated always as identity primary key, at timestamptz not null default now(), kind text not null, login text, account text,
  tenant text, address text, agent text);
create index login_event_tenant on login_event (tenant, id desc);
create table membership (
  account text not null references login on delete cascade, tenant text not null, created_at timestamptz not null default now(),
  primary key (account, tenant));
create index membership_tenant on membership (tenant);
create table api_key (
  id uuid primary key, tenant text not null, name text not null, hash bytea not null unique, hint text not null, scopes text[] not null,
  expires_at timestamptz, revoked_at timestamptz, used_at timestamptz, created_by text, created_at timestamptz not null default now());
create index api_key_tenant on api_key (tenant);
create table data_key (
  id bigint generated always as identity primary key, tenant text not null, wrapped text not null, created_at timestamptz not null default now());
create index data_key_tenant on data_key (tenant);
`
