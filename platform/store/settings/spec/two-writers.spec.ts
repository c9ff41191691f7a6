import { defineModule, defineSetting, label } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openPlatform } from '../../../open-platform.ts'
import type { Platform } from '../../../platform.ts'
import { type TestTenant, testTenant, testUrls, tinyShop } from '../../../testing/index.ts'

const section = label('清单', 'Lists')
const listed = (name: string, secret: boolean) =>
  defineSetting<readonly string[]>({
    name,
    section,
    secret,
    label: section,
    schema: z.array(z.string().min(1)),
    default: [],
  })
const lists = defineModule({
  name: 'lists',
  label: section,
  settings: [listed('lists.open', false), listed('lists.sealed', true), listed('lists.other', false)],
})

let shop: TestTenant
let elsewhere: Platform
beforeAll(async () => {
  shop = await testTenant({ modules: [...tinyShop, lists] })
  // Another process: connections, keys and settings of its own.
  elsewhere = await openPlatform({
    ...testUrls(),
    secret: 'a secret for tests only',
    modules: shop.platform.modules,
    connectionsMax: 4,
  })
})
afterAll(async () => {
  await elsewhere?.close()
  await shop?.close()
})

describe('a list that two processes add to', () => {
  it.each(['lists.open', 'lists.sealed'])('loses nothing of either, whatever their caches hold (%s)', async (name) => {
    const writers = [shop.platform, elsewhere]
    for (const { settings } of writers) await settings.get(shop.id, name)
    const words = Array.from({ length: 24 }, (_, at) => `word ${at}`)
    await Promise.all(
      words.map((word, at) =>
        writers[at % 2]?.settings.change(shop.id, (now) => ({ [name]: [...now.get<readonly string[]>(name), word] }), null),
      ),
    )
    for (const { settings } of writers)
      await expect.poll(async () => [...(await settings.get<string[]>(shop.id, name))].sort()).toEqual(words.toSorted())
  })
})

describe('settings that belong together', () => {
  const both = async () => [
    await shop.platform.settings.get(shop.id, 'lists.open'),
    await shop.platform.settings.get(shop.id, 'lists.other'),
  ]
  it('are all kept', async () => {
    await shop.platform.settings.setMany(shop.id, { 'lists.open': ['a'], 'lists.other': ['b'] }, null)
    expect(await both()).toEqual([['a'], ['b']])
    await shop.platform.settings.setMany(shop.id, { 'lists.open': undefined, 'lists.other': ['c'] }, null)
    expect(await both()).toEqual([[], ['c']])
  })
  it('or none: one that is refused, unknown, or what the database does not take leaves the others as they were', async () => {
    const before = await both()
    const { setMany } = shop.platform.settings
    await expect(setMany(shop.id, { 'lists.open': ['x'], 'lists.other': [''] }, null)).rejects.toMatchObject({
      code: 'setting.bad_value',
      extra: { setting: 'lists.other' },
    })
    await expect(setMany(shop.id, { 'lists.open': ['x'], 'lists.unheard_of': [] }, null)).rejects.toMatchObject({
      code: 'setting.unknown',
    })
    await shop.platform.database.transaction(shop.id, (tx) =>
      tx.execute({ text: `alter table setting add constraint never check (name <> 'lists.other' or value <> '["y"]')` }),
    )
    await expect(setMany(shop.id, { 'lists.open': ['x'], 'lists.other': ['y'] }, null)).rejects.toThrow()
    await shop.platform.database.transaction(shop.id, (tx) => tx.execute({ text: 'alter table setting drop constraint never' }))
    expect(await both()).toEqual(before)
    const stored = await elsewhere.database.query(shop.id, { text: `select value from setting where name = 'lists.other'` })
    expect(stored).toEqual([{ value: before[1] }])
  })
})
