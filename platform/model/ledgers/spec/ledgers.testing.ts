import { date, decimal, defineLedger, defineModule, integer, label, money, reference, text } from '@lianke/kernel'
import { tinyShop } from '../../../testing/index.ts'

/** Points that expire, oldest first. */
export const points = defineLedger({
  name: 'shop.points',
  label: label('积分', 'Points'),
  account: {
    person: reference(label('客户', 'Person'), 'customer.person', { required: true }),
    programme: text(label('计划', 'Programme'), { max: 40 }),
  },
  amount: integer(label('积分', 'Points')),
  batches: { expires: true },
  access: { inherit: 'person' },
  person: 'person',
})
/** Money of a person, one account per currency. */
export const purse = defineLedger({
  name: 'shop.purse',
  label: label('零钱', 'Purse'),
  account: { person: reference(label('客户', 'Person'), 'customer.person', { required: true, onDelete: 'refuse' }) },
  amount: money(label('余额', 'Balance')),
  access: { inherit: 'person' },
  person: 'person',
})
/** Places under a cap, by day. */
export const places = defineLedger({
  name: 'shop.places',
  label: label('名额', 'Places'),
  account: {
    name: text(label('名称', 'Name'), { required: true, max: 60 }),
    day: date(label('日期', 'Day'), { required: true }),
  },
  amount: integer(label('已用', 'Used')),
  ceiling: '5',
  told: false,
})
/** Litres, to three digits, that may be overdrawn. */
export const tank = defineLedger({
  name: 'shop.tank',
  label: label('油箱', 'Tank'),
  account: { name: text(label('名称', 'Name'), { required: true, max: 60 }) },
  amount: decimal(label('升', 'Litres'), { scale: 3 }),
  floor: null,
})
export const ledgers = [points, purse, places, tank] as const
/** A tiny shop that counts. */
export const countingShop = [...tinyShop, defineModule({ name: 'counting', label: label('记账', 'Counting'), ledgers })]
