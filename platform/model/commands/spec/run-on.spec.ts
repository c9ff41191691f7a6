import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Actor, Filter } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scoped, type TestTenant, testTenant, testUrls } from '../../../testing/index.ts'
import type { CommandRun } from '../command-run.ts'
import { ownRun } from '../command-run.ts'
import { goOn } from '../go-on.ts'
import { offeredOn } from '../offered-on.ts'
import { previewCommand } from '../preview.ts'
import { reportFile } from '../report-file.ts'
import { type RunOn, startRun } from '../start-run.ts'
import { moveRun, undoChanges } from '../undo-run.ts'
import { postOffice } from './acts.testing.ts'

const all = { read: 'all', update: 'all', delete: 'all', create: true } as const
let tenant: TestTenant
let clerk: Actor

beforeAll(async () => {
  tenant = await testTenant({ modules: postOffice })
  clerk = await tenant.staff({ name: '王小明', objects: { '*': all } })
})
afterAll(() => tenant.close())

let batch = 0
/** So many parcels of a batch of their own. */
const parcels = async (n: number, more: (index: number) => Record<string, unknown> = () => ({})) => {
  const mark = `批${++batch}`
  const made = await tenant.system((work) =>
    work.records.upsert({
      object: 'post.parcel',
      rows: Array.from({ length: n }, (_, index) => ({ name: `${mark}-${index}`, owner: clerk.id, ...more(index) })),
    }),
  )
  const filter: Filter = { field: 'name', op: 'starts_with', value: `${mark}-` }
  return { ids: made.ids.flatMap((id) => id ?? []), filter }
}
const start = (on: RunOn, actor = clerk) => tenant.as(actor, (work) => startRun(work, on))
const runOf = (run: Pick<CommandRun, 'id'>) => ownRun(tenant.platform, tenant.id, clerk, run.id)
const standing = (filter: Filter) =>
  tenant.platform.database.query<{ status: string; stamps: number; way: string | null; version: number }>(tenant.id, {
    text: 'select status, stamps, way, version from post_parcel where name like $1 order by name',
    values: [`${String((filter as { value: string }).value)}%`],
  })
const facts = async (ids: readonly string[], name: string) =>
  (
    await tenant.platform.database.query<{ n: number }>(tenant.id, {
      text: 'select count(*)::int as n from fact where name = $1 and record = any($2::uuid[])',
      values: [name, ids],
    })
  )[0]?.n

describe('an act on chosen records', () => {
  it('is done to those it may be done to, and says of the others why not', async () => {
    const { ids, filter } = await parcels(5)
    await tenant.as(clerk, (work) => work.run('post.send', { id: ids[2], way: 'air' }))
    const { run, rows } = await start({ command: 'post.send', ids, input: { way: 'road' } })
    expect(run).toMatchObject({ status: 'done', total: 5, done: 5, changed: 4, refused: 1 })
    expect(rows[2]).toMatchObject({ state: 'refused', refusal: { code: 'post.not_waiting' } })
    // The refused one left nothing behind: neither values nor facts.
    expect((await standing(filter)).map(({ stamps, way }) => [stamps, way])).toEqual([
      [1, 'road'],
      [1, 'road'],
      [1, 'air'],
      [1, 'road'],
      [1, 'road'],
    ])
    expect(await facts(ids, 'post.sent')).toBe(5)
    let file = ''
    for await (const line of reportFile(tenant.platform, tenant.id, clerk, { run, locale: 'zh-CN' })) file += line
    expect(file).toMatch(/-2,.*不是待发状态/)
    expect(file.trim().split('\r\n')).toHaveLength(2)
  })

  it('on one alone is refused like any other write', async () => {
    const { ids } = await parcels(1)
    await start({ command: 'post.send', ids, input: { way: 'road' } })
    await expect(start({ command: 'post.send', ids, input: { way: 'road' } })).rejects.toMatchObject({ code: 'post.not_waiting' })
  })

  it('is refused for what is wrong with it as a whole, and nothing begins', async () => {
    const { ids, filter } = await parcels(2)
    const refusal = (on: RunOn, actor = clerk) =>
      start(on, actor).then(
        () => 'nothing was refused',
        ({ code }) => code,
      )
    const nobody = await tenant.staff({ name: '无权', objects: { 'post.parcel': { ...all, update: 'none' } } })
    expect(await refusal({ command: 'post.send', ids, input: { way: 'sea' } })).toBe('input.invalid')
    expect(await refusal({ command: 'post.send', ids, input: { way: 'air' } }, nobody)).toBe('access.denied')
    expect(await refusal({ command: 'post.unmark', ids })).toBe('command.not_for_sets')
    expect(await refusal({ command: 'post.unmark', filter })).toBe('command.not_for_sets')
    expect(await refusal({ command: 'post.pack', ids, input: { name: 'a' } })).toBe('command.not_on_records')
    expect(await refusal({ command: 'post.lose', ids })).toBe('command.unknown')
    expect(await refusal({ command: 'post.send', input: { way: 'air' } })).toBe('command.nothing_chosen')
    expect(
      await refusal({ command: 'post.send', filter: { field: 'name', op: 'eq', value: 'none' }, input: { way: 'air' } }),
    ).toBe('command.nothing_chosen')
    expect((await standing(filter)).map(({ status }) => status)).toEqual(['waiting', 'waiting'])
  })

  it('reaches no record that its maker may not change', async () => {
    const { ids } = await parcels(3)
    const own = await tenant.staff({
      name: '自己',
      objects: { 'post.parcel': { read: 'all', update: 'own', delete: 'none', create: true } },
    })
    await tenant.system((work) => work.records.update('post.parcel', ids[1] ?? '', { owner: own.id }))
    for (const [command, input] of [
      ['post.send', { way: 'air' }],
      ['post.mark', {}],
    ] as const) {
      const { run, rows } = await start({ command, ids, input }, own)
      expect(run).toMatchObject({ changed: 1, refused: 2 })
      expect(rows.filter(({ refusal }) => refusal?.code === 'access.denied')).toHaveLength(2)
    }
  })
})

