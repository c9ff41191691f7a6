import { datetime, defineObject, label, longText, option, reference, select, text } from '@lianke/kernel'
import { wordOf } from '../rules/consent-word.rule.ts'
import { stricterWord } from '../rules/stricter-word.rule.ts'

/** What a person allowed or forbade, for one purpose and channel, with the evidence. */
export const consent = defineObject({
  name: 'customer.consent',
  label: label('授权同意', 'Consent'),
  plural: label('授权同意', 'Consents'),
  icon: 'file-check',
  title: 'channel',
  fields: {
    person: reference(label('客户', 'Person'), 'customer.person', { required: true, inList: true, onDelete: 'cascade' }),
    purpose: select(label('用途', 'Purpose'), {
      required: true,
      default: 'marketing',
      inList: true,
      options: [
        option('marketing', '营销', 'Marketing', 'blue'),
        option('service', '服务通知', 'Service', 'green'),
        option('profiling', '画像分析', 'Profiling', 'purple'),
        option('tracking', '浏览跟踪', 'Tracking', 'orange'),
      ],
    }),
    channel: text(label('渠道', 'Channel'), {
      max: 40,
      names: 'channel',
      inList: true,
      help: label('空表示所有渠道', 'Empty means every channel'),
    }),
    scope: text(label('范围', 'Scope'), { max: 40, hidden: true }),
    status: select(label('状态', 'Status'), {
      required: true,
      default: 'unknown',
      inList: true,
      options: [
        option('granted', '同意', 'Granted', 'green'),
        option('denied', '拒绝', 'Denied', 'red'),
        option('unknown', '未表态', 'Unknown', 'grey'),
      ],
    }),
    source: text(label('来源', 'Source'), { max: 120, inList: true }),
    evidence: longText(label('凭据', 'Evidence'), { max: 2000 }),
    decided_at: datetime(label('表态时间', 'Decided at'), { inList: true }),
  },
  access: { inherit: 'person' },
  person: 'person',
  derive: { fields: ['scope', 'decided_at'], compute: wordOf },
  // Not by channel: none of them, which means every channel, is equal to nothing in a unique key.
  uniqueTogether: [['person', 'purpose', 'scope']],
  joined: { better: stricterWord, whole: true },
})
