import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ImportWorld, importWorld } from './import-world.testing.ts'
import { dryRunImport, getImport, type Mapping, moveRun, runImport, setMapping } from '../index.ts'
import { ColumnTexts } from '../read/column-texts.ts'
import { columnWords } from '../run/column-words.ts'

let world: ImportWorld
beforeAll(async () => {
  world = await importWorld()
})
afterAll(() => world.close())

const bring = (rows: readonly string[]) => world.bring(`姓名,手机,阶段\n${rows.join('\n')}\n`)
/** Word n is said once more than the word after it. */
const many = Array.from({ length: 60 }, (_, n) =>
  Array.from({ length: 60 - n }, () => `客,,词${String(n).padStart(2, '0')}`),
).flat()

describe('a column that says more than forty things', () => {
  it('tells those that it says most often, with how many rows say them, and of how many', () => {
    const texts = new ColumnTexts()
    for (const row of many.toReversed()) texts.add(row.split(',')[2] ?? '')
    expect(texts.few()).toBeUndefined()
    const often = texts.often()
    expect(often?.different).toBe(60)
    expect(often?.texts).toHaveLength(40)
    expect([often?.texts[0], often?.texts[39]]).toEqual([
      { text: '词00', rows: 60 },
      { text: '词39', rows: 21 },
    ])
    const some = new ColumnTexts()
    for (const text of ['a', 'b', 'a']) some.add(text)
    expect([some.few(), some.often()]).toEqual([['a', 'b'], undefined])
  })

  it('is searched for others, in the whole file', async () => {
    const { run } = await bring(many)
    expect(run.columns[2]?.often).toMatchObject({ different: 60 })
    const asked = (search: string) => columnWords(world.tenant.platform, world.tenant.id, run, { column: 2, search })
    expect(await asked('词5')).toEqual({
      data: Array.from({ length: 10 }, (_, n) => ({ text: `词5${n}`, rows: 10 - n })),
      complete: true,
    })
    expect(await asked('没有')).toEqual({ data: [], complete: true })
    expect((await asked('词')).complete).toBe(false)
  })

  it('may give all others one meaning, or none, beside those of which something is said', async () => {
    const columns = (more: object): Mapping['columns'] => [
      { column: 0, field: 'name' },
      { column: 2, field: 'stage', values: { 词00: '已购' }, ...more },
    ]
    const stages = async (more: object) => {
      const { run } = await bring(many)
      await setMapping(world.tenant.platform, world.tenant.id, world.clerk, run.id, { columns: columns(more) })
      const tried = await dryRunImport(world.tenant.platform, world.tenant.id, world.clerk, run.id)
      await moveRun(world.tenant.platform, world.tenant.id, world.clerk, run.id, 'start')
      await runImport(world.tenant.platform, world.tenant.id, run.id)
      const done = await getImport(world.tenant.platform, world.tenant.id, run.id)
      expect([tried.created, tried.refused]).toEqual([done.created, done.refused])
      const found = await world.tenant.platform.database.query<{ stage: string; n: number }>(world.tenant.id, {
        text: 'with gone as (delete from customer_person returning stage) select stage, count(*)::int as n from gone group by 1 order by 1',
      })
      return { created: done.created, refused: done.refused, found }
    }
    expect(await stages({})).toEqual({ created: 60, refused: many.length - 60, found: [{ stage: 'buyer', n: 60 }] })
    expect(await stages({ others: '新客' })).toEqual({
      created: many.length,
      refused: 0,
      found: [
        { stage: 'buyer', n: 60 },
        { stage: 'new', n: many.length - 60 },
      ],
    })
    // Nothing is said of the stage: it is what a new record is.
    expect((await stages({ others: '' })).refused).toBe(0)
    expect((await stages({ others: '也没有这个' })).refused).toBe(many.length - 60)
  })
})
