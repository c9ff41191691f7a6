import { person } from '@lianke/customer/contract'
import { lead } from '@lianke/lead/contract'
import { datetime, defineObject, label, option, reference, select, text } from '@lianke/kernel'

/** A person or a lead taking part in a campaign. */
export const campaignMember = defineObject({
  name: 'marketing.campaign_member',
  label: label('活动成员', 'Campaign member'),
  plural: label('活动成员', 'Campaign members'),
  icon: 'users',
  title: 'name',
  fields: {
    campaign: reference(label('活动', 'Campaign'), 'marketing.campaign', { required: true, inList: true, onDelete: 'cascade' }),
    person: reference(label('客户', 'Person'), person, { inList: true, onDelete: 'cascade' }),
    lead: reference(label('线索', 'Lead'), lead, { inList: true, onDelete: 'cascade' }),
    name: text(label('姓名', 'Name'), { max: 120, inList: true }),
    status: select(label('状态', 'Status'), {
      required: true,
      default: 'invited',
      indexed: true,
      inList: true,
      options: [
        option('invited', '已邀请', 'Invited', 'grey'),
        option('sent', '已发送', 'Sent', 'blue'),
        option('responded', '已响应', 'Responded', 'cyan'),
        option('registered', '已报名', 'Registered', 'gold'),
        option('attended', '已参加', 'Attended', 'green'),
        option('declined', '已谢绝', 'Declined', 'red'),
      ],
    }),
    responded_at: datetime(label('响应时间', 'Responded at'), { inList: true }),
    joined_at: datetime(label('加入时间', 'Joined at')),
  },
  validations: [
    {
      name: 'someone',
      rule: 'person != null || lead != null',
      message: label('请选择客户或线索', 'Choose a person or a lead'),
      field: 'person',
    },
  ],
  quiet: true,
  access: { inherit: 'person' },
  person: 'person',
  uniqueTogether: [['campaign', 'person', 'lead']],
  board: 'status',
})
