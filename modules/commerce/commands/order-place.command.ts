import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { orderSums } from '../rules/order-sums.rule.ts'
import { priceLines } from './price-lines.ts'
import { pricesFor } from './prices-for.ts'

const decimalText = z.string().regex(/^\d{1,12}(\.\d{1,4})?$/)

/** One page, one act: an order with its lines, priced and summed by the server. */
export const orderPlace = defineCommand({
  name: 'order.place',
  label: label('下单', 'Place an order'),
  may: { object: 'commerce.order', action: 'create' },
  input: z.strictObject({
    person: z.uuid().optional(),
    account: z.uuid().optional(),
    opportunity: z.uuid().optional(),
    price_book: z.uuid().optional(),
    lines: z
      .array(
        z.strictObject({
          product: z.uuid(),
          quantity: decimalText,
          price: decimalText.optional(),
          discount: decimalText.optional(),
          remark: z.string().max(500).optional(),
        }),
      )
      .min(1)
      .max(200),
    ordered_at: z.iso.datetime({ offset: true }).optional(),
    deliver_on: z.iso.date().optional(),
    channel: z.string().max(60).optional(),
    store: z.string().max(120).optional(),
    remark: z.string().max(2000).optional(),
    confirm: z.boolean().optional(),
  }),
  run: async (room, { lines, confirm, ...input }) => {
    if (!input.person && !input.account) refuse('order.nobody', { problems: [{ path: '/person', code: 'order.nobody' }] })
    if (lines.some((line) => Number(line.quantity) === 0))
      refuse('order.no_quantity', { problems: [{ path: '/lines', code: 'order.no_quantity' }] })
    const prices = await pricesFor(room, { ...input, products: [...new Set(lines.map((line) => line.product))] })
    const priced = priceLines(lines, prices)
    const sums = orderSums(priced)
    const money = (amount: string) => ({ amount, currency: prices.currency })
    const order = await room.records.create('commerce.order', {
      ...input,
      ordered_at: input.ordered_at ?? room.now,
      status: 'draft',
      subtotal: money(sums.subtotal),
      discount: money(sums.discount),
      total: money(sums.total),
      paid: money('0'),
    })
    await room.records.upsert({
      object: 'commerce.order_line',
      rows: priced.map((line, index) => ({
        order: order.id,
        position: index + 1,
        product: line.product,
        name: line.name,
        quantity: line.quantity,
        price: money(line.price),
        discount: money(line.discount ?? '0'),
        total: money(sums.lines[index] ?? '0'),
        remark: line.remark ?? null,
      })),
    })
    await room.emit({
      name: 'order.placed',
      subject: { object: 'commerce.order', id: order.id },
      person: input.person ?? null,
      payload: { number: order.order_number, amount: `${prices.currency} ${sums.total}` },
    })
    if (confirm) await room.run('order.confirm', { id: order.id })
    return { id: order.id, order_number: order.order_number, total: money(sums.total) }
  },
})
