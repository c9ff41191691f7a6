import {
  type Content,
  heard,
  killInstallation,
  lost,
  quietEnvironment,
  signedIn,
  spawnInstallation,
  startInstallation,
  until,
  withKey,
} from '@lianke/tooling/release'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { checkout, contentIn, keptReleases, unpackRelease } from './kept-release.testing.ts'

const ports = 4730
const demoPassword = 'chenlu-demo-2026'
/** After the start by so much; the first falls on PostgreSQL's own start, the later ones on preparing and on the first moments of serving. */
const killAfterMs = [700, 1600, 2600, 4000]
/** What machines write when they go on after the start. */
const written = new Set([
  'customer_person.tags',
  'marketing_segment.refreshed_at',
  'marketing_segment.member_count',
  // Roles as they came gain what this release gives them.
  'organisation_role.objects',
  'organisation_role.rights',
  // A roll-up that was empty for the records there were is filled.
  'customer_person.c_pet_count',
])

describe.each(keptReleases())('an installation of $name', ({ name, story, counts }) => {
  let before: Content
  let upgraded: Content

  it('is upgraded by a start, and everything in it goes on', async () => {
    const { data, drop } = unpackRelease(name)
    try {
      before = await contentIn(data)
      expect(before.counts).toEqual(counts)
      const product = await startInstallation(checkout, quietEnvironment(data, ports))
      try {
        const api = await signedIn(product.url, 'admin', demoPassword)
        const person = await api.send<Record<string, unknown>>('GET', `/customer/person/${story.people[1]}`)
        expect(person).toMatchObject({
          c_skin: 'oily',
          c_score: 1,
          c_budget: { amount: '100.50', currency: 'CNY' },
        })
        expect([Number(person.c_double), Number(person.c_pet_count)]).toEqual([2, 2])
        expect(person).not.toHaveProperty('c_old')
        expect(await api.send('PATCH', '/settings/fields/customer.person/c_old', { archived: false })).toBeTruthy()
        await until(
          'the field is back',
          async () => (await api.first('customer.person', { field: 'c_old', op: 'eq', value: 'kept 1' })).id === story.people[1],
        )
        const pets = await api.rows('custom.c_pet', { and: [] })
        expect(pets.map(({ id }) => id).sort()).toEqual([...story.pets].sort())
        expect(await api.send('GET', `/custom/c_pet/${story.pets[3]}`)).toMatchObject({
          c_name: '宠物 1-1',
          c_born: '2024-02-29',
          c_weight: '1.15',
        })

        for (const view of story.views) expect(await api.status('GET', `/insight/saved_view/${view}`)).toBe(200)
        const heavy = await api.send<{ filter: unknown }>('GET', `/insight/saved_view/${story.views[1]}`)
        expect((await api.rows('custom.c_pet', heavy.filter)).length).toBe(30)

        await until(
          'a wait that ended while nothing ran goes on',
          async () =>
            (
              await api.rows('customer.person', {
                and: [
                  { field: 'id', op: 'in', value: story.people.slice(0, 5) },
                  { field: 'tags', op: 'any_of', value: ['VIP'] },
                ],
              })
            ).length === 5,
        )
        const waiting = async (id: string) =>
          (await api.send<{ nodes: { node: string; waiting: number }[] }>('POST', '/commands/journey.counts', { id })).nodes.find(
            ({ node }) => node === 'wait',
          )?.waiting
        expect(await waiting(story.journeys.long)).toBe(5)
        expect(await waiting(story.journeys.forEvent)).toBe(3)
        const shop = withKey(product.url, story.key)
        expect(await shop.status('PATCH', `/customer/person/${story.people[2]}`, { c_score: 98 })).toBe(200)
        expect(
          await withKey(product.url, story.readOnlyKey).status('PATCH', `/customer/person/${story.people[2]}`, { c_score: 1 }),
        ).toBe(403)
        await shop.send('PATCH', `/customer/person/${story.people[4]}`, { c_skin: 'oily' })
        await until(
          'the segment follows a change',
          async () =>
            (await api.send<{ member_count: number }>('GET', `/marketing/segment/${story.segment}`)).member_count ===
            story.segmentMembers + 1,
        )

        expect(await api.send('GET', `/imports/${story.imports.undone}`)).toMatchObject({ status: 'undone' })
        expect(await api.send('GET', `/imports/${story.imports.done}`)).toMatchObject({ status: 'done', refused: 1 })
        expect((await api.rows('customer.person', { field: 'name', op: 'starts_with', value: '展会' })).length).toBe(30)
        await api.send('POST', `/imports/${story.imports.done}/undo`)
        await until(
          'the old import is undone',
          async () => (await api.rows('customer.person', { field: 'name', op: 'starts_with', value: '展会' })).length === 0,
        )
      } finally {
        await product.stop()
      }
    } finally {
      drop()
    }
  })

  it('killed again and again while it is upgraded, it ends whole', async () => {
    const { data, drop } = unpackRelease(name)
    try {
      for (const ms of killAfterMs) {
        const child = spawnInstallation(checkout, quietEnvironment(data, ports))
        const ended = new Promise((done) => child.once('exit', done))
        await pause(ms)
        killInstallation(child, data)
        await ended
      }
      const product = await startInstallation(checkout, quietEnvironment(data, ports))
      const said = product.said()
      await product.stop()
      expect(said).not.toContain('failed')
      upgraded = await contentIn(data)
      expect(lost(before, upgraded, written)).toEqual([])
    } finally {
      drop()
    }
  })

  it('started twice at once, one serves and the other refuses; the database is whole', async () => {
    const { data, drop } = unpackRelease(name)
    try {
      const env = quietEnvironment(data, ports)
      const started = [spawnInstallation(checkout, env), spawnInstallation(checkout, env)].map((child) => ({
        child,
        ...heard(child, 'Ready in'),
      }))
      const ended = started.map(({ child }) => new Promise((done) => child.once('exit', done)))
      const outcomes = await Promise.allSettled(started.map(({ ready }) => ready))
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      const refused = started[outcomes.findIndex(({ status }) => status === 'rejected')]
      expect(refused?.said()).toContain('already')
      for (const { child } of started) child.kill('SIGTERM')
      await Promise.all(ended)
      const now = await contentIn(data)
      expect(lost(before, now, written)).toEqual([])
      expect(now.shape).toEqual(upgraded.shape)
    } finally {
      drop()
    }
  })
})
