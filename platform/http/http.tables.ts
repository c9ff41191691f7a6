/** Tables of the schema `lianke` that sign-in, keys and secrets need: numbered, append-only. */
export const homeTables: readonly { readonly id: string; readonly sql: string }[] = [
  {
    id: 'http_0001',
    sql: `
create table if not exists lianke.login (
  id text primary key, name text not null, email text not null unique, email_verified boolean not null default false, image text,
  username text unique, display_username text, two_factor_enabled boolean not null default false,
  locale text, disabled_at timestamptz, created_at timestamptz not null default now(), updated_at timestamptz not null default now());
create table if not exists lianke.login_session (
  id text primary key, token text not null unique, user_id text not null references lianke.login on delete cascade, tenant text,
  ip_address text, user_agent text, expires_at timestamptz not null, created_at timestamptz not null default now(), updated_at timestamptz not null default now());
create index if not exists login_session_user on lianke.login_session (user_id);
create table if not exists lianke.login_credential (
  id text primary key, account_id text not null, provider_id text not null, user_id text not null references lianke.login on delete cascade,
  access_token text, refresh_token text, id_token text, access_token_expires_at timestamptz, refresh_token_expires_at timestamptz,
  scope text, password text, created_at timestamptz not null default now(), updated_at timestamptz not null default now());
create index if not exists login_credential_user on lianke.login_credential (user_id);
create unique index if not exists login_credential_provider on lianke.login_credential (provider_id, account_id);
create table if not exists lianke.login_verification (
  id text primary key, identifier text not null, value text not null, expires_at timestamptz not null,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now());
create index if not exists login_verification_identifier on lianke.login_verification (identifier);
create table if not exists lianke.login_two_factor (
  id text primary key, secret text not null, backup_codes text not null, user_id text not null references lianke.login on delete cascade,
  verified boolean not null default true, failed_verification_count integer not null default 0, locked_until timestamptz);
create index if not exists login_two_factor_user on lianke.login_two_factor (user_id);
create table if not exists lianke.login_lockout (
  login text primary key, failures integer not null, first_at timestamptz not null, locked_until timestamptz);
create table if not exists lianke.login_event (
  id bigint generated always as identity primary key, at timestamptz not null default now(), kind text not null, login text, account text,
  tenant text, address text, agent text);
create index if not exists login_event_tenant on lianke.login_event (tenant, id desc);
create table if not exists lianke.membership (
  account text not null references lianke.login on delete cascade, tenant text not null, created_at timestamptz not null default now(),
  primary key (account, tenant));
create index if not exists membership_tenant on lianke.membership (tenant);
create table if not exists lianke.api_key (
  id uuid primary key, tenant text not null, name text not null, hash bytea not null unique, hint text not null, scopes text[] not null,
  expires_at timestamptz, revoked_at timestamptz, used_at timestamptz, created_by text, created_at timestamptz not null default now());
create index if not exists api_key_tenant on lianke.api_key (tenant);
create table if not exists lianke.data_key (
  id bigint generated always as identity primary key, tenant text not null, wrapped text not null, created_at timestamptz not null default now());
create index if not exists data_key_tenant on lianke.data_key (tenant);
`,
  },
]

/** Tables in every tenant's schema that this part needs: numbered, append-only. */
export const tenantTables: readonly { readonly id: string; readonly sql: string }[] = [
  {
    id: 'http_0001',
    sql: `
create table if not exists setting (
  name text primary key, value jsonb, sealed text, updated_by text, updated_at timestamptz not null default now());
create table if not exists idempotency (
  actor text not null, key text not null, request bytea not null, status integer, headers jsonb, body text, created_at timestamptz not null default now(),
  primary key (actor, key));
create index if not exists idempotency_created on idempotency (created_at);
create table if not exists stored_file (
  id uuid primary key, name text not null, type text not null, size bigint not null, sha256 text not null, width integer, height integer,
  place text not null, object text, record uuid, created_by text, created_at timestamptz not null default now(), deleted_at timestamptz);
create index if not exists stored_file_record on stored_file (object, record);
`,
  },
]
