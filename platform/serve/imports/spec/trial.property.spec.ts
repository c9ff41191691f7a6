import { type Actor, defineCheck, defineModule, defineObject, integer, label, text } from '@lianke/kernel'
import fc from 'fast-check'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testTenant, type TestTenant, tinyShop } from '../../../testing/index.ts'
import { dryRunImport, getImport, importsModule, type Mapping, moveRun, newImport, runImport, setMapping } from '../index.ts'

/** Of one colour there are three at most: a rule that reads the store. */
const fewOfAColour = defineCheck({
  name: 'box.few_of_a_colour',
  when: ['colour'],
  run: async (work, rows) => {
    const asked = rows.map(({ row }, index) => ({ row, index })).filter(({ row }) => typeof row.colour === 'string')
    const standing = new Map<unknown, Set<string>>()
    for (const colour of new Set(asked.map(({ row }) => row.colour))) {
      const { data } = await work.records.list('box.box', { filter: { field: 'colour', op: 'eq', value: colour }, limit: 200 })
      standing.set(colour, new Set(data.map(({ id }) => String(id))))
    }
    return asked.flatMap(({ index, row }) => {
      const own = standing.get(row.colour) ?? new Set()
      const full = !own.has(String(row.id)) && own.size >= 3
      own.add(String(row.id))
      return full ? [{ index, path: '/colour', code: 'box.colour_full' }] : []
    })
  },
})
const box = defineObject({
  name: 'box.box',
  label: label('箱', 'Box'),
  title: 'code',
  checks: [fewOfAColour],
  uniqueTogether: [['shelf', 'place']],
  fields: {
    code: text(label('编号', 'Code'), { required: true }),
    email: text(label('邮箱', 'Mail'), { unique: true }),
    serial: text(label('序列号', 'Serial'), { unique: true, max: 12 }),
    shelf: text(label('架', 'Shelf')),
    place: integer(label('位', 'Place')),
    colour: text(label('颜色', 'Colour')),
  },
})
const boxes = defineModule({
  name: 'box',
  label: label('箱', 'Boxes'),
  objects: [box],
  words: { 'refusal.box.colour_full': label('这种颜色已经够了', 'Enough of this colour') },
})

const all = { read: 'all', update: 'all', delete: 'all', create: true, import: true } as const
let tenant: TestTenant
let clerk: Actor
let folder: string
let count = 0
beforeAll(async () => {
  tenant = await testTenant({ modules: [...tinyShop, boxes, importsModule] })
  clerk = await tenant.staff({ name: '王小明', objects: { '*': all }, rights: ['records.reveal'] })
  folder = await mkdtemp(join(tmpdir(), 'trial-'))
})
afterAll(async () => {
  await tenant.close()
  await rm(folder, { recursive: true })
})

const query = <T extends object>(text: string, values: readonly unknown[] = []) =>
  tenant.platform.database.query<T>(tenant.id, { text, values: [...values] })
