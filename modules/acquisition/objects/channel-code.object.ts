import { boolean, defineObject, integer, json, label, longText, option, reference, select, tags, text, url } from '@lianke/kernel'
import { campaign } from '@lianke/marketing/contract'

const who = label('接待', 'Who answers')
const welcome = label('欢迎语', 'Welcome')
const clock = '^([01][0-9]|2[0-3]):[0-5][0-9]$'

/** A QR code that brings people to staff: who answers when, what they are greeted with, how they are tagged. */
export const channelCode = defineObject({
  name: 'marketing.channel_code',
  label: label('渠道活码', 'Channel code'),
  plural: label('渠道活码', 'Channel codes'),
  icon: 'qr-code',
  title: 'name',
  fields: {
    name: text(label('名称', 'Name'), { required: true, max: 120, search: 'name', inList: true }),
    status: select(label('状态', 'Status'), {
      required: true,
      default: 'draft',
      indexed: true,
      inList: true,
      options: [
        option('draft', '草稿', 'Draft', 'grey'),
        option('publishing', '发布中', 'Publishing', 'blue'),
        option('live', '使用中', 'Live', 'green'),
        option('failed', '发布失败', 'Failed', 'red'),
        option('stopped', '已停用', 'Stopped', 'orange'),
      ],
    }),
    channel: text(label('渠道', 'Channel'), { required: true, max: 40, default: 'wecom' }),
    issuer: text(label('所属主体', 'Issuer'), {
      max: 120,
      default: '',
      names: 'company',
      fixed: true,
      help: label('渠道有几家企业时：哪一家；不填为第一家', 'Where a channel has several companies: which; empty: the first'),
    }),
    state: text(label('渠道参数', 'State'), { max: 30, unique: true, fixed: true, search: 'code', inList: true }),
    campaign: reference(label('活动', 'Campaign'), campaign, { inList: true, onDelete: 'clear' }),
    source: text(label('来源名称', 'Source name'), { max: 120 }),
    staff: json(label('接待员工', 'Staff'), { section: who, help: label('员工编号列表', 'List of staff ids') }),
    schedule: json(label('排班', 'Schedule'), {
      section: who,
      help: label('[{ weekdays, from, to, staff }]，空表示全天', '[{ weekdays, from, to, staff }]; empty: all day'),
    }),
    backup_staff: json(label('备用员工', 'Backup staff'), { section: who }),
    daily_cap: integer(label('每人每日上限', 'Daily cap per staff'), { min: 1, max: 100_000, section: who }),
    auto_accept: boolean(label('自动通过', 'Accept automatically'), { default: true, section: who }),
    auto_accept_from: text(label('自动通过起', 'Accept from'), { max: 5, pattern: clock, section: who }),
    auto_accept_to: text(label('自动通过止', 'Accept until'), { max: 5, pattern: clock, section: who }),
    tags: tags(label('自动打标签', 'Tags to add'), { inList: true }),
    remark_template: text(label('备注模板', 'Remark template'), {
      max: 60,
      help: label('{name} 代表客户昵称', '{name} stands for the nickname'),
    }),
    welcome_text: longText(label('欢迎语', 'Welcome text'), { max: 2000, section: welcome }),
    welcome_attachments: json(label('欢迎语附件', 'Attachments'), { section: welcome }),
    welcome_segments: json(label('分时段欢迎语', 'Welcomes by time'), { section: welcome }),
    blocked_names: json(label('昵称黑名单', 'Blocked nicknames'), { section: welcome }),
    config_id: text(label('配置编号', 'Configuration id'), { max: 64, unique: true, readOnly: true, hidden: true }),
    qr_url: url(label('二维码', 'QR code'), { readOnly: true }),
    published_staff: json(label('当前接待员工', 'Staff on the live code'), { readOnly: true, hidden: true }),
    published_accept: boolean(label('当前自动通过', 'Accepts now'), { readOnly: true, hidden: true }),
    /** A refusal's code, said by the words of the product in the reader's language. */
    failure: text(label('失败原因', 'Failure'), { max: 500, readOnly: true }),
    greeted: integer(label('已欢迎人数', 'People greeted'), { min: 0, max: 1_000_000_000, default: 0, readOnly: true }),
    greeting_failure: text(label('欢迎语未送达的原因', 'Why the last greeting failed'), {
      max: 500,
      readOnly: true,
      hidden: true,
    }),
    scans: integer(label('添加人数', 'People added'), { min: 0, max: 1_000_000_000, default: 0, readOnly: true, inList: true }),
    lost: integer(label('流失人数', 'People lost'), { min: 0, max: 1_000_000_000, default: 0, readOnly: true, inList: true }),
  },
  written: {
    status: 'commands',
    config_id: 'commands',
    qr_url: 'commands',
    published_staff: 'commands',
    published_accept: 'commands',
    failure: 'commands',
    greeted: 'commands',
    greeting_failure: 'commands',
    scans: 'commands',
    lost: 'commands',
  },
  states: {
    field: 'status',
    moves: {
      draft: ['publishing', 'live'],
      publishing: ['live', 'failed', 'stopped'],
      live: ['publishing', 'failed', 'stopped'],
      failed: ['publishing', 'live', 'stopped'],
      stopped: ['publishing', 'live', 'failed'],
    },
  },
  mirrored: false,
  keptWhileUsed: true,
})
