import { defineModule, label } from '@lianke/kernel'

/** What engines and channels share in a tenant's schema. */
export const engineModule = defineModule({
  name: 'engine',
  label: label('引擎', 'Engines'),
  migrations: [{
    id: 'engine-0001-shared',
    sql: `create table if not exists channel_shared (key text primary key, sealed text not null, made_at timestamptz not null, expires_at timestamptz not null)`,
  }],
})