describe('the way back', () => {
  it('puts the values back past the table of states, and leaves alone what somebody has changed since', async () => {
    const { ids, filter } = await parcels(3)
    const { run } = await start({ command: 'post.send', ids, input: { way: 'air' } })
    await tenant.as(clerk, (work) => work.records.update('post.parcel', ids[1] ?? '', { stamps: 7 }))
    const undone = await moveRun(tenant.platform, tenant.id, clerk, { id: run.id, act: 'undo' })
    expect(undone).toMatchObject({ status: 'undone', restored: 2, kept: 1 })
    expect((await standing(filter)).map(({ status, stamps, way }) => [status, stamps, way])).toEqual([
      ['waiting', 0, null],
      ['sent', 7, 'air'],
      ['waiting', 0, null],
    ])
    await expect(moveRun(tenant.platform, tenant.id, clerk, { id: run.id, act: 'undo' })).rejects.toMatchObject({
      code: 'command.wrong_state',
    })
  })

  it('is for whoever did it', async () => {
    const { ids } = await parcels(2)
    const { run } = await start({ command: 'post.mark', ids })
    const other = await tenant.staff({ name: '别人', objects: { '*': all } })
    await expect(moveRun(tenant.platform, tenant.id, other, { id: run.id, act: 'undo' })).rejects.toMatchObject({
      code: 'command.no_such_run',
      status: 404,
    })
  })
})

