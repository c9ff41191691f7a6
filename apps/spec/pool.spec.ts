import type { ObjectRight } from '@lianke/kernel'
import type { Person } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRightsWorld, type RightsWorld } from './rights-world.testing.ts'

const own: ObjectRight = { read: 'own', update: 'own', delete: 'own', create: true, export: true }
const none: ObjectRight = { read: 'none', update: 'none', delete: 'none', create: false, export: true }
const word = '公海甲'
let world: RightsWorld
let seller: Person
let stranger: Person
beforeAll(async () => {
  world = await openRightsWorld()
  seller = await world.company.person({ objects: { '*': own }, rights: ['*'] })
  stranger = await world.company.person({ objects: { '*': own, 'lead.lead': none }, rights: ['*'] })
  const lead = async (name: string, owner: string | null) => {
    const made = await world.ask(world.boss, {
      method: 'POST',
      url: '/api/v1/lead/lead',
      payload: { name: `${word}${name}`, wechat: `pool-${name}`, source: word, owner },
    })
    expect(made.statusCode, made.body).toBe(201)
  }
  await lead('无主一', null)
  await lead('无主二', null)
  await lead('自己的', seller.staff)
  await lead('别人的', world.boss.staff)
  await world.settle()
})
afterAll(() => world?.company.close())

const filter = { field: 'source', op: 'eq', value: word }
const post = async <T>(by: Person, url: string, payload: object): Promise<T> =>
  (await world.ask(by, { method: 'POST', url: `/api/v1${url}`, payload })).json()
const get = (by: Person, url: string) => world.ask(by, { method: 'GET', url: `/api/v1${url}` })
const short = (name: string): string => name.replace(word, '')

/** The same question at every door. */
const doors: Readonly<Record<string, (by: Person) => Promise<readonly string[]>>> = {
  list: async (by) =>
    ((await post<{ data?: { name: string }[] }>(by, '/lead/lead/query', { filter, fields: ['name'] })).data ?? []).map(
      ({ name }) => short(name),
    ),
  report: async (by) =>
    (
      (
        await post<{ data?: { name: string; count: number }[] }>(by, '/reports/aggregate', {
          object: 'lead.lead',
          group: [{ field: 'name' }],
          measures: [{ fn: 'count' }],
          filter,
        })
      ).data ?? []
    ).map(({ name }) => short(name)),
  export: async (by) => {
    const asked = `/exports/lead/lead.csv?fields=name&filter=${encodeURIComponent(JSON.stringify(filter))}`
    const { body, statusCode } = await get(by, asked)
    return statusCode === 200
      ? body
          .split(/\r?\n/)
          .filter((line) => line.includes(word))
          .map(short)
      : []
  },
  search: async (by) =>
    ((await get(by, `/search?q=${encodeURIComponent(word)}&limit=20`)).json<{ data?: { title: string }[] }>().data ?? []).map(
      ({ title }) => short(title),
    ),
}

describe('leads that nobody owns', () => {
  it.each(Object.keys(doors))('%s shows them to whoever reads leads at all, as every other door does', async (name) => {
    const seen = async (by: Person) => [...((await doors[name]?.(by)) ?? [])].toSorted()
    expect(await seen(seller)).toEqual(['无主一', '无主二', '自己的'].toSorted())
    expect(await seen(world.boss)).toEqual(['无主一', '无主二', '自己的', '别人的'].toSorted())
    expect(await seen(stranger)).toEqual([])
  })

  it('stand in the search box after those that somebody owns, and are said to be of the pool', async () => {
    for (const by of [seller, world.boss]) {
      const { data } = (await get(by, `/search?q=${encodeURIComponent(word)}&limit=20`)).json<{
        data: { title: string; pooled: boolean }[]
      }>()
      const pooled = data.filter((hit) => hit.pooled).map(({ title }) => short(title))
      expect(pooled.toSorted()).toEqual(['无主一', '无主二'].toSorted())
      expect(data.map((hit) => hit.pooled)).toEqual(data.map((hit) => hit.pooled).toSorted())
    }
  })
})
