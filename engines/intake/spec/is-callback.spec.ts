import { testTenant } from '@lianke/platform/testing'
import { expect, it } from 'vitest'
import { calledBack, isCallback } from '../rules/is-callback.rule.ts'

const envelopes = [
  { channel: 'wecom', kind: 'change_external_tag.update', called: true },
  { channel: 'wecom', kind: 'wecom.contact_way_saved', called: false },
  { channel: 'collect', kind: 'track', called: false },
  { channel: 'self', kind: 'asked', called: false },
]

it('a callback is what a vendor called with, for the engine and for the list alike', async () => {
  expect(envelopes.map(isCallback)).toEqual(envelopes.map(({ called }) => called))
  const tenant = await testTenant({ modules: [] })
  const rows = await tenant.platform.database.query<{ called: boolean }>(tenant.id, {
    text: `select ${calledBack} as called from unnest($1::text[], $2::text[]) with ordinality as e (channel, kind, place) order by place`,
    values: [envelopes.map(({ channel }) => channel), envelopes.map(({ kind }) => kind)],
  })
  await tenant.close()
  expect(rows.map(({ called }) => called)).toEqual(envelopes.map(({ called }) => called))
})