/** Every row of every table of the company. */
const everything = async () => {
  const tables = await query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r' order by 1`,
  )
  const told: Record<string, string> = {}
  for (const { name } of tables) {
    const [found] = await query<{ all: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '\n' order by t::text)), '') as all from "${name}" as t`,
    )
    told[name] = found?.all ?? ''
  }
  return told
}
const numbersOf = ({ created, updated, unchanged, merged, refused, keyless, blank }: Record<string, unknown>) => ({
  created,
  updated,
  unchanged,
  merged,
  refused,
  keyless,
  blank,
})

const columns = ['code', 'email', 'serial', 'shelf', 'place', 'colour'] as const
type Cells = Readonly<Record<(typeof columns)[number], string>>

/** Tries and then takes a file; both must say the same of it, row by row, and the trial leaves nothing. */
const agree = async (rows: readonly Partial<Cells>[], how: Omit<Mapping, 'columns'>) => {
  const { platform, id } = tenant
  const path = join(folder, `${count++}.csv`)
  const lines = rows.map((row) => columns.map((name) => row[name] ?? '').join(','))
  await writeFile(path, `编号,邮箱,序列号,架,位,颜色\n${lines.join('\n')}\n`)
  const { run } = await newImport(platform, id, clerk, { object: 'box.box', path, fileName: 'a.csv' })
  await setMapping(platform, id, clerk, run.id, { ...how, columns: columns.map((field, column) => ({ column, field })) })
  const before = await everything()
  const tried = await dryRunImport(platform, id, clerk, run.id)
  expect(await everything()).toEqual(before)
  await moveRun(platform, id, clerk, run.id, 'start')
  await runImport(platform, id, run.id)
  const done = await getImport(platform, id, run.id)
  expect(done.problem).toBeNull()
  expect(done.status).toBe('done')
  const problems = await query<object>(
    'select row, path, code, params from import_problem where run = $1 order by row, path, code',
    [run.id],
  )
  const sorted = [...tried.problems].sort(
    (a, b) => a.row - b.row || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || (a.code < b.code ? -1 : 1),
  )
  expect(sorted).toEqual(problems)
  expect(numbersOf({ ...tried })).toEqual(numbersOf({ ...done }))
  expect(tried.complete).toBe(true)
  return { tried, done, problems: sorted }
}
const bring = (rows: readonly Partial<Cells>[]) =>
  tenant.system((work) =>
    work.records.upsert({
      object: 'box.box',
      partial: true,
      rows: rows.map(({ place, ...row }) => ({
        ...Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '')),
        ...(place ? { place: Number(place) } : {}),
      })),
    }),
  )
const clear = () => query('delete from box_box')

describe('a trial', () => {
  it('knows a value that another record has, and two rows that take the same', async () => {
    await bring([
      { code: 'A', email: 'a@x', serial: 'S1' },
      { code: 'B', email: 'b@x', serial: 'S2' },
    ])
    const { tried, problems } = await agree(
      [
        { code: 'A', email: 'b@x' },
        { code: 'C', email: 'c@x' },
        { code: 'D', email: 'c@x' },
        { code: 'B', serial: 'S9' },
        { code: 'E', serial: 'S9' },
      ],
      { key: ['code'] },
    )
    expect(tried).toMatchObject({ created: 2, updated: 0, refused: 3 })
    expect(problems).toMatchObject([
      { row: 1, path: '/email', code: 'field.duplicate' },
      { row: 3, path: '/email', code: 'field.duplicate' },
      // Within a block new records are written before changed ones.
      { row: 4, path: '/serial', code: 'field.duplicate' },
    ])
  })

  it('lets a row that is refused take nothing from those after it', async () => {
    await clear()
    await bring([{ code: 'A', email: 'a@x' }])
    const { problems } = await agree(
      [
        { code: 'N', email: 'a@x', serial: 'S1' },
        { code: 'M', email: 'm@x', serial: 'S1' },
      ],
      {},
    )
    expect(problems).toMatchObject([{ row: 1, path: '/email' }])
  })

  it('is right where a row of one block gives up what a row of another takes', async () => {
    await clear()
    await bring([{ code: 'A', email: 'a@x' }])
    const filler = (from: number, n: number) =>
      Array.from({ length: n }, (_, at) => ({ code: `F${from + at}`, serial: `F${from + at}` }))
    const rows = [{ code: 'A', email: 'new@x' }, ...filler(0, 1000), { code: 'B', email: 'a@x' }, ...filler(1000, 1100)]
    const { tried } = await agree(rows, { key: ['code'] })
    expect(tried).toMatchObject({ created: 2101, updated: 1, refused: 0 })
  })

  const cell = (some: readonly string[]) => fc.constantFrom('', ...some)
  const row: fc.Arbitrary<Cells> = fc.record({
    code: fc.constantFrom('A', 'B', 'C', 'D', 'E', ''),
    email: cell(['a@x', 'b@x', 'c@x']),
    serial: cell(['S1', 'S2', 'S3', 'much too long a text']),
    shelf: cell(['1', '2']),
    place: cell(['1', '2', 'x']),
    colour: cell(['red', 'blue']),
  })
  const how = fc.record(
    { key: fc.constantFrom(['code'], ['email'], ['shelf', 'place'], []), keyless: fc.constantFrom('create', 'skip') },
    { requiredKeys: ['key'] },
  ) as fc.Arbitrary<Omit<Mapping, 'columns'>>

  it('says what the run says, whatever collides, and leaves nothing behind', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 4 }),
        fc.array(row, { minLength: 1, maxLength: 10 }),
        how,
        async (old, rows, chosen) => {
          await clear()
          await bring(old)
          await agree(rows, chosen)
        },
      ),
      { numRuns: 40 },
    )
  }, 120_000)

  it('says it of files of several blocks too', async () => {
    const wide = fc.array(fc.tuple(fc.nat({ max: 2400 }), row), { minLength: 5, maxLength: 25 })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 4 }), wide, how, async (old, placed, chosen) => {
        await clear()
        await bring(old)
        const rows: Partial<Cells>[] = Array.from({ length: 2401 }, (_, at) => ({ code: `F${at}`, email: `f${at}@x` }))
        for (const [at, one] of placed) rows[at] = one
        await agree(rows, chosen)
      }),
      { numRuns: 4 },
    )
  }, 180_000)
})
