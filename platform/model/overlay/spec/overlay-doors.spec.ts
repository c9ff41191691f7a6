import { type Actor, label, type SaidOver } from '@lianke/kernel'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { importsModule, type Mapping, moveRun, newImport, runImport, setMapping } from '../../../serve/imports/index.ts'
import { refused, testTenant, type TestTenant, tinyShop } from '../../../testing/index.ts'
import { overlaysOf } from '../overlay-store.ts'
import { planOverlay } from '../plan-overlay.ts'
import { sayOver } from '../say-over.ts'
import { club } from './club.testing.ts'

const all = { read: 'all', update: 'all', delete: 'all', create: true, import: true } as const
const member = 'club.member'
let tenant: TestTenant
let clerk: Actor
let folder: string

beforeAll(async () => {
  tenant = await testTenant({ modules: [...tinyShop, importsModule, club] })
  clerk = await tenant.staff({ name: '王小明', objects: { '*': all } })
  folder = await mkdtemp(join(tmpdir(), 'overlay-'))
})
afterAll(async () => {
  await tenant.close()
  await rm(folder, { recursive: true })
})
const modelNow = () => tenant.platform.model(tenant.id)
const versionOf = async (object: string, field: string) =>
  (await tenant.system((work) => overlaysOf(work, object))).find((one) => one.field === field)?.version ?? 0
const say = async (object: string, field: string, said: SaidOver, reset: readonly string[] = []) => {
  const model = await modelNow()
  const version = await versionOf(object, field)
  await tenant.system((work) => sayOver(work, model, { object, field, version, said, reset }))
  tenant.platform.forget(tenant.id)
}
const parts = ['label', 'help', 'required', 'default', 'hidden', 'when', 'options']
beforeEach(async () => {
  await tenant.platform.database.query(tenant.id, { text: 'delete from club_member' })
  await tenant.platform.database.query(tenant.id, { text: 'delete from club_pass' })
  for (const field of ['level', 'hobbies', 'born', 'city']) await say(member, field, {}, parts)
  for (const field of ['kind', 'reason', 'colour']) await say('club.pass', field, {}, parts)
})

let files = 0
/** A file as somebody imports it; the codes of its refused cells. */
const importOf = async (text: string, mapping: Mapping) => {
  const path = join(folder, `${files++}.csv`)
  await writeFile(path, text)
  const { run } = await newImport(tenant.platform, tenant.id, clerk, { object: member, path, fileName: '会员.csv' })
  await setMapping(tenant.platform, tenant.id, clerk, run.id, mapping)
  await moveRun(tenant.platform, tenant.id, clerk, run.id, 'start')
  await runImport(tenant.platform, tenant.id, run.id)
  const errors = await tenant.platform.database.query<{ code: string }>(tenant.id, {
    text: 'select code from import_problem where run = $1 order by row, position',
    values: [run.id],
  })
  return errors.map(({ code }) => code)
}
/** The ways in which people and programs make a record, with the codes of what they refuse. */
const makingDoors = (made: Record<string, unknown>) => ({
  'POST, a form or a phone': () => codesOf(tenant.as(clerk, (work) => work.records.create(member, made))),
  bulk: () => codesOf(tenant.as(clerk, (work) => work.records.upsert({ object: member, rows: [made] }))),
  'bulk that goes on': async () =>
    (await tenant.as(clerk, (work) => work.records.upsert({ object: member, rows: [made], partial: true }))).refused.map(
      ({ code }) => code,
    ),
  'a step': () => codesOf(tenant.system((work) => work.generic.records.create(member, made))),
})
const codesOf = async (work: Promise<unknown>): Promise<string[]> => (await refused(work)).problems.map(({ code }) => code)
const make = (values: Record<string, unknown>) => tenant.system((work) => work.records.create(member, values))
const count = () => tenant.system((work) => work.records.count(member))

