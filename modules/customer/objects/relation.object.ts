import { datetime, defineObject, integer, label, longText, option, reference, select, tags, text, user } from '@lianke/kernel'
import { livingBond } from '../rules/living-bond.rule.ts'

/** The bond of one person with one staff member in one channel: one person added by three guides has three. */
export const relation = defineObject({
  name: 'customer.relation',
  label: label('客户关系', 'Relation'),
  plural: label('客户关系', 'Relations'),
  icon: 'link',
  title: 'remark',
  fields: {
    person: reference(label('客户', 'Person'), 'customer.person', { required: true, inList: true, onDelete: 'cascade' }),
    staff: user(label('员工', 'Staff'), { required: true, indexed: true, inList: true }),
    channel: text(label('渠道', 'Channel'), { required: true, max: 40, names: 'channel', inList: true }),
    issuer: text(label('所属主体', 'Issuer'), { max: 120, default: '', names: 'company' }),
    external_id: text(label('外部编号', 'External id'), { max: 128, indexed: true, search: 'code' }),
    state: text(label('渠道参数', 'State'), { max: 128, indexed: true }),
    remark: text(label('备注名', 'Remark'), { max: 120, inList: true }),
    description: longText(label('描述', 'Description'), { max: 1000 }),
    status: select(label('状态', 'Status'), {
      required: true,
      default: 'active',
      indexed: true,
      inList: true,
      options: [
        option('active', '好友', 'Active', 'green'),
        option('lost_by_customer', '被客户删除', 'Removed by customer', 'red'),
        option('lost_by_staff', '被员工删除', 'Removed by staff', 'orange'),
        option('lost', '已不是好友', 'No longer connected', 'grey'),
      ],
    }),
    tags: tags(label('渠道标签', 'Tags on the channel'), { hidden: true }),
    added_at: datetime(label('添加时间', 'Added at'), { indexed: true, inList: true }),
    lost_at: datetime(label('流失时间', 'Lost at'), { indexed: true }),
    archive_agreed_at: datetime(label('同意会话存档时间', 'Agreed to archiving at')),
    add_way: integer(label('添加方式', 'Way of adding'), { min: 0, max: 10_000 }),
  },
  quiet: true,
  access: { inherit: 'person' },
  person: 'person',
  uniqueTogether: [['person', 'staff', 'channel', 'issuer']],
  joined: { better: livingBond },
  sort: '-added_at',
})
