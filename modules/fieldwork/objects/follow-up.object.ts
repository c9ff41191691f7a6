import { account, person } from '@lianke/customer/contract'
import { lead } from '@lianke/lead/contract'
import { opportunity } from '@lianke/sales/contract'
import { ticket } from '@lianke/ticket/contract'
import { datetime, defineObject, file, image, label, longText, option, reference, select } from '@lianke/kernel'

/** What was said and done with a customer, in a few lines. */
export const followUp = defineObject({
  name: 'fieldwork.follow_up',
  label: label('跟进记录', 'Follow-up'),
  plural: label('跟进记录', 'Follow-ups'),
  icon: 'message-square-text',
  title: 'content',
  fields: {
    content: longText(label('内容', 'Content'), { required: true, max: 10_000, search: 'text', inList: true }),
    way: select(label('方式', 'Way'), {
      required: true,
      default: 'wechat',
      inList: true,
      indexed: true,
      options: [
        option('phone', '电话', 'Phone', 'blue'),
        option('wechat', '微信', 'WeChat', 'green'),
        option('visit', '拜访', 'Visit', 'orange'),
        option('email', '邮件', 'Email', 'cyan'),
        option('meeting', '会议', 'Meeting', 'purple'),
        option('other', '其他', 'Other', 'grey'),
      ],
    }),
    person: reference(label('客户', 'Person'), person, { inList: true, onDelete: 'cascade' }),
    account: reference(label('企业', 'Account'), account, { onDelete: 'cascade' }),
    lead: reference(label('线索', 'Lead'), lead, { onDelete: 'cascade' }),
    opportunity: reference(label('商机', 'Opportunity'), opportunity, { onDelete: 'clear' }),
    ticket: reference(label('工单', 'Ticket'), ticket, { onDelete: 'cascade' }),
    happened_at: datetime(label('时间', 'Happened at'), { required: true, indexed: true, inList: true }),
    images: image(label('图片', 'Images'), { maxFiles: 9 }),
    attachments: file(label('附件', 'Attachments'), { maxFiles: 9 }),
    next_at: datetime(label('下次跟进', 'Next contact'), { indexed: true, inList: true }),
  },
  access: { inherit: 'person' },
  person: 'person',
  createBy: 'follow_up.write',
  indexes: [['owner', '-happened_at']],
  sort: '-happened_at',
  often: 7,
})