describe('a field that the company requires', () => {
  it('is asked at every door that makes a record, and nothing is left behind', async () => {
    await say(member, 'born', { required: true })
    for (const [door, go] of Object.entries(makingDoors({ name: '无生日' }))) expect(await go(), door).toEqual(['field.required'])
    expect(await importOf('姓名\n无生日\n', { columns: [{ column: 0, field: 'name' }] })).toEqual(['field.required'])
    expect(await count()).toBe(0)
    await make({ name: '有生日', born: '1990-01-02' })
  })

  it('lets the records there are stand, which are changed as before and never emptied', async () => {
    const [without, withIt] = [await make({ name: '甲' }), await make({ name: '乙', born: '1990-01-02' })]
    const model = await modelNow()
    const plan = await tenant.system((work) =>
      planOverlay(work, model, { object: member, field: 'born', version: 0, said: { required: true }, reset: [] }),
    )
    expect(plan).toEqual([{ kind: 'without_value', count: 1, capped: false }])
    await say(member, 'born', { required: true })
    await tenant.as(clerk, (work) => work.records.update(member, without.id, { city: '海口' }))
    const problems = await codesOf(tenant.as(clerk, (work) => work.records.update(member, withIt.id, { born: null })))
    expect(problems).toEqual(['field.required'])
    // All of them are there when one pages by it, also those without a value.
    const page = await tenant.as(clerk, (work) => work.records.list(member, { sort: ['born'], limit: 1 }))
    const next = await tenant.as(clerk, (work) => work.records.list(member, { sort: ['born'], limit: 1, cursor: page.next }))
    expect([...page.data, ...next.data].map(({ id }) => id).toSorted()).toEqual([without.id, withIt.id].toSorted())
  })

  it('does not stop what the house does by itself', async () => {
    await say(member, 'born', { required: true })
    await tenant.system((work) => work.records.create(member, { name: '自动建档' }))
    await tenant.as(clerk, (work) => work.run('member.arrive', { name: '到店' }))
    expect(await count()).toBe(2)
  })

  it('is asked by the act that makes the records, and by no act that does not know it', async () => {
    await say('club.pass', 'reason', { required: true, label: label('办卡原因', 'Why') })
    const model = await modelNow()
    expect(model.commands.get('pass.sell')?.fields?.reason).toMatchObject({
      label: label('办卡原因', 'Why'),
      options: { required: true },
    })
    expect(await codesOf(tenant.as(clerk, (work) => work.run('pass.sell', { number: '1' })))).toEqual(['field.required'])
    await tenant.as(clerk, (work) => work.run('pass.sell', { number: '1', reason: '生日' }))
    const refusal = await refused(say('club.pass', 'colour', { required: true }))
    expect(refusal.code).toBe('overlay.cannot_require')
  })
})

describe('an option that the company retires', () => {
  const retired: SaidOver = { options: [{ value: 'silver', archived: true }] }
  it('is no longer taken at any door, while records keep and show it', async () => {
    const old = await make({ name: '老会员', level: 'silver' })
    const model = await modelNow()
    const plan = await tenant.system((work) =>
      planOverlay(work, model, { object: member, field: 'level', version: 0, said: retired, reset: [] }),
    )
    expect(plan).toEqual([{ kind: 'holds_retired', count: 1, capped: false, option: label('银卡', 'Silver') }])
    await say(member, 'level', retired)
    for (const [door, go] of Object.entries(makingDoors({ name: '新会员', level: 'silver' })))
      expect(await go(), door).toEqual(['field.option_retired'])
    const columns = [
      { column: 0, field: 'name' },
      { column: 1, field: 'level' },
    ]
    expect(await importOf('姓名,级别\n新会员,银卡\n', { columns })).toEqual(['field.option_retired'])
    // A form sends back what it was shown.
    const kept = await tenant.as(clerk, (work) => work.records.update(member, old.id, { level: 'silver', city: '三亚' }))
    expect(kept).toMatchObject({ level: 'silver', city: '三亚' })
    const found = await tenant.as(clerk, (work) =>
      work.records.list(member, { filter: { field: 'level', op: 'eq', value: 'silver' } }),
    )
    expect(found.data).toHaveLength(1)
    // The house's own acts go on.
    await tenant.as(clerk, (work) => work.run('member.arrive', { name: '到店' }))
  })

  it('is one of several: what was held stays beside what is added', async () => {
    const old = await make({ name: '甲', hobbies: ['golf'] })
    await say(member, 'hobbies', { options: [{ value: 'golf', archived: true }] })
    const kept = await tenant.as(clerk, (work) => work.records.update(member, old.id, { hobbies: { $add: ['tea'] } }))
    expect(kept.hobbies).toEqual(['golf', 'tea'])
    const other = await make({ name: '乙' })
    const problems = await codesOf(tenant.as(clerk, (work) => work.records.update(member, other.id, { hobbies: ['golf'] })))
    expect(problems).toEqual(['field.option_retired'])
  })

  it('is not taken by acts that ask for it, nor left in a default, nor retired where a rule names it', async () => {
    await say('club.pass', 'kind', { options: [{ value: 'day', archived: true }] })
    const problems = await codesOf(tenant.as(clerk, (work) => work.run('pass.sell', { number: '2', kind: 'day' })))
    expect(problems).toEqual(['field.option_retired'])
    const spoiled = await refused(say('club.pass', 'kind', { default: 'day' }))
    expect(spoiled.code).toBe('overlay.default_retired')
    const named = await refused(say(member, 'level', { options: [{ value: 'gold', archived: true }] }))
    expect(named).toMatchObject({ code: 'overlay.option_kept', params: { option: label('金卡', 'Gold') } })
  })
})