describe('an act on all that match', () => {
  it('is a job when they are many, goes on after kill -9, and does nothing twice', async () => {
    const { ids, filter } = await parcels(1100)
    const { run } = await start({ command: 'post.send', filter, input: { way: 'air' } })
    expect(run).toMatchObject({ status: 'running', total: 1100, done: 0 })
    const { databaseUrl, clickhouseUrl } = testUrls()
    const urls = [databaseUrl, clickhouseUrl]
    const child = fork(fileURLToPath(new URL('./go-on.fixture.ts', import.meta.url)), [...urls, tenant.id, run.id], {
      execArgv: [],
    })
    const gone = new Promise<string | null>((resolve) => child.once('exit', (_code, signal) => resolve(signal)))
    await expect.poll(async () => (await runOf(run)).done, { timeout: 60_000, interval: 20 }).toBeGreaterThan(0)
    child.kill('SIGKILL')
    expect(await gone).toBe('SIGKILL')
    const left = await runOf(run)
    expect(left).toMatchObject({ status: 'running' })
    expect(left.done).toBeLessThan(1100)
    await Promise.all([goOn(tenant.platform, tenant.id, run.id), goOn(tenant.platform, tenant.id, run.id)])
    expect(await runOf(run)).toMatchObject({ status: 'done', done: 1100, changed: 1100, refused: 0 })
    expect(new Set((await standing(filter)).map(({ stamps }) => stamps))).toEqual(new Set([1]))
    expect(await facts(ids, 'post.sent')).toBe(1100)
  })

  it('works set by set where the command can, stops when asked, and is taken back in the background', async () => {
    const { filter } = await parcels(2300)
    const { run } = await start({ command: 'post.mark', filter })
    let sets = 0
    await goOn(tenant.platform, tenant.id, run.id, {
      progress: async () => {
        if (++sets === 1) await moveRun(tenant.platform, tenant.id, clerk, { id: run.id, act: 'cancel' })
      },
    })
    expect(await runOf(run)).toMatchObject({ status: 'cancelled', done: 1000, changed: 1000 })
    const marked = () =>
      tenant.system((work) =>
        work.records.count('post.parcel', { filter: { and: [filter, { field: 'fragile', op: 'eq', value: true }] } }),
      )
    expect(await marked()).toBe(1000)
    expect(await moveRun(tenant.platform, tenant.id, clerk, { id: run.id, act: 'undo' })).toMatchObject({ status: 'undoing' })
    await undoChanges(tenant.platform, tenant.id, run.id)
    expect(await runOf(run)).toMatchObject({ status: 'undone', restored: 1000, kept: 0 })
    expect(await marked()).toBe(0)
  })

  it('is taken back by its inverse in the background, too; what that does not go for stays and is counted', async () => {
    const { ids, filter } = await parcels(250)
    const { run } = await start({ command: 'post.wrap', filter })
    await goOn(tenant.platform, tenant.id, run.id)
    await start({ command: 'post.send', ids: ids.slice(0, 3), input: { way: 'road' } })
    expect(await moveRun(tenant.platform, tenant.id, clerk, { id: run.id, act: 'undo' })).toMatchObject({ status: 'undoing' })
    await undoChanges(tenant.platform, tenant.id, run.id)
    expect(await runOf(run)).toMatchObject({ status: 'undone', restored: 247, kept: 3 })
  })

  it('asks the rights of its maker again at every set', async () => {
    const { filter } = await parcels(450)
    const leaving = await tenant.staff({ name: '将走', objects: { '*': all } })
    const { run } = await start({ command: 'post.send', filter, input: { way: 'air' } }, leaving)
    let sets = 0
    await goOn(tenant.platform, tenant.id, run.id, {
      progress: async () => {
        if (++sets > 1) return
        await tenant.system((work) => work.records.update('organisation.staff', leaving.id, { roles: [] }))
        // Rights are kept for ten seconds at most.
        await new Promise((resolve) => setTimeout(resolve, 10_500))
      },
    })
    const ended = await ownRun(tenant.platform, tenant.id, leaving, run.id)
    expect(ended).toMatchObject({ status: 'failed', done: 200, problem: { code: 'access.denied' } })
  })
})

describe('what it would do', () => {
  it('is worked out without doing it', async () => {
    const { ids, filter } = await parcels(4)
    await tenant.as(clerk, (work) => work.run('post.send', { id: ids[0], way: 'air' }))
    const before = await standing(filter)
    const preview = await tenant.as(clerk, (work) =>
      previewCommand(work, { command: 'post.send', filter, input: { way: 'road' } }),
    )
    expect(preview).toMatchObject({ found: 4, tried: 4, changed: 3, refused: 1, makes: [] })
    expect(preview.reasons).toMatchObject([
      { id: ids[0], title: expect.stringMatching(/-0$/), refusal: { code: 'post.not_waiting' } },
    ])
    expect(preview.because).toEqual([{ refusal: expect.objectContaining({ code: 'post.not_waiting' }), count: 1 }])
    const one = await tenant.as(clerk, (work) =>
      previewCommand(work, { command: 'post.send', ids: [ids[1] ?? ''], input: { way: 'road' } }),
    )
    expect(one.fields).toContainEqual({ name: 'status', before: 'waiting', after: 'sent' })
    const made = await tenant.as(clerk, (work) =>
      previewCommand(work, { command: 'post.pack', input: { name: '新', copies: 2 } }),
    )
    expect(made.makes).toEqual([{ object: 'post.parcel', count: 2 }])
    expect(await standing(filter)).toEqual(before)
    expect(
      await tenant.system((work) => work.records.count('post.parcel', { filter: { field: 'name', op: 'eq', value: '新' } })),
    ).toBe(0)
  })
})

