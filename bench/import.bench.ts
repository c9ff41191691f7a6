import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { buildModel, createTenant, openDatabase } from '@lianke/platform'
import { runImport } from '@lianke/platform/imports'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { definitions } from '../apps/definitions.ts'
import { defineBench, type Figure } from './bench.ts'
import { installBench, openBench } from './data.ts'
import { importOfPeople } from './people-file.ts'
import { watchProcessor } from './process-tree.ts'

const rowsMax = 1_000_000
const share = 0.6

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
      const run = await importOfPeople(platform, tenant, file, rows)
      const spent = await watchProcessor(context.databaseUrl)
      const begun = performance.now()
      await runImport(platform, tenant, run)
      const value = rows / ((performance.now() - begun) / 1000)
      const { node, postgres } = spent()
      const [result] = await platform.database.query<{ created: number; refused: number }>(tenant, {
        text: 'select created, refused from import_run where id = $1',
        values: [run],
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
