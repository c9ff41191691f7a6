import {
  date,
  defineCommand,
  defineCondition,
  defineModule,
  defineObject,
  label,
  like,
  multiSelect,
  option,
  type Row,
  select,
  text,
} from '@lianke/kernel'

const levels = [option('basic', '普通', 'Basic'), option('silver', '银卡', 'Silver'), option('gold', '金卡', 'Gold')]
const member = defineObject({
  name: 'club.member',
  label: label('会员', 'Member'),
  title: 'name',
  fields: {
    name: text(label('姓名', 'Name'), { required: true }),
    level: select(label('级别', 'Level'), { options: levels, indexed: true }),
    hobbies: multiSelect(label('爱好', 'Hobbies'), {
      options: [option('tea', '茶', 'Tea'), option('golf', '高尔夫', 'Golf'), option('go', '围棋', 'Go')],
    }),
    born: date(label('生日', 'Born')),
    city: text(label('城市', 'City'), { indexed: true }),
  },
})
const pass = defineObject({
  name: 'club.pass',
  label: label('卡', 'Pass'),
  title: 'number',
  createBy: 'pass.sell',
  fields: {
    number: text(label('卡号', 'Number'), { required: true }),
    kind: select(label('类型', 'Kind'), { options: [option('day', '日卡', 'Day'), option('year', '年卡', 'Year')] }),
    reason: text(label('原因', 'Reason')),
    colour: text(label('颜色', 'Colour')),
  },
})
const sell = defineCommand({
  name: 'pass.sell',
  label: label('卖卡', 'Sell a pass'),
  may: { object: pass, action: 'create' },
  fields: {
    number: like(pass.fields.number, { required: true }),
    kind: like(pass.fields.kind),
    reason: like(pass.fields.reason),
  },
  run: (work, input) => work.records.create(pass, input) as Promise<Row>,
})
/** What the house does by itself, without asking anybody: it knows nothing of what a company asks for. */
const arrive = defineCommand({
  name: 'member.arrive',
  label: label('到店', 'Arrived'),
  may: { object: member, action: 'create' },
  fields: { name: text(label('姓名', 'Name'), { required: true }) },
  run: (work, { name }) => work.records.create(member, { name, level: 'silver' }) as Promise<Row>,
})

/** A club: an object that is filled in, and one whose records an act makes. */
export const club = defineModule({
  name: 'club',
  label: label('俱乐部', 'Club'),
  objects: [member, pass],
  commands: [sell, arrive],
  conditions: [
    defineCondition({
      name: 'club.golden',
      label: label('金卡会员', 'Golden'),
      on: member,
      filter: { and: [{ field: 'level', op: 'in', value: ['gold'] }] },
    }),
  ],
})
