import {
  autoNumber,
  decimal,
  defineCheck,
  defineCommand,
  defineModule,
  defineObject,
  formula,
  integer,
  label,
  money,
  option,
  reference,
  rollUp,
  select,
  tags,
  text,
} from '@lianke/kernel'
import { z } from 'zod'
import { tinyShop } from './tiny-shop.ts'

/** Amount of a line in hundredths, whole numbers only: enough for a test. */
const cents = (text: string | undefined): bigint => BigInt(Math.round(Number(text ?? '0') * 100))
const amount = (value: bigint): string => `${value / 100n}.${String(value % 100n).padStart(2, '0')}`

const dealLine = defineObject({
  name: 'trade.line',
  label: label('明细', 'Line'),
  title: 'name',
  partOf: { object: 'trade.deal', reference: 'deal' },
  access: { inherit: 'deal' },
  fields: {
    deal: reference(label('交易', 'Deal'), 'trade.deal', { required: true, fixed: true, onDelete: 'cascade' }),
    position: integer(label('行号', 'Line')),
    name: text(label('名称', 'Name'), { required: true, max: 40 }),
    code: text(label('编号', 'Code'), { unique: true }),
    quantity: integer(label('数量', 'Quantity'), { required: true, min: 1, max: 1000 }),
    price: money(label('单价', 'Price'), { required: true }),
    total: money(label('小计', 'Total')),
  },
  derive: {
    fields: ['total'],
    compute: ({ row }) => ({
      total: row.price && { amount: amount(cents(row.price.amount) * BigInt(row.quantity ?? 0)), currency: row.price.currency },
    }),
  },
})

const withinLimit = defineCheck({
  name: 'trade.within_limit',
  when: ['total', 'partner', 'status'],
  run: async (work, rows) => {
    const ids = [...new Set(rows.map(({ row }) => row.partner).filter((id): id is string => typeof id === 'string'))]
    if (ids.length === 0) return []
    const partners = await work.records.list('trade.partner', {
      filter: { field: 'id', op: 'in', value: ids },
      limit: 200,
      forUpdate: true,
    })
    const open = await work.records.list('trade.deal', {
      filter: {
        and: [
          { field: 'partner', op: 'in', value: ids },
          { field: 'status', op: 'eq', value: 'confirmed' },
        ],
      },
      fields: ['partner', 'total'],
      limit: 200,
    })
    return rows.flatMap(({ row }, index) => {
      const partner = partners.data.find(({ id }) => id === row.partner)
      if (!partner || partner.credit === null || row.status !== 'confirmed') return []
      const others = open.data.filter((deal) => deal.partner === partner.id && deal.id !== row.id)
      const sumOf = (value: unknown) =>
        cents(typeof value === 'object' && value !== null && 'amount' in value ? String(value.amount) : '0')
      const sum = others.reduce((total, deal) => total + sumOf(deal.total), sumOf(row.total))
      return sum <= cents(String(partner.credit))
        ? []
        : [
            {
              index,
              code: 'trade.over_credit',
              path: '/total',
              params: { credit: partner.credit },
              inTheWay: { object: 'trade.partner', id: partner.id },
            },
          ]
    })
  },
})

export const deal = defineObject({
  name: 'trade.deal',
  label: label('交易', 'Deal'),
  title: 'number',
  fields: {
    number: autoNumber(label('编号', 'Number'), { pattern: 'D-{n:4}' }),
    partner: reference(label('伙伴', 'Partner'), 'trade.partner', { onDelete: 'clear' }),
    status: select(label('状态', 'Status'), {
      required: true,
      default: 'draft',
      options: [option('draft', '草稿', 'Draft'), option('confirmed', '已确认', 'Confirmed'), option('done', '完成', 'Done')],
    }),
    total: money(label('总额', 'Total')),
    lines_count: integer(label('行数', 'Lines')),
    paid: integer(label('已付', 'Paid'), { default: 0, min: 0, max: 1000 }),
    remark: text(label('备注', 'Remark'), { max: 40 }),
    labels: tags(label('标签', 'Labels')),
    big: formula(label('大单', 'Big'), { expression: 'total >= 1000.0', result: 'boolean' }),
  },
  parts: { lines: dealLine },
  derive: {
    fields: ['total', 'lines_count'],
    compute: ({ parts }) => ({
      lines_count: parts.lines.length,
      total: {
        amount: amount(parts.lines.reduce((sum, line) => sum + cents(line.total?.amount), 0n)),
        currency: parts.lines[0]?.price.currency ?? 'CNY',
      },
    }),
  },
  written: { status: 'commands', paid: 'commands' },
  states: {
    field: 'status',
    initial: ['draft'],
    moves: { draft: ['confirmed'], confirmed: ['done', 'draft'], done: [] },
    guards: {
      confirmed: [
        {
          name: 'has_lines',
          message: label('至少要有一行明细', 'It needs at least one line'),
          field: 'status',
          holds: ({ parts }) => parts.lines.length > 0,
        },
      ],
    },
    may: { done: 'trade.finish' },
  },
  checks: [withinLimit],
})

