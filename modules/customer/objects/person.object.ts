import {
  address,
  boolean,
  date,
  datetime,
  defineObject,
  email,
  json,
  label,
  longText,
  option,
  phone,
  reference,
  select,
  tags,
  text,
  url,
} from '@lianke/kernel'
import { personZone } from '../checks/person-zone.check.ts'

const reach = label('联系方式', 'Contact')
const origin = label('来源', 'Origin')

/** A customer or prospect as one human (OneID). Every module hangs its records on this one. */
export const person = defineObject({
  name: 'customer.person',
  label: label('客户', 'Person'),
  plural: label('客户', 'People'),
  icon: 'user',
  title: 'name',
  columns: ['phone', 'stage', 'tags', 'owner', 'order_total', 'last_seen_at'],
  fields: {
    name: text(label('姓名', 'Name'), { max: 120, search: 'name', indexed: true, inList: true }),
    avatar: url(label('头像', 'Avatar')),
    gender: select(label('性别', 'Gender'), {
      options: [
        option('unknown', '未知', 'Unknown', 'grey'),
        option('male', '男', 'Male', 'blue'),
        option('female', '女', 'Female', 'purple'),
      ],
    }),
    phone: phone(label('手机', 'Phone'), { search: 'phone', indexed: true, masked: true, inList: true, section: reach }),
    email: email(label('邮箱', 'Email'), { search: 'text', indexed: true, section: reach }),
    address: address(label('地址', 'Address'), { section: reach }),
    zone: text(label('时区', 'Time zone'), {
      max: 64,
      section: reach,
      help: label('如 Europe/London；不填：公司时区', 'Europe/London, say; empty: the company’s'),
    }),
    birthday: date(label('生日', 'Birthday')),
    stage: select(label('阶段', 'Stage'), {
      default: 'potential',
      indexed: true,
      inList: true,
      options: [
        option('potential', '潜在', 'Potential', 'grey'),
        option('interested', '有意向', 'Interested', 'blue'),
        option('customer', '已购买', 'Customer', 'green'),
        option('loyal', '忠诚', 'Loyal', 'gold'),
        option('advocate', '推荐者', 'Advocate', 'purple'),
      ],
    }),
    tags: tags(label('标签', 'Tags'), { indexed: true, inList: true }),
    company: text(label('公司', 'Company'), { max: 200, search: 'text' }),
    job_title: text(label('职务', 'Job title'), { max: 120 }),
    remark: longText(label('备注', 'Remark'), { max: 2000 }),
    source: text(label('来源', 'Source'), { max: 120, indexed: true, inList: true, section: origin }),
    source_channel: text(label('来源渠道', 'Source channel'), { max: 60, names: 'channel', indexed: true, section: origin }),
    first_seen_at: datetime(label('首次出现', 'First seen'), { section: origin }),
    last_seen_at: datetime(label('最近活跃', 'Last active'), { indexed: true, inList: true, section: origin }),
    anonymous: boolean(label('匿名访客', 'Anonymous'), { default: false, hidden: true, indexed: true }),
    merged_into: reference(label('已并入', 'Merged into'), 'customer.person', { hidden: true, onDelete: 'clear' }),
    do_not_merge: json(label('不与之合并', 'Never merge with'), { hidden: true }),
  },
  checks: [personZone],
  access: { through: { object: 'customer.relation', via: 'person', user: 'staff' } },
  person: 'id',
  board: 'stage',
  sort: '-created_at',
  indexes: [['owner', '-created_at'], ['-last_seen_at']],
  handedOver: true,
  often: 1,
})