describe('an option of the company’s own', () => {
  const vip = { value: 'c_vip', label: label('黑卡', 'Black'), color: 'purple' } as const
  it('is taken by value and by label, and stays as long as records hold it', async () => {
    await say(member, 'level', { options: [{ value: 'basic' }, vip] })
    const made = await tenant.as(clerk, (work) => work.records.create(member, { name: '甲', level: '黑卡' }))
    expect(made.level).toBe('c_vip')
    const gone = await refused(say(member, 'level', {}, ['options']))
    expect(gone).toMatchObject({ code: 'overlay.option_in_use', status: 409, params: { count: 1 } })
    await tenant.as(clerk, (work) => work.records.update(member, made.id, { level: 'basic' }))
    await say(member, 'level', {}, ['options'])
    const problems = await codesOf(tenant.as(clerk, (work) => work.records.create(member, { name: '乙', level: 'c_vip' })))
    expect(problems).toEqual(['field.not_an_option'])
  })
})

describe('a default of the company', () => {
  it('is what a new record begins with, through every door', async () => {
    await say(member, 'city', { default: '海口' })
    const made = await tenant.as(clerk, (work) => work.records.create(member, { name: '甲' }))
    expect(made.city).toBe('海口')
    const given = await tenant.as(clerk, (work) => work.records.create(member, { name: '乙', city: '三亚' }))
    expect(given.city).toBe('三亚')
  })
})

describe('a field that depends on another choice', () => {
  const golden: SaidOver = { when: { field: 'level', values: ['gold'] } }
  it('is asked, begun and taken only where that choice says so, through every door', async () => {
    await say(member, 'city', { ...golden, required: true, default: '海口' })
    await say(member, 'born', { ...golden, required: true })
    const asked = await codesOf(tenant.as(clerk, (work) => work.records.create(member, { name: '金', level: 'gold' })))
    expect(asked).toEqual(['field.required'])
    const golds = await tenant.as(clerk, (work) => work.records.create(member, { name: '金', level: 'gold', born: '1990-01-02' }))
    expect(golds.city).toBe('海口')
    const plain = await tenant.as(clerk, (work) => work.records.create(member, { name: '普', level: 'basic' }))
    expect([plain.city ?? null, plain.born ?? null]).toEqual([null, null])
    for (const [door, go] of Object.entries(makingDoors({ name: '普', level: 'basic', born: '1990-01-02' })))
      expect(await go(), door).toEqual(['field.not_asked_here'])
    const columns = [
      { column: 0, field: 'name' },
      { column: 1, field: 'born' },
    ]
    expect(await importOf('姓名,生日\n普,1990-01-02\n', { columns })).toEqual(['field.not_asked_here'])
    const given = await codesOf(tenant.as(clerk, (work) => work.records.update(member, plain.id, { city: '三亚' })))
    expect(given).toEqual(['field.not_asked_here'])
    // With the choice it may be given; what stands already stands.
    await tenant.as(clerk, (work) => work.records.update(member, plain.id, { level: 'gold', city: '三亚' }))
    const kept = await tenant.as(clerk, (work) => work.records.update(member, golds.id, { level: 'basic' }))
    expect(kept).toMatchObject({ level: 'basic', born: '1990-01-02' })
  })

  it('is refused where it would depend on nothing that people choose, on itself, or in a chain', async () => {
    const wrong = async (field: string, when: NonNullable<SaidOver['when']>) => (await refused(say(member, field, { when }))).code
    expect(await wrong('city', { field: 'born', values: ['x'] })).toBe('overlay.when_field')
    expect(await wrong('level', { field: 'level', values: ['gold'] })).toBe('overlay.when_field')
    expect(await wrong('city', { field: 'level', values: [] })).toBe('overlay.when_values')
    expect(await wrong('city', { field: 'level', values: ['platinum'] })).toBe('overlay.when_values')
    await say(member, 'city', golden)
    expect(await wrong('level', { field: 'hobbies', values: ['tea'] })).toBe('overlay.when_chain')
    expect((await refused(say('club.pass', 'reason', { when: { field: 'kind', values: ['day'] } }))).code).toBe(
      'overlay.cannot_hide',
    )
  })

  it('limits options, too: what does not go with the other choice is refused, what is held stands', async () => {
    const limited: SaidOver = { options: [{ value: 'golf', when: { field: 'level', values: ['gold'] } }] }
    await say(member, 'hobbies', limited)
    for (const [door, go] of Object.entries(makingDoors({ name: '普', level: 'basic', hobbies: ['tea', 'golf'] })))
      expect(await go(), door).toEqual(['field.option_not_here'])
    const gold = await tenant.as(clerk, (work) =>
      work.records.create(member, { name: '金', level: 'gold', hobbies: ['tea', 'golf'] }),
    )
    const kept = await tenant.as(clerk, (work) => work.records.update(member, gold.id, { level: 'basic' }))
    expect(kept.hobbies).toEqual(['tea', 'golf'])
    const circle: SaidOver = { options: [{ value: 'silver', when: { field: 'hobbies', values: ['tea'] } }] }
    expect(await refused(say(member, 'level', circle))).toMatchObject({
      code: 'overlay.when_field',
      problems: [{ path: '/options/0/when/field' }],
    })
  })
})