export const partner = defineObject({
  name: 'trade.partner',
  label: label('伙伴', 'Partner'),
  title: 'name',
  fields: {
    name: text(label('名称', 'Name'), { required: true, unique: true }),
    credit: decimal(label('额度', 'Credit'), { scale: 2 }),
    group: reference(label('集团', 'Group'), 'trade.partner', { onDelete: 'clear' }),
    deals: rollUp(label('交易数', 'Deals'), { child: 'trade.deal', via: 'partner', measure: 'count' }),
    turnover: rollUp(label('成交额', 'Turnover'), {
      child: 'trade.deal',
      via: 'partner',
      measure: 'sum',
      of: 'total',
      where: { field: 'status', op: 'ne', value: 'draft' },
    }),
    rank: formula(label('级别', 'Rank'), { expression: 'turnover >= 1000.0 ? "A" : "B"', result: 'text' }),
    in_group: rollUp(label('集团成交额', 'Turnover of the group'), {
      child: 'trade.partner',
      via: 'group',
      measure: 'sum',
      of: 'turnover',
    }),
  },
})

const note = defineObject({
  name: 'trade.note',
  label: label('记录', 'Note'),
  title: 'text',
  fields: {
    partner: reference(label('伙伴', 'Partner'), 'trade.partner', { required: true, onDelete: 'cascade' }),
    text: text(label('内容', 'Text'), { required: true }),
    key: text(label('键', 'Key'), { unique: true }),
  },
})

const claim = defineObject({
  name: 'trade.claim',
  label: label('申诉', 'Claim'),
  title: 'subject',
  createBy: 'trade.claim_open',
  fields: {
    subject: text(label('主题', 'Subject'), { required: true }),
    opened_by: text(label('提交者', 'Opened by'), { required: true }),
  },
})

/** A trade with everything an object can say of its behaviour. */
export const tinyTrade = [
  ...tinyShop,
  defineModule({
    name: 'trade',
    label: label('交易', 'Trade'),
    objects: [partner, deal, dealLine, note, claim],
    rights: [{ name: 'trade.finish', label: label('完成交易', 'Finish deals') }],
    words: { 'refusal.trade.over_credit': label('超出额度 {credit}', 'Over the credit of {credit}') },
    commands: [
      defineCommand({
        name: 'deal.confirm',
        label: label('确认', 'Confirm'),
        may: { object: 'trade.deal', action: 'update' },
        on: 'trade.deal',
        writes: ['status'],
        input: z.strictObject({ id: z.uuid() }),
        run: (work, { id }) => work.records.update('trade.deal', id, { status: 'confirmed' }),
      }),
      defineCommand({
        name: 'deal.finish',
        label: label('完成', 'Finish'),
        may: { object: 'trade.deal', action: 'update' },
        on: 'trade.deal',
        writes: ['status'],
        input: z.strictObject({ id: z.uuid() }),
        run: (work, { id }) => work.records.update('trade.deal', id, { status: 'done' }),
      }),
      defineCommand({
        name: 'deal.pay',
        label: label('付款', 'Pay'),
        may: { object: 'trade.deal', action: 'update' },
        on: 'trade.deal',
        writes: ['paid'],
        input: z.strictObject({ id: z.uuid(), amount: z.number().int() }),
        run: (work, { id, amount: paid }) => work.records.update('trade.deal', id, { paid: { $plus: paid } }),
      }),
      defineCommand({
        name: 'trade.claim_open',
        label: label('提交申诉', 'Open a claim'),
        may: { object: 'trade.claim', action: 'create' },
        input: z.strictObject({ subject: z.string().min(1) }),
        run: (work, { subject }) => work.records.create('trade.claim', { subject, opened_by: work.actor.kind }),
      }),
    ],
  }),
]
