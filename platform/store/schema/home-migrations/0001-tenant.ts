export const id = '0001-tenant'
export const sql = `
create table tenant (
  id text primary key check (id ~ '^[a-z][a-z0-9_]{0,30}$'),
  name text not null,
  zone text not null,
  locale text not null check (locale in ('zh-CN', 'en')),
  base_currency text not null check (base_currency ~ '^[A-Z]{3}$'),
  /** hash of the model's storage shape that the tenant's tables have; null while being made */
  schema_version text,
  /** active, upgrading (not served), failed (on the old version, whole), closed */
  status text not null default 'active' check (status in ('active', 'upgrading', 'failed', 'closed')),
  problem text,
  created_at timestamptz not null default now()
);`
