import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'
import { buildModel, createTenant, openDatabase } from '@lianke/platform'
import { moveRun, newImport, runImport, setMapping } from '@lianke/platform/imports'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { definitions } from '../apps/definitions.ts'
import { defineBench, type Figure } from './bench.ts'
import { installBench, openBench } from './data.ts'
import { watchProcessor } from './process-tree.ts'

const system = { kind: 'system', id: 'bench' } as const
const rowsMax = 1_000_000
const share = 0.6

/** A file as a company exports it: names, phones in three spellings, a stage, a city in words, a date. */
const writeFile = async (path: string, rows: number): Promise<void> => {
  const out = createWriteStream(path)
  out.write('姓名,手机,阶段,来源,创建时间\n')
  for (let n = 0; n < rows; n++) {
    const phone = `199${String(n).padStart(8, '0')}`
    const spelt =
      n % 3 === 0
        ? phone
        : n % 3 === 1
          ? `+86 ${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`
          : `${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`
    if (
      !out.write(
        `客户${n},${spelt},${['潜在', '有意向', '已购买'][n % 3]},${['poster', 'live', 'store'][n % 3]},2025-${String(1 + (n % 12)).padStart(2, '0')}-11 10:00\n`,
      )
    )
      await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
}

/** Persons from a CSV file with everything an import does, against COPY of the same rows into the same indexed table. */
export const importBench = defineBench({
  name: 'import',
  async run(context): Promise<readonly Figure[]> {
    await installBench(context)
    const rows = Math.min(context.persons, rowsMax)
    const tenant = `imp${Date.now()}`
    const database = openDatabase({ url: context.databaseUrl, max: 2 })
    await createTenant(
      database,
      { id: tenant, name: 'Import', zone: 'Asia/Shanghai', locale: 'zh-CN', baseCurrency: 'CNY' },
      buildModel(definitions),
    )
    await database.close()
    const folder = await mkdtemp(join(tmpdir(), 'lianke-bench-import-'))
    const platform = await openBench(context)
    const client = new pg.Client({ connectionString: context.databaseUrl })
    try {
      const file = join(folder, 'people.csv')
      await writeFile(file, rows)
      const { run } = await newImport(platform, tenant, system, { object: 'customer.person', path: file, fileName: 'people.csv' })
      await setMapping(platform, tenant, system, run.id, {
        columns: ['name', 'phone', 'stage', 'source', 'created_at'].map((field, column) => ({ column, field })),
        key: ['phone'],
      })
      await moveRun(platform, tenant, system, run.id, 'start')
      const spent = await watchProcessor(context.databaseUrl)
      const begun = performance.now()
      await runImport(platform, tenant, run.id)
      const value = rows / ((performance.now() - begun) / 1000)
      const { node, postgres } = spent()
      const [result] = await platform.database.query<{ created: number; refused: number }>(tenant, {
        text: 'select created, refused from import_run where id = $1',
        values: [run.id],
      })
      if (Number(result?.created) !== rows)
        throw new Error(`${result?.created} of ${rows} rows were imported, ${result?.refused} refused`)

      await client.connect()
      const table = `t_${tenant}.customer_person`
      const dump = join(folder, 'people.copy')
      await client.query(`set role t_${tenant}`).catch(() => undefined)
      await pipeline(client.query(copyTo(`copy (select * from ${table}) to stdout`)), createWriteStream(dump))
      await client.query('reset role')
      await client.query(`create table ${table}_floor (like ${table} including all)`)
      const copied = performance.now()
      await pipeline(createReadStream(dump), client.query(copyFrom(`copy ${table}_floor from stdin`)))
      const floor = rows / ((performance.now() - copied) / 1000)
      return [
        {
          name: `import of ${rows.toLocaleString('en')} persons`,
          value,
          unit: 'rows/s',
          floor,
          target: `≥ ${share * 100} % of floor`,
          reached: value >= floor * share,
          note: `${Math.round(node / rows)} µs of processor a row, PostgreSQL ${Math.round(postgres / rows)} µs`,
        },
      ]
    } finally {
      await client.end().catch(() => undefined)
      await platform.close()
      await rm(folder, { recursive: true, force: true })
    }
  },
})
