import {
  autoNumber,
  boolean,
  date,
  defineCommand,
  defineEvent,
  defineModule,
  defineObject,
  formula,
  json,
  label,
  money,
  multiReference,
  option,
  phone,
  reference,
  rollUp,
  select,
  tags,
  text,
  user,
} from '@lianke/kernel'
import { z } from 'zod'

const department = defineObject({
  name: 'organisation.department',
  label: label('部门', 'Department'),
  title: 'name',
  access: { everyone: true },
  fields: {
    name: text(label('名称', 'Name'), { required: true }),
    parent: reference(label('上级', 'Parent'), 'organisation.department'),
    path: text(label('路径', 'Path'), { max: 2000 }),
  },
})
const role = defineObject({
  name: 'organisation.role',
  label: label('角色', 'Role'),
  title: 'name',
  access: { everyone: true },
  mirrored: false,
  fields: {
    name: text(label('名称', 'Name'), { required: true }),
    objects: json(label('对象', 'Objects'), { default: {} }),
    rights: json(label('功能', 'Rights'), { default: [] }),
    builtin: boolean(label('内置', 'Built in')),
  },
})
const staff = defineObject({
  name: 'organisation.staff',
  label: label('员工', 'Staff'),
  title: 'name',
  access: { everyone: true },
  fields: {
    name: text(label('姓名', 'Name'), { required: true }),
    account: text(label('账号', 'Account')),
    department: reference(label('部门', 'Department'), 'organisation.department'),
    roles: multiReference(label('角色', 'Roles'), 'organisation.role'),
    status: select(label('状态', 'Status'), {
      options: [option('active', '在职', 'Active'), option('left', '离职', 'Left')],
      default: 'active',
    }),
  },
})
const person = defineObject({
  name: 'customer.person',
  label: label('客户', 'Person'),
  title: 'name',
  person: 'id',
  access: { through: { object: 'shop.guide', via: 'person', user: 'staff' } },
  fields: {
    name: text(label('姓名', 'Name'), { required: true, max: 40, search: 'name' }),
    phone: phone(label('手机', 'Phone'), { unique: true, search: 'phone', masked: true }),
    stage: select(label('阶段', 'Stage'), {
      options: [option('new', '新客', 'New'), option('buyer', '已购', 'Buyer'), option('gone', '流失', 'Gone')],
      default: 'new',
      indexed: true,
    }),
    tags: tags(label('标签', 'Tags')),
    birthday: date(label('生日', 'Birthday')),
    city: text(label('城市', 'City'), { indexed: true }),
    order_count: rollUp(label('订单数', 'Orders'), { child: 'shop.order', via: 'person', measure: 'count' }),
    order_total: rollUp(label('消费额', 'Spent'), { child: 'shop.order', via: 'person', measure: 'sum', of: 'amount' }),
  },
  states: { field: 'stage', moves: { new: ['buyer', 'gone'], buyer: ['gone'], gone: [] } },
})
const guide = defineObject({
  name: 'shop.guide',
  label: label('导购关系', 'Guide'),
  title: 'note',
  person: 'person',
  fields: {
    person: reference(label('客户', 'Person'), 'customer.person', { required: true }),
    staff: user(label('员工', 'Staff'), { required: true }),
    note: text(label('备注', 'Note')),
  },
  uniqueTogether: [['person', 'staff']],
})
const order = defineObject({
  name: 'shop.order',
  label: label('订单', 'Order'),
  title: 'number',
  person: 'person',
  access: { inherit: 'person' },
  fields: {
    number: autoNumber(label('编号', 'Number'), { pattern: 'O{yyyy}-{n:4}' }),
    person: reference(label('客户', 'Person'), 'customer.person', { required: true, onDelete: 'refuse' }),
    amount: money(label('金额', 'Amount'), { required: true }),
    paid: boolean(label('已付', 'Paid'), { default: false }),
    big: formula(label('大单', 'Big'), { expression: 'amount >= 1000.0', result: 'boolean' }),
  },
  validations: [
    {
      name: 'paid_has_amount',
      rule: '!paid || amount > 0.0',
      message: label('已付订单的金额要大于 0', 'A paid order has an amount above 0'),
      field: 'amount',
    },
  ],
})
const line = defineObject({
  name: 'shop.line',
  label: label('明细', 'Line'),
  title: 'product',
  partOf: { object: 'shop.order', reference: 'order' },
  access: { inherit: 'order' },
  fields: {
    order: reference(label('订单', 'Order'), 'shop.order', { required: true }),
    product: text(label('商品', 'Product'), { required: true }),
  },
})

/** A tiny real shop for tests of the platform: it has every way in which records hang together. */
export const tinyShop = [
  defineModule({ name: 'organisation', label: label('组织', 'Organisation'), objects: [department, role, staff] }),
  defineModule({
    name: 'customer',
    label: label('客户', 'Customers'),
    objects: [person],
    events: [
      defineEvent({
        name: 'page.viewed',
        label: label('浏览页面', 'Page viewed'),
        from: ['page', 'program', 'house'],
        fields: { url: text(label('网址', 'URL')), title: text(label('标题', 'Title')) },
      }),
    ],
  }),
  defineModule({
    name: 'shop',
    label: label('商店', 'Shop'),
    objects: [guide, order, line],
    commands: [
      defineCommand({
        name: 'shop.pay',
        label: label('付款', 'Pay'),
        may: { object: 'shop.order', action: 'update' },
        input: z.object({ id: z.uuid() }).strict(),
        on: 'shop.order',
        run: async (work, input) => work.records.update('shop.order', input.id, { paid: true }),
      }),
    ],
  }),
]
