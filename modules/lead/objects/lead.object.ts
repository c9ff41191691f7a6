import { account, person } from '@lianke/customer/contract'
import { opportunity } from '@lianke/sales/contract'
import {
  address,
  datetime,
  defineObject,
  email,
  integer,
  label,
  longText,
  money,
  option,
  phone,
  reference,
  select,
  tags,
  text,
  url,
} from '@lianke/kernel'
import { momentsOf } from '../rules/lead-moments.rule.ts'

const outcome = label('结果', 'Outcome')

/** A sign of interest before it is known whether there is business in it. */
export const lead = defineObject({
  name: 'lead.lead',
  label: label('线索', 'Lead'),
  plural: label('线索', 'Leads'),
  icon: 'lightbulb',
  title: 'name',
  fields: {
    name: text(label('姓名', 'Name'), { required: true, max: 120, search: 'name', inList: true }),
    status: select(label('状态', 'Status'), {
      required: true,
      default: 'new',
      indexed: true,
      inList: true,
      options: [
        option('new', '新线索', 'New', 'blue'),
        option('assigned', '已分配', 'Assigned', 'cyan'),
        option('contacted', '已联系', 'Contacted', 'purple'),
        option('qualified', '已确认', 'Qualified', 'gold'),
        option('converted', '已转化', 'Converted', 'green'),
        option('disqualified', '无效', 'Disqualified', 'grey'),
      ],
    }),
    company: text(label('公司', 'Company'), { max: 200, search: 'text', inList: true }),
    job_title: text(label('职务', 'Job title'), { max: 120 }),
    phone: phone(label('手机', 'Phone'), { search: 'phone', indexed: true, masked: true, inList: true }),
    email: email(label('邮箱', 'Email'), { search: 'text', indexed: true }),
    wechat: text(label('微信号', 'WeChat'), { max: 64, search: 'code' }),
    address: address(label('地址', 'Address')),
    website: url(label('网站', 'Website')),
    industry: text(label('行业', 'Industry'), { max: 80 }),
    employees: integer(label('员工数', 'Employees'), { min: 0, max: 10_000_000 }),
    annual_revenue: money(label('年营业额', 'Annual revenue')),
    rating: select(label('等级', 'Rating'), {
      inList: true,
      options: [option('hot', '高', 'Hot', 'red'), option('warm', '中', 'Warm', 'orange'), option('cold', '低', 'Cold', 'grey')],
    }),
    score: integer(label('分数', 'Score'), { min: 0, max: 1000, default: 0, indexed: true }),
    source: text(label('来源', 'Source'), { max: 120, indexed: true, inList: true }),
    interest: text(label('意向产品', 'Interested in'), { max: 200 }),
    tags: tags(label('标签', 'Tags')),
    remark: longText(label('备注', 'Remark'), { max: 32_000 }),
    person: reference(label('客户', 'Person'), person, { onDelete: 'clear', section: outcome }),
    account: reference(label('企业', 'Account'), account, { onDelete: 'clear', section: outcome }),
    opportunity: reference(label('商机', 'Opportunity'), opportunity, { onDelete: 'clear', section: outcome }),
    assigned_at: datetime(label('分配时间', 'Assigned at'), { section: outcome }),
    contacted_at: datetime(label('首次联系时间', 'First contacted at'), { section: outcome }),
    converted_at: datetime(label('转化时间', 'Converted at'), { section: outcome }),
    disqualified_reason: select(label('无效原因', 'Reason'), {
      section: outcome,
      options: [
        option('no_answer', '联系不上', 'No answer', 'grey'),
        option('wrong_number', '空号错号', 'Wrong number', 'red'),
        option('no_interest', '无意向', 'No interest', 'orange'),
        option('duplicate', '重复', 'Duplicate', 'purple'),
        option('competitor', '同行', 'Competitor', 'blue'),
        option('other', '其他', 'Other', 'grey'),
      ],
    }),
  },
  validations: [
    {
      name: 'reachable',
      rule: 'phone != null || email != null || wechat != null || company != null || person != null',
      message: label('至少填写手机、邮箱、微信号或公司中的一项', 'Give a phone, an email, a WeChat id or a company'),
      field: 'phone',
    },
  ],
  person: 'person',
  board: 'status',
  derive: { fields: ['assigned_at', 'contacted_at', 'converted_at', 'disqualified_reason'], compute: momentsOf },
  written: {
    status: 'commands',
    opportunity: 'commands',
    assigned_at: 'commands',
    contacted_at: 'commands',
    converted_at: 'commands',
    disqualified_reason: 'commands',
  },
  states: {
    field: 'status',
    initial: ['new'],
    by: {
      new: 'lead.move',
      contacted: 'lead.move',
      qualified: 'lead.move',
      assigned: 'lead.assign',
      converted: 'lead.convert',
      disqualified: 'lead.disqualify',
    },
    guards: {
      converted: [
        {
          name: 'person',
          message: label('转化后的线索要有客户', 'A converted lead has its person'),
          field: 'person',
          holds: ({ row }) => row.person !== null,
        },
      ],
      disqualified: [
        {
          name: 'reason',
          message: label('请说明无效原因', 'Say why there is no business in it'),
          field: 'disqualified_reason',
          holds: ({ row }) => row.disqualified_reason !== null,
        },
      ],
    },
    moves: {
      new: ['assigned', 'contacted', 'qualified', 'converted', 'disqualified'],
      assigned: ['new', 'contacted', 'qualified', 'converted', 'disqualified'],
      contacted: ['assigned', 'qualified', 'converted', 'disqualified'],
      qualified: ['contacted', 'converted', 'disqualified'],
      converted: [],
      disqualified: ['new', 'assigned'],
    },
  },
  indexes: [['owner', 'status', '-created_at']],
  handedOver: true,
  often: 2,
})
