import type { ImportRun } from '@lianke/platform/imports'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bringFile, type PresetFile, type Setting } from '../preset.ts'
import { splitRetail } from './split.ts'

export { centsText, lineCents, retailLines } from './split.ts'

const source = 'retail'
const gbp = (field: string) => ({ field, currency: 'GBP' })

/** Where the columns of the four tables go. */
export const retailFiles: Readonly<Record<'person' | 'product' | 'order' | 'line', PresetFile>> = {
  person: {
    file: 'person',
    object: 'customer.person',
    columns: { customer: 'source_id', name: 'name', at: ['first_seen_at', 'created_at'], country: 'address.country' },
    constants: { source: 'Online Retail', stage: 'customer' },
  },
  product: {
    file: 'product',
    object: 'commerce.product',
    key: ['code'],
    columns: { code: ['source_id', 'code'], name: 'name', price: gbp('price') },
  },
  order: {
    file: 'order',
    object: 'commerce.order',
    columns: {
      invoice: ['source_id', 'external_number'],
      customer: { field: 'person', by: 'source' },
      at: ['ordered_at', 'created_at', 'paid_at'],
      country: 'country',
      total: [gbp('total'), gbp('subtotal'), gbp('paid_before')],
      kind: 'kind',
      status: 'status',
    },
    constants: { channel: 'online' },
  },
  line: {
    file: 'line',
    object: 'commerce.order_line',
    columns: {
      line: 'source_id',
      invoice: { field: 'order', by: 'source' },
      code: { field: 'product', by: 'source' },
      name: 'name',
      quantity: 'quantity',
      price: gbp('price'),
      total: gbp('total'),
      position: 'position',
      at: 'created_at',
    },
  },
}

/** Takes a retailer's file of order lines in: persons, products, orders (returns negative), lines. Doing it again changes nothing. */
export const bringRetail = async (setting: Setting, path: string): Promise<ReadonlyMap<string, ImportRun>> => {
  const folder = await mkdtemp(join(tmpdir(), 'lianke-retail-'))
  try {
    const files = await splitRetail(path, folder)
    const runs = new Map<string, ImportRun>()
    for (const name of ['person', 'product', 'order', 'line'] as const)
      runs.set(name, await bringFile(setting, retailFiles[name], files[name], source))
    return runs
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
