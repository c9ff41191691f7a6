import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isOffered, Refusal } from '@lianke/kernel'
import { buildModel } from '../../model/model.ts'
import { type TestTenant, testTenant } from '../../../testing/index.ts'
import { inputSchemaOf } from '../input-schema.ts'
import { readInput } from '../read-input.ts'
import { postOffice } from './acts.testing.ts'

const types = { zone: 'Asia/Shanghai', locale: 'zh-CN', baseCurrency: 'CNY', region: 'CN' } as const
const { commands } = buildModel(postOffice)
const commandOf = (name: string) => commands.get(name) as NonNullable<ReturnType<typeof commands.get>>
const send = commandOf('post.send')
const id = '00000000-0000-4000-8000-000000000001'
const problemsOf = (raw: unknown, name = 'post.send') => {
  try {
    readInput(commandOf(name), raw, types)
  } catch (error) {
    if (error instanceof Refusal) return error.problems.map(({ path, code }) => `${path} ${code}`)
    throw error
  }
  return []
}

describe('the input of a command', () => {
  it('is read as records are: the same types, forms and limits', () => {
    const { input } = readInput(
      send,
      {
        id,
        way: 'road',
        weight: '1.50',
        receiver: { id, title: '张三' },
        note: { words: ' 小心 ', at: '2026-01-02T03:04:05+08:00' },
      },
      types,
    )
    expect(input).toMatchObject({ id, way: 'road', weight: '1.50', receiver: id, note: { words: '小心' } })
    expect(new Date(String((input.note as { at: string }).at)).toISOString()).toBe('2026-01-01T19:04:05.000Z')
  })
  it('leaves out what is empty and brings defaults', () => {
    expect(readInput(send, { id, way: 'air', weight: '', receiver: null }, types).input).toEqual({ id, way: 'air' })
    expect(readInput(commandOf('post.pack'), { name: '书' }, types).input).toEqual({ name: '书', way: 'road', copies: 1 })
  })
  it('names every fault at once, with its path', () => {
    expect(problemsOf({ id: 'x', wya: 'road', weight: '-1', note: { wrods: 'a' } }).sort()).toEqual(
      [
        '/id input.bad_format',
        '/note/words field.required',
        '/note/wrods field.unknown',
        '/way field.required',
        '/weight field.out_of_range',
        '/wya field.unknown',
      ].sort(),
    )
    expect(problemsOf({ id, way: 'sea' })).toEqual(['/way field.not_an_option'])
    expect(problemsOf({ id, way: 'air', note: 'words' })).toEqual(['/note field.wrong_type'])
    expect(problemsOf({ name: 'a', copies: 9 }, 'post.pack')).toEqual(['/copies input.too_big'])
    expect(problemsOf('all of them')).toEqual([' input.wrong_type'])
  })
  it('has a schema that says the same', () => {
    const schema = inputSchemaOf(send)
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false })
    expect(Object.keys(schema.properties as object).sort()).toEqual(['id', 'note', 'receiver', 'way', 'weight'])
    expect((schema.required as string[]).sort()).toEqual(['id', 'way'])
    expect(inputSchemaOf(commandOf('post.pack'))).toMatchObject({
      required: ['name'],
      properties: { way: { title: 'Way', default: 'road' }, copies: { maximum: 3 } },
    })
  })
})

describe('an act is offered', () => {
  it('where the record stands so, and not where its state is unknown', () => {
    expect(isOffered(send, { status: 'waiting' })).toBe(true)
    expect(isOffered(send, { status: 'sent' })).toBe(false)
    expect(isOffered(send, {})).toBe(false)
    expect(isOffered({ offered: { undone_at: [null] } }, { undone_at: null })).toBe(true)
    expect(isOffered({}, {})).toBe(true)
  })
})

describe('what an input points to', () => {
  let tenant: TestTenant
  beforeAll(async () => {
    tenant = await testTenant({ modules: postOffice })
  })
  afterAll(() => tenant.close())

  it('must exist and be seen, and the fault stands at the input', async () => {
    const parcel = await tenant.system((work) => work.records.create('post.parcel', { name: '信' }))
    const sent = tenant.system((work) => work.run('post.send', { id: parcel.id, way: 'air', receiver: id }))
    await expect(sent).rejects.toMatchObject({
      code: 'input.invalid',
      problems: [{ path: '/receiver', code: 'field.reference_not_found' }],
    })
    expect(await tenant.system((work) => work.records.get('post.parcel', parcel.id))).toMatchObject({ status: 'waiting' })
  })
})
