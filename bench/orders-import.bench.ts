import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'
import { moveRun, newImport, runImport, setMapping } from '@lianke/platform/imports'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { type BenchContext, defineBench, type Figure } from './bench.ts'
import { installBench, openBench } from './data.ts'
import { watchProcessor } from './process-tree.ts'
import { freshTenant } from './tenant.ts'

const system = { kind: 'system', id: 'bench' } as const
const linesMax = 500_000
const linesPerOrder = 3
const products = 200
const peopleSet = 10_000
const ordersPerPerson = 4
const rate = 8_000

const personsOf = (lines: number): number => Math.ceil(lines / linesPerOrder / ordersPerPerson)

const phoneOf = (person: number): string => `+86199${String(person).padStart(8, '0')}`

/** A file as another system exports its orders: a row per line, the order's own columns in the first row only. */
const writeFile = async (path: string, lines: number): Promise<void> => {
  const persons = personsOf(lines)
  const out = createWriteStream(path)
  out.write('外部单号,手机,状态,下单时间,门店,产品,数量,单价\n')
  for (let n = 0; n < lines; n++) {
    const order = Math.floor(n / linesPerOrder)
    const day = String(1 + (order % 28)).padStart(2, '0')
    const own = n % linesPerOrder === 0 ? `W${order},${phoneOf(order % persons)},已完成,2025-03-${day} 10:00,南京西路店` : ',,,,'
    if (!out.write(`${own},P${n % products},${1 + (n % 4)},${10 + (n % 90)}.50\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
}

const copied = async (client: pg.Client, folder: string, schema: string, table: string): Promise<number> => {
  const dump = join(folder, `${table}.copy`)
  await pipeline(client.query(copyTo(`copy ${schema}.${table} to stdout`)), createWriteStream(dump))
  await client.query(`create table ${schema}.${table}_floor (like ${schema}.${table} including all)`)
  const begun = performance.now()
  await pipeline(createReadStream(dump), client.query(copyFrom(`copy ${schema}.${table}_floor from stdin`)))
  return (performance.now() - begun) / 1000
}

const linesOf = ({ persons: size }: BenchContext): number =>
  Math.min(linesMax, Math.floor(size / 2 / linesPerOrder) * linesPerOrder)

/** Order lines from a CSV file as orders with parts, brought as they were, against COPY of the same rows into the same indexed tables. */
export const ordersImportBench = defineBench({
  name: 'orders-import',
  async run(context): Promise<readonly Figure[]> {
    await installBench(context)
    const lines = linesOf(context)
    const tenant = await freshTenant(context, 'oim')
    const folder = await mkdtemp(join(tmpdir(), 'lianke-bench-orders-'))
    const platform = await openBench(context)
    const client = new pg.Client({ connectionString: context.databaseUrl })
    try {
      await platform.work(tenant, system, async (work) => {
        const people = Array.from({ length: personsOf(lines) }, (_, n) => ({ name: `客户${n}`, phone: phoneOf(n) }))
        for (let at = 0; at < people.length; at += peopleSet)
          await work.records.upsert({ object: 'customer.person', rows: people.slice(at, at + peopleSet) })
        await work.records.upsert({
          object: 'commerce.product',
          rows: Array.from({ length: products }, (_, n) => ({ name: `产品${n}`, code: `P${n}`, status: 'on_sale' })),
        })
      })
      const file = join(folder, 'orders.csv')
      await writeFile(file, lines)
      const given = { object: 'commerce.order', path: file, fileName: 'orders.csv' }
      const { run } = await newImport(platform, tenant, system, given)
      await setMapping(platform, tenant, system, run.id, {
        columns: [
          { column: 0, field: 'external_number' },
          { column: 1, field: 'person', by: 'phone' },
          { column: 2, field: 'status' },
          { column: 3, field: 'ordered_at' },
          { column: 4, field: 'store' },
          { column: 5, field: 'lines.product', by: 'code' },
          { column: 6, field: 'lines.quantity' },
          { column: 7, field: 'lines.price', currency: 'CNY' },
        ],
        key: ['external_number'],
        migrating: true,
      })
      await moveRun(platform, tenant, system, run.id, 'start')
      const spent = await watchProcessor(context.databaseUrl)
      const begun = performance.now()
      await runImport(platform, tenant, run.id)
      const value = lines / ((performance.now() - begun) / 1000)
      const { node, postgres } = spent()
      const [result] = await platform.database.query<{ created: number; merged: number; refused: number }>(tenant, {
        text: 'select created, merged, refused from import_run where id = $1',
        values: [run.id],
      })
      const orders = lines / linesPerOrder
      if (Number(result?.created) !== orders || Number(result?.merged) !== lines - orders)
        throw new Error(`${result?.created} of ${orders} orders were imported, ${result?.refused} rows refused`)
      await client.connect()
      const schema = `t_${tenant}`
      const seconds =
        (await copied(client, folder, schema, 'commerce_order')) + (await copied(client, folder, schema, 'commerce_order_line'))
      return [
        {
          name: `import of ${lines.toLocaleString('en')} order lines as orders with parts`,
          value,
          unit: 'lines/s',
          floor: lines / seconds,
          target: `≥ ${rate.toLocaleString('en')} lines/s`,
          reached: value >= rate,
          note: `${Math.round(node / lines)} µs of processor a line, PostgreSQL ${Math.round(postgres / lines)} µs`,
        },
      ]
    } finally {
      await client.end().catch(() => undefined)
      await platform.close()
      await rm(folder, { recursive: true, force: true })
    }
  },
})
