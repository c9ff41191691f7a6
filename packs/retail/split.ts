import { csvLine } from '@lianke/platform/exports'
import { parse } from 'csv-parse'
import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'

export interface RetailLine {
  readonly invoice: string
  readonly code: string
  readonly name: string
  readonly quantity: number
  readonly at: string
  /** As written; the unit price may have more than two decimals. */
  readonly price: string
  readonly customer: string
  readonly country: string
}
interface OrderSums {
  cents: bigint
  at: string
  customer: string
  country: string
  lines: number
}

const pick = (row: Record<string, string>, ...names: string[]): string =>
  (names.map((name) => row[name]).find((value) => value !== undefined) ?? '').trim()

/** Reads the order lines of either edition of the file. */
export async function* retailLines(path: string): AsyncGenerator<RetailLine> {
  const bytes = createReadStream(path)
  const text = path.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
  const rows: AsyncIterable<Record<string, string>> = text.pipe(
    parse({ columns: true, bom: true, relax_quotes: true, relax_column_count: true }),
  )
  for await (const row of rows) {
    yield {
      invoice: pick(row, 'Invoice', 'InvoiceNo'),
      code: pick(row, 'StockCode'),
      name: pick(row, 'Description'),
      quantity: Number(pick(row, 'Quantity')),
      at: pick(row, 'InvoiceDate'),
      price: pick(row, 'Price', 'UnitPrice'),
      customer: pick(row, 'Customer ID', 'CustomerID').replace(/\.0$/, ''),
      country: pick(row, 'Country'),
    }
  }
}

/** Hundredths of quantity × price, rounded half away from zero, without floating point. */
export const lineCents = (quantity: number, price: string): bigint => {
  const [, sign = '', whole = '0', part = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(price) ?? []
  const micro = BigInt(whole || '0') * 1_000_000n + BigInt(part.padEnd(6, '0').slice(0, 6))
  const product = (sign ? -micro : micro) * BigInt(quantity)
  const absolute = product < 0n ? -product : product
  const rounded = (absolute + 5_000n) / 10_000n
  return product < 0n ? -rounded : rounded
}
export const centsText = (cents: bigint): string => {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0')
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const persons = (customers: ReadonlyMap<string, { at: string; country: string }>) =>
  function* () {
    yield csvLine(['customer', 'name', 'at', 'country'])
    for (const [id, { at, country }] of customers) yield csvLine([id, `客户 ${id}`, at, country])
  }
const products = (known: ReadonlyMap<string, { name: string; price: string }>) =>
  function* () {
    yield csvLine(['code', 'name', 'price'])
    for (const [code, { name, price }] of known) yield csvLine([code, name || code, price])
  }
const orders = (known: ReadonlyMap<string, OrderSums>) =>
  function* () {
    yield csvLine(['invoice', 'customer', 'at', 'country', 'total', 'kind', 'status', 'payment'])
    for (const [invoice, order] of known) {
      const total = centsText(order.cents)
      yield csvLine([
        invoice,
        order.customer,
        order.at,
        order.country,
        total,
        invoice.startsWith('C') || order.cents < 0n ? 'return' : 'sale',
        'completed',
        'paid',
      ])
    }
  }

async function* lines(path: string): AsyncGenerator<string> {
  yield csvLine(['line', 'invoice', 'code', 'name', 'quantity', 'price', 'total', 'position', 'at'])
  const counts = new Map<string, number>()
  for await (const line of retailLines(path)) {
    const position = (counts.get(line.invoice) ?? 0) + 1
    counts.set(line.invoice, position)
    // Every line of an invoice has its own place, so that lines that look the same are two lines and not one.
    yield csvLine([
      `${line.invoice}:${position}`,
      line.invoice,
      line.code,
      line.name,
      String(line.quantity),
      line.price,
      centsText(lineCents(line.quantity, line.price)),
      String(position),
      line.at,
    ])
  }
}

/** One flat file of order lines → four tables that the import pipeline takes in turn. Rows without a customer are kept as orders of nobody. */
export const splitRetail = async (
  path: string,
  folder: string,
): Promise<Readonly<Record<'person' | 'product' | 'order' | 'line', string>>> => {
  const customers = new Map<string, { at: string; country: string }>()
  const codes = new Map<string, { name: string; price: string }>()
  const sums = new Map<string, OrderSums>()
  for await (const line of retailLines(path)) {
    if (line.customer && !customers.has(line.customer)) customers.set(line.customer, { at: line.at, country: line.country })
    const known = codes.get(line.code)
    const price = lineCents(1, line.price)
    if (!known || (known.name === '' && line.name !== '') || known.price === '')
      codes.set(line.code, { name: line.name || known?.name || '', price: price > 0n ? centsText(price) : (known?.price ?? '') })
    const order = sums.get(line.invoice) ?? { cents: 0n, at: line.at, customer: line.customer, country: line.country, lines: 0 }
    order.cents += lineCents(line.quantity, line.price)
    order.lines += 1
    sums.set(line.invoice, order)
  }
  const files = {
    person: join(folder, 'retail-person.csv'),
    product: join(folder, 'retail-product.csv'),
    order: join(folder, 'retail-order.csv'),
    line: join(folder, 'retail-line.csv'),
  }
  await pipeline(Readable.from(persons(customers)()), createWriteStream(files.person))
  await pipeline(Readable.from(products(codes)()), createWriteStream(files.product))
  await pipeline(Readable.from(orders(sums)()), createWriteStream(files.order))
  await pipeline(Readable.from(lines(path)), createWriteStream(files.line))
  return files
}