describe('what is offered', () => {
  it('is what the right, the right on the record and its state allow', async () => {
    const { ids } = await parcels(3)
    await tenant.as(clerk, (work) => work.run('post.send', { id: ids[0], way: 'air' }))
    const names = (actor: Actor) =>
      tenant.as(actor, async (work) =>
        Object.fromEntries((await offeredOn(work, 'post.parcel', ids)).map(({ command, count }) => [command, count])),
      )
    expect(await names(clerk)).toEqual({ 'post.send': 2, 'post.mark': 3, 'post.unmark': 3, 'post.wrap': 3, 'post.unwrap': 3 })
    const own = await tenant.staff({
      name: '甲',
      objects: { 'post.parcel': { read: 'all', update: 'own', delete: 'none', create: false } },
    })
    expect(await names(own)).toEqual({})
    await tenant.system((work) => work.records.update('post.parcel', ids[1] ?? '', { owner: own.id }))
    expect(await names(own)).toEqual({ 'post.send': 1, 'post.mark': 1, 'post.unmark': 1, 'post.wrap': 1, 'post.unwrap': 1 })
    const reader = await tenant.staff({
      name: '乙',
      objects: { 'post.parcel': { read: 'all', update: 'none', delete: 'none', create: false } },
    })
    expect(await names(reader)).toEqual({})
  })
  it('is narrowed to where nothing else stands in its way, asked for the whole set with the eyes of the system', async () => {
    const { ids } = await parcels(4)
    const receivers = await tenant.system((work) =>
      Promise.all(['Ann', 'Nobody', 'Bea'].map((name) => work.records.create('customer.person', { name }))),
    )
    for (const [index, receiver] of receivers.entries())
      await tenant.as(clerk, (work) => work.run('post.send', { id: ids[index], way: 'air', receiver: receiver.id }))
    const blind = await tenant.staff({
      name: '丙',
      objects: {
        'post.parcel': scoped('all'),
        'customer.person': { read: 'none', update: 'none', delete: 'none', create: false },
      },
    })
    for (const actor of [clerk, blind])
      expect(await tenant.as(actor, (work) => offeredOn(work, 'post.parcel', ids))).toContainEqual({
        command: 'post.hand',
        count: 2,
      })
    const last = ids.slice(3)
    expect((await tenant.as(clerk, (work) => offeredOn(work, 'post.parcel', last))).map(({ command }) => command)).not.toContain(
      'post.hand',
    )
  })
})

describe('a part of the work', () => {
  it('that is refused takes its values and its facts with it', async () => {
    const [one, two] = (await parcels(2)).ids
    await tenant.system(async (work) => {
      await work.attempt(() => work.run('post.send', { id: one, way: 'air' }))
      await expect(
        work.attempt(async () => {
          await work.run('post.send', { id: two, way: 'air' })
          await work.run('post.send', { id: one, way: 'air' })
        }),
      ).rejects.toMatchObject({ code: 'post.not_waiting' })
    })
    expect(await facts([one ?? ''], 'post.sent')).toBe(1)
    expect(await facts([two ?? ''], 'post.sent')).toBe(0)
    expect(await tenant.system((work) => work.records.get('post.parcel', two ?? ''))).toMatchObject({
      status: 'waiting',
      version: 1,
    })
  })
})

describe('reading all of something', () => {
  it('is never ended by a page', async () => {
    const { filter } = await parcels(2050)
    const seen = await tenant.system(async (work) => {
      const ids = new Set<string>()
      for await (const set of work.records.inSets('post.parcel', { filter, fields: ['id'] }))
        for (const { id } of set) ids.add(id)
      return ids.size
    })
    expect(seen).toBe(2050)
    expect(await tenant.system((work) => work.records.updateWhere('post.parcel', filter, { weight: '2' }))).toBe(2050)
    await expect(
      tenant.system((work) => work.records.updateWhere('post.parcel', filter, { weight: '3' }, { max: 1000 })),
    ).rejects.toMatchObject({ code: 'records.too_many' })
  })
})
