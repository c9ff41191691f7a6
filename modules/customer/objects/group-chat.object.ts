import { datetime, defineObject, integer, label, option, select, text } from '@lianke/kernel'

/** A chat of many with members and customers on a channel, as it was when it was last read there; its owner is the member who leads it. */
export const groupChat = defineObject({
  name: 'customer.group_chat',
  label: label('客户群', 'Customer group'),
  plural: label('客户群', 'Customer groups'),
  icon: 'users',
  title: 'name',
  fields: {
    name: text(label('群名', 'Name'), { max: 200, search: 'name', inList: true }),
    status: select(label('状态', 'Status'), {
      required: true,
      default: 'active',
      inList: true,
      options: [option('active', '使用中', 'Active', 'green'), option('dismissed', '已解散', 'Dismissed', 'grey')],
    }),
    customers: integer(label('客户人数', 'Customers'), { min: 0, max: 1_000_000, inList: true }),
    members: integer(label('总人数', 'Members'), { min: 0, max: 1_000_000, inList: true }),
    channel: text(label('渠道', 'Channel'), { required: true, max: 40, names: 'channel' }),
    issuer: text(label('所属主体', 'Issuer'), { max: 120, default: '', names: 'company' }),
    external_id: text(label('外部编号', 'External id'), { required: true, max: 128, indexed: true, hidden: true }),
    began_at: datetime(label('建群时间', 'Made at'), { inList: true }),
    read_at: datetime(label('读取时间', 'Read at')),
    ended_at: datetime(label('解散时间', 'Dismissed at')),
  },
  written: {
    name: 'commands',
    status: 'commands',
    customers: 'commands',
    members: 'commands',
    channel: 'commands',
    issuer: 'commands',
    external_id: 'commands',
    began_at: 'commands',
    read_at: 'commands',
    ended_at: 'commands',
  },
  uniqueTogether: [['channel', 'issuer', 'external_id']],
  sort: '-began_at',
})
