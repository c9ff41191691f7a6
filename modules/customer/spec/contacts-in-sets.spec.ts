import { type Meaning, surely } from '@lianke/kernel'
import { organisationModule } from '@lianke/organisation'
import { testTenant, type TestTenant } from '@lianke/platform/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { customerModule } from '../module.ts'
import { onContactAdded } from '../reactions/on-contact-added.reaction.ts'
import { contactFact } from './contact-fact.testing.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await testTenant({ modules: [organisationModule, customerModule] })
})
afterAll(() => tenant?.close())

interface Word {
  readonly who: number
  readonly member: string
  readonly means: Meaning
  readonly issuer?: string
  readonly tags?: readonly string[]
  readonly remark?: string
  readonly state?: string
}
const words = fc.array(
  fc.record(
    {
      who: fc.integer({ min: 0, max: 3 }),
      member: fc.constantFrom('lin', 'zhou'),
      means: fc.constantFrom<Meaning>('contact.added', 'contact.edited', 'contact.seen'),
      issuer: fc.constantFrom('ww-second'),
      tags: fc.subarray(['金卡', '敏感肌', '干性', ' 干性 ']),
      remark: fc.constantFrom('', '大客户'),
      state: fc.constantFrom('c-12'),
    },
    { requiredKeys: ['who', 'member', 'means'] },
  ),
  { minLength: 1, maxLength: 12 },
)

let [round, people] = [0, 0]
/** Four persons of whom the channel says this, together or one word after the other, and what is known of them then. */
const after = async (told: readonly Word[], together: boolean) => {
  const mark = ++round
  const ids = await tenant.system(async (work) => {
    const rows = Array.from({ length: 4 }, () => ({ name: `客户 ${++people}` }))
    return (await work.records.upsert({ object: 'customer.person', rows })).ids.map((id) => surely(id, 'made'))
  })
  const facts = told.map(({ who, member, means, ...payload }, n) =>
    contactFact(means, {
      person: ids[who],
      occurred_at: `2026-11-20T12:${String(n).padStart(2, '0')}:00.000Z`,
      payload: { userid: member, external_userid: `wm-${mark}-${who}`, ...payload },
    }),
  )
  const { run, runSet } = onContactAdded
  if (together) await tenant.system((work) => surely(runSet, 'answers sets')(work, facts))
  else for (const fact of facts) await tenant.system((work) => run(work, fact))
  const mine = { field: 'person', op: 'in', value: ids } as const
  const known = await tenant.system(async (work) => ({
    persons: (
      await work.records.list('customer.person', {
        filter: { field: 'id', op: 'in', value: ids },
        fields: ['owner', 'tags'],
        limit: 10,
      })
    ).data,
    relations: (
      await work.records.list('customer.relation', {
        filter: mine,
        fields: ['person', 'staff', 'issuer', 'status', 'remark', 'state', 'tags', 'added_at'],
        limit: 100,
      })
    ).data,
    added: await work.sql<{ person: string; at: string; state: string }>(
      `select person, occurred_at::text as at, payload ->> 'state' as state from fact where name = 'customer.relation_added' and person = any($1::uuid[])`,
      [ids],
    ),
  }))
  const place = (id: unknown) => {
    expect(ids).toContain(id)
    return ids.indexOf(String(id))
  }
  return {
    persons: known.persons
      .map(({ id, owner, tags }) => ({ who: place(id), owner, tags: [...((tags as string[] | null) ?? [])].sort() }))
      .sort((a, b) => a.who - b.who),
    relations: known.relations
      .map(({ id: _, version: __, person, ...rest }) => JSON.stringify({ who: place(person), ...rest }))
      .sort(),
    added: known.added.map(({ person, ...rest }) => JSON.stringify({ who: place(person), ...rest })).sort(),
  }
}

describe('what a channel says of many contacts at once', () => {
  it('comes to the same as one word after the other', async () => {
    await fc.assert(
      fc.asyncProperty(words, async (told) => {
        expect(await after(told, true)).toEqual(await after(told, false))
      }),
      { numRuns: 25 },
    )
  })
})
