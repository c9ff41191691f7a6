import {
  boolean,
  date,
  datetime,
  decimal,
  defineEvent,
  defineModule,
  defineObject,
  department,
  label,
  money,
  multiReference,
  multiSelect,
  option,
  phone,
  reference,
  select,
  tags,
  text,
  user,
} from '@lianke/kernel'
import { buildModel, type Model } from '../../model/model/model.ts'

const l = (en: string) => label(en, en)
const staff = defineObject({
  name: 'organisation.staff',
  label: l('Staff'),
  title: 'name',
  fields: { name: text(l('Name')), department: department(l('Department')) },
})
const departments = defineObject({
  name: 'organisation.department',
  label: l('Department'),
  title: 'name',
  fields: { name: text(l('Name')), parent: reference(l('Parent'), 'organisation.department') },
})
const account = defineObject({
  name: 'customer.account',
  label: l('Account'),
  title: 'name',
  fields: {
    name: text(l('Name')),
    industry: text(l('Industry')),
    parent: reference(l('Parent'), 'customer.account'),
    keeper: user(l('Keeper')),
  },
})
const person = defineObject({
  name: 'customer.person',
  label: l('Person'),
  title: 'name',
  person: 'id',
  access: { through: { object: 'customer.relation', via: 'person', user: 'staff' } },
  fields: {
    name: text(l('Name'), { search: 'name' }),
    phone: phone(l('Phone'), { search: 'phone' }),
    stage: select(l('Stage'), { options: [option('potential', '潜在', 'Potential'), option('customer', '客户', 'Customer')] }),
    tags: tags(l('Tags')),
    birthday: date(l('Birthday')),
    first_seen_at: datetime(l('First seen')),
    vip: boolean(l('VIP')),
    spent: money(l('Spent')),
    score: decimal(l('Score'), { scale: 2 }),
    account: reference(l('Account'), 'customer.account'),
    watched: multiReference(l('Watched'), 'customer.account'),
    merged_into: reference(l('Merged into'), 'customer.person'),
  },
})
const relation = defineObject({
  name: 'customer.relation',
  label: l('Relation'),
  title: 'state',
  person: 'person',
  fields: {
    person: reference(l('Person'), 'customer.person', { required: true }),
    staff: user(l('Staff')),
    state: text(l('State')),
  },
})
const order = defineObject({
  name: 'commerce.order',
  label: l('Order'),
  title: 'number',
  person: 'person',
  access: { inherit: 'person' },
  fields: {
    number: text(l('Number'), { search: 'code' }),
    person: reference(l('Person'), 'customer.person'),
    total: money(l('Total')),
    status: select(l('Status'), { options: [option('paid', '已付', 'Paid'), option('open', '未付', 'Open')] }),
    ordered_at: datetime(l('Ordered at')),
    kinds: multiSelect(l('Kinds'), { options: [option('a', 'a', 'a'), option('b', 'b', 'b')] }),
  },
})
const viewed = defineEvent({
  name: 'page.viewed',
  label: l('Viewed'),
  fields: {
    url: text(l('Url')),
    title: text(l('Title')),
    seconds: decimal(l('Seconds')),
    kind: select(l('Kind'), { options: [option('x', 'x', 'x')] }),
  },
})
const paid = defineEvent({
  name: 'order.paid',
  label: l('Paid'),
  fields: { amount: money(l('Amount')), amount_of: decimal(l('Of')) },
})

/** A small business with every way of relating records, beside two fields an administrator added. */
export const sampleModel = (): Model =>
  buildModel(
    [
      defineModule({ name: 'organisation', label: l('Organisation'), objects: [staff, departments] }),
      defineModule({ name: 'customer', label: l('Customer'), objects: [account, person, relation], events: [viewed, paid] }),
      defineModule({ name: 'commerce', label: l('Commerce'), objects: [order] }),
    ],
    {
      version: 1,
      objects: [],
      events: [],
      fields: [
        { on: 'customer.person', name: 'c_size', field: decimal(l('Size')) },
        { on: 'customer.person', name: 'c_nick', field: text(l('Nick')) },
        { on: 'customer.person', name: 'c_met', field: datetime(l('Met')) },
        { on: 'customer.person', name: 'c_likes', field: multiSelect(l('Likes'), { options: [option('tea', '茶', 'Tea')] }) },
      ],
    },
  )
