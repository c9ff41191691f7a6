import type { Database } from '../db/database.ts'
import { keptLocal } from './distributed.ts'
import { homeMigrations } from './migrations.ts'

/** Makes or upgrades the schema `lianke`. Safe to run by several processes at once. */
export const installHome = async (database: Database): Promise<void> => {
  const migrations = await homeMigrations()
  await database.home.transaction(
    async (tx) => {
      await tx.script(`select pg_advisory_xact_lock(hashtext('lianke.home'));
      ${keptLocal('transaction')}
      create schema if not exists lianke;
      create extension if not exists pg_trgm with schema public;
      create table if not exists lianke.migration (id text primary key, applied_at timestamptz not null default now())`)
      const applied = new Set((await tx.query<{ id: string }>({ text: 'select id from lianke.migration' })).map(({ id }) => id))
      for (const migration of migrations.filter(({ id }) => !applied.has(id))) {
        await tx.script(migration.sql)
        await tx.execute({ text: 'insert into lianke.migration (id) values ($1)', values: [migration.id] })
      }
    },
    { timeoutMs: 300_000 },
  )
}
