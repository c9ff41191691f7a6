import { testTenant, type TestTenant } from '@lianke/platform/testing'
import { parse } from 'csv-parse/sync'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../../apps/definitions.ts'
import { bringRetail } from '../retail/index.ts'

// The full file (525,461 lines) takes minutes: RETAIL=full. The month of the sample is the same shape.
const name = process.env.RETAIL === 'full' ? 'online_retail_II_2009-2010_full.csv.gz' : 'online_retail_2010-12_sample.csv'
const shared = process.env.LIANKE_SHARED ?? join(import.meta.dirname, '../../../shared')
const wanted = join(shared, 'data/retail', name)
const path = existsSync(wanted) ? wanted : ''
const minutes = 60_000

interface Told {
  invoice: string
  customer: string
  country: string
  month: string
  at: number
  cents: number
}
/** The same figures from the file alone, by other means than the pack's. */
const independent = (): Told[] => {
  const bytes = path.endsWith('.gz') ? gunzipSync(readFileSync(path)) : readFileSync(path)
  return (parse(bytes, { columns: true, bom: true }) as Record<string, string>[]).map((row) => {
    const value = Number(row.Quantity) * Number(row.Price ?? row.UnitPrice)
    return {
      invoice: row.Invoice ?? row.InvoiceNo ?? '',
      customer: (row['Customer ID'] ?? row.CustomerID ?? '').replace(/\.0$/, ''),
      country: row.Country ?? '',
      month: (row.InvoiceDate ?? '').slice(0, 7),
      at: Date.parse(`${row.InvoiceDate}Z`.replace(' ', 'T')),
      cents: Math.sign(value) * Math.round(Number(Math.abs(value * 100).toFixed(6))),
    }
  })
}
const sumBy = (lines: readonly Told[], key: (line: Told) => string) => {
  const sums = new Map<string, number>()
  for (const line of lines) sums.set(key(line), (sums.get(key(line)) ?? 0) + line.cents)
  return sums
}
/** Fifths by rank, 1 the lowest: ties keep the order of the id. */
const fifths = (values: ReadonlyMap<string, number>): Map<string, number> => {
  const ranked = [...values].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
  return new Map(ranked.map(([id], index) => [id, Math.floor((index * 5) / ranked.length) + 1]))
}

describe.skipIf(path === '')(`a retailer's order lines (../shared/data/${name}; skipped where it is absent)`, () => {
  let tenant: TestTenant
  let lines: Told[]
  const rows = <R>(text: string) => tenant.platform.database.query<R>(tenant.id, { text })
  const one = async <R>(text: string) => (await rows<R>(text))[0] as R
  beforeAll(async () => {
    tenant = await testTenant({ modules: definitions })
    lines = independent()
    const runs = await bringRetail(
      { platform: tenant.platform, tenant: tenant.id, actor: { kind: 'system', id: 'migration' } },
      path,
    )
    for (const [table, run] of runs) expect([table, run.status, run.problem]).toEqual([table, 'done', null])
  }, 20 * minutes)
  afterAll(() => tenant.close())

  it('counts what the file holds, and loses no row: what is not in is named', async () => {
    expect(await one('select count(*)::int as n from customer_person')).toEqual({
      n: new Set(lines.map((line) => line.customer).filter(Boolean)).size,
    })
    expect(await one('select count(*)::int as n from commerce_order')).toEqual({
      n: new Set(lines.map((line) => line.invoice)).size,
    })
    const { n: taken } = await one<{ n: number }>('select count(*)::int as n from commerce_order_line')
    const { n: refused } = await one<{ n: number }>(
      `select count(distinct p.row)::int as n from import_problem p join import_run r on r.id = p.run where r.object = 'commerce.order_line'`,
    )
    expect(taken + refused).toBe(lines.length)
    expect(refused).toBe(0)
  })

  it('agrees on revenue by month and by country, returns as negative', async () => {
    const months = await rows<{ key: string; cents: string }>(
      `select to_char(o.ordered_at at time zone 'Asia/Shanghai', 'YYYY-MM') as key, round(sum(l.total) * 100)::text as cents from commerce_order_line l join commerce_order o on o.id = l."order" group by 1`,
    )
    expect(new Map(months.map((row) => [row.key, Number(row.cents)]))).toEqual(sumBy(lines, (line) => line.month))
    const orders = await rows<{ key: string; cents: string }>(
      `select country as key, round(sum(total) * 100)::text as cents from commerce_order group by 1`,
    )
    const byInvoice = new Map(lines.map((line) => [line.invoice, line.country]).reverse() as [string, string][])
    expect(new Map(orders.map((row) => [row.key, Number(row.cents)]))).toEqual(
      sumBy(lines, (line) => byInvoice.get(line.invoice) ?? ''),
    )
  })

  it('agrees on the RFM cell of every customer', async () => {
    const people = await rows<{
      id: string
      last: Date
      n: string
      cents: string
    }>(`select s.source_id as id, max(o.ordered_at) filter (where o.kind = 'sale') as last, count(*) filter (where o.kind = 'sale')::text as n,
      round(sum(o.total) * 100)::text as cents from commerce_order o join record_source s on s.record_id = o.person and s.source = 'retail' group by 1`)
    const sold = lines.filter((line) => line.customer)
    const totals = sumBy(sold, (line) => line.invoice)
    const facts = new Map<string, { last: number; invoices: Set<string>; cents: number }>()
    for (const line of sold) {
      const known = facts.get(line.customer) ?? { last: 0, invoices: new Set<string>(), cents: 0 }
      known.cents += line.cents
      if (!line.invoice.startsWith('C') && (totals.get(line.invoice) ?? 0) >= 0) {
        known.last = Math.max(known.last, line.at)
        known.invoices.add(line.invoice)
      }
      facts.set(line.customer, known)
    }
    const cells = (of: (id: string) => { r: number; f: number; m: number }, ids: readonly string[]) => {
      const [r, f, m] = (['r', 'f', 'm'] as const).map((name) => fifths(new Map(ids.map((id) => [id, of(id)[name]]))))
      return new Map(ids.map((id) => [id, `${r?.get(id)}${f?.get(id)}${m?.get(id)}`]))
    }
    const ids = [...facts.keys()].sort()
    const mine = new Map(
      people.map((row) => [row.id, { r: row.last ? new Date(row.last).getTime() : 0, f: Number(row.n), m: Number(row.cents) }]),
    )
    const shift = 8 * 3_600_000 // wall clock of the file is the tenant's
    const theirs = (id: string) => ({
      r: facts.get(id)?.last ? (facts.get(id)?.last ?? 0) - shift : 0,
      f: facts.get(id)?.invoices.size ?? 0,
      m: facts.get(id)?.cents ?? 0,
    })
    expect(cells((id) => mine.get(id) ?? { r: -1, f: -1, m: -1 }, ids)).toEqual(cells(theirs, ids))
  })
})
