import {
  boolean,
  datetime,
  decimal,
  defineCommand,
  defineModule,
  defineObject,
  group,
  integer,
  label,
  like,
  option,
  reference,
  refuse,
  select,
  text,
} from '@lianke/kernel'
import { z } from 'zod'
import { tinyShop } from '../../../testing/tiny-shop.ts'

export const parcel = defineObject({
  name: 'post.parcel',
  label: label('包裹', 'Parcel'),
  title: 'name',
  fields: {
    name: text(label('名称', 'Name'), { required: true, max: 40 }),
    status: select(label('状态', 'Status'), {
      required: true,
      default: 'waiting',
      options: [option('waiting', '待发', 'Waiting'), option('sent', '已发', 'Sent'), option('back', '退回', 'Back')],
    }),
    way: select(label('方式', 'Way'), { options: [option('road', '公路', 'Road'), option('air', '空运', 'Air')] }),
    weight: decimal(label('重量', 'Weight'), { scale: 2, min: 0 }),
    stamps: integer(label('盖章', 'Stamps'), { default: 0 }),
    fragile: boolean(label('易碎', 'Fragile')),
    receiver: reference(label('收件人', 'Receiver'), 'customer.person', { onDelete: 'clear' }),
  },
  states: { field: 'status', moves: { waiting: ['sent'], sent: ['back'], back: [] } },
})

const send = defineCommand({
  name: 'post.send',
  label: label('发出', 'Send'),
  may: { object: 'post.parcel', action: 'update' },
  on: 'post.parcel',
  place: ['record', 'selection', 'filter'],
  offered: { status: ['waiting'] },
  fields: {
    way: like(parcel.fields.way, { required: true }),
    weight: like(parcel.fields.weight, { help: label('公斤', 'Kilograms') }),
    receiver: like(parcel.fields.receiver),
    note: group(label('备注', 'Note'), {
      words: text(label('内容', 'Words'), { required: true, max: 20 }),
      at: datetime(label('时间', 'When')),
    }),
  },
  done: { words: label('已发出 {n} 件', 'Sent {n}') },
  undo: 'changes',
  run: async (work, { id, way, weight, receiver }) => {
    const row = await work.records.get('post.parcel', id, { forUpdate: true })
    if (row.status !== 'waiting') refuse('post.not_waiting', { params: { name: row.name } })
    await work.records.update('post.parcel', id, {
      status: 'sent',
      way,
      stamps: { $plus: 1 },
      ...(weight ? { weight } : {}),
      ...(receiver ? { receiver } : {}),
    })
    await work.emit({ name: 'post.sent', subject: { object: 'post.parcel', id } })
    return { id }
  },
})

/** Set-wise: one statement however many. */
const mark = defineCommand({
  name: 'post.mark',
  label: label('标易碎', 'Mark as fragile'),
  may: { object: 'post.parcel', action: 'update' },
  on: 'post.parcel',
  place: ['selection', 'filter'],
  fields: {},
  undo: 'changes',
  run: (work, { id }) => work.records.update('post.parcel', id, { fragile: true }),
  runSet: async (work, ids) => {
    const done = await work.records.upsert({
      object: 'post.parcel',
      rows: ids.map((id) => ({ id, fragile: true })),
      partial: true,
    })
    return {
      changed: ids.filter((_, index) => done.ids[index]),
      refused: done.refused.map(({ row, code, params }) => ({ id: ids[row] ?? '', code, params })),
    }
  },
})

const unmark = defineCommand({
  name: 'post.unmark',
  label: label('取消易碎', 'Unmark'),
  may: { object: 'post.parcel', action: 'update' },
  on: 'post.parcel',
  place: ['record'],
  fields: {},
  undo: { command: 'post.send' },
  run: (work, { id }) => work.records.update('post.parcel', id, { fragile: false }),
})

/** Taken back by another act, which does not go for what has been sent since. */
const wrap = defineCommand({
  name: 'post.wrap',
  label: label('包好', 'Wrap'),
  may: { object: 'post.parcel', action: 'update' },
  on: 'post.parcel',
  place: ['selection', 'filter'],
  fields: {},
  undo: { command: 'post.unwrap' },
  run: (work, { id }) => work.records.update('post.parcel', id, { fragile: true }),
})
const unwrap = defineCommand({
  name: 'post.unwrap',
  label: label('拆开', 'Unwrap'),
  may: { object: 'post.parcel', action: 'update' },
  on: 'post.parcel',
  fields: {},
  run: async (work, { id }) => {
    const row = await work.records.get('post.parcel', id)
    if (row.status !== 'waiting') refuse('post.not_waiting', { params: { name: row.name } })
    return work.records.update('post.parcel', id, { fragile: false })
  },
})

/** Where the receiver is not known, nobody can have it. */
const hand = defineCommand({
  name: 'post.hand',
  label: label('签收', 'Hand over'),
  may: { object: 'post.parcel', action: 'update' },
  on: 'post.parcel',
  place: ['record'],
  offered: { status: ['sent'] },
  offeredTo: async (work, ids) =>
    (
      await work.sql<{ id: string }>(
        `select p.id from post_parcel p join customer_person r on r.id = p.receiver and r.name <> 'Nobody' where p.id = any($1::uuid[])`,
        [ids],
      )
    ).map(({ id }) => id),
  run: (work, { id }) => work.records.update('post.parcel', id, { status: 'back' }),
})

const pack = defineCommand({
  name: 'post.pack',
  label: label('打包', 'Pack'),
  may: { object: 'post.parcel', action: 'create' },
  place: ['global'],
  fields: {
    name: like(parcel.fields.name, { required: true }),
    way: like(parcel.fields.way, { required: true, default: 'road' }),
  },
  input: z.strictObject({ copies: z.int().min(1).max(3).default(1) }),
  run: async (work, { name, way, copies }) => {
    for (let copy = 0; copy < copies; copy++) await work.records.create('post.parcel', { name, way })
    return { name, way, copies }
  },
})

/** A post office with acts of every kind. */
export const postOffice = [
  ...tinyShop,
  defineModule({
    name: 'post',
    label: label('邮局', 'Post'),
    objects: [parcel],
    commands: [send, mark, unmark, wrap, unwrap, hand, pack],
    words: { 'refusal.post.not_waiting': label('{name} 不是待发状态', '{name} is not waiting') },
  }),
]
