import { boolean, datetime, defineAction, defineChannel, json, label, longText, tags, text, url } from '@lianke/kernel'
import { translate } from './receive/translate.ts'
import { confirm } from './send/confirm.ts'
import { deliver, deliverMessages } from './send/deliver.ts'

const externalUserid = 'wecom_external_userid'
const message = {
  text: longText(label('文字', 'Text'), { max: 4000 }),
  attachments: json(label('附件', 'Attachments'), {
    help: label('最多 9 个：图片、链接、小程序、视频、文件', 'Up to 9: image, link, mini-program, video, file'),
  }),
}
const userid = text(label('成员', 'Member'), { required: true, max: 64 })

/** What can be asked of WeCom. */
const wecomActions = [
  defineAction({
    name: 'wecom.send_welcome',
    does: 'greet',
    label: label('发欢迎语', 'Send a welcome'),
    address: externalUserid,
    fields: { welcome_code: text(label('欢迎语凭证', 'Welcome code'), { required: true }), ...message },
  }),
  defineAction({
    name: 'wecom.send_message',
    does: 'message',
    label: label('企微发消息', 'Send by WeCom'),
    address: externalUserid,
    touches: true,
    fields: { sender: text(label('发送成员', 'Sender'), { required: true, max: 64 }), ...message },
  }),
  defineAction({
    name: 'wecom.notify_staff',
    does: 'notify_staff',
    toStaff: {
      field: 'wecom_userid',
      content: ({ address, title, text: said }) => ({
        userids: [address],
        title: title.slice(0, 64),
        description: said.slice(0, 512),
      }),
    },
    label: label('通知成员', 'Notify members'),
    fields: {
      userids: tags(label('成员', 'Members'), { required: true }),
      title: text(label('标题', 'Title'), { required: true, max: 64 }),
      description: longText(label('内容', 'Text'), { max: 512 }),
      url: url(label('链接', 'Link')),
      button: text(label('按钮', 'Button'), { max: 4 }),
    },
  }),
  defineAction({
    name: 'wecom.mark_tag',
    label: label('打企业标签', 'Mark corp tags'),
    address: externalUserid,
    fields: { userid, add_tag_ids: tags(label('加上', 'Add')), remove_tag_ids: tags(label('去掉', 'Remove')) },
  }),
  defineAction({
    name: 'wecom.update_remark',
    does: 'remark',
    label: label('改备注', 'Change the remark'),
    address: externalUserid,
    fields: {
      userid,
      remark: text(label('备注名', 'Remark'), { max: 20 }),
      description: text(label('描述', 'Description'), { max: 150 }),
      remark_company: text(label('备注公司', 'Company'), { max: 20 }),
      remark_mobiles: tags(label('备注手机', 'Phones')),
    },
  }),
  defineAction({
    name: 'wecom.save_contact_way',
    does: 'save_code',
    label: label('保存渠道活码', 'Save a contact code'),
    fields: {
      state: text(label('渠道标记', 'State'), { required: true, max: 30 }),
      users: tags(label('成员', 'Members')),
      departments: json(label('部门', 'Departments')),
      remark: text(label('备注', 'Remark'), { max: 30 }),
      skip_verify: boolean(label('自动通过', 'Accept automatically')),
      config_id: text(label('配置 ID', 'Config id')),
      requested_at: datetime(label('提出时间', 'Requested at'), { required: true }),
    },
  }),
  defineAction({
    name: 'wecom.delete_contact_way',
    does: 'delete_code',
    label: label('删除渠道活码', 'Delete a contact code'),
    fields: { config_id: text(label('配置 ID', 'Config id'), { required: true }), state: text(label('渠道标记', 'State')) },
  }),
]

const rates: Readonly<Record<string, { readonly perSecond: number; readonly burst: number }>> = {
  'wecom.send_message': { perSecond: 20, burst: 40 },
  'wecom.notify_staff': { perSecond: 20, burst: 60 },
  'wecom.save_contact_way': { perSecond: 10, burst: 20 },
}

/** WeCom (企业微信): callbacks in, welcomes, messages, notices, tags and codes out. */
export const wecom = defineChannel({
  name: 'wecom',
  label: label('企业微信', 'WeCom'),
  actions: wecomActions,
  translate,
  deliver,
  deliverMany: { actions: ['wecom.send_message'], run: deliverMessages },
  confirm,
  scripts: ['https://wwcdn.weixin.qq.com', 'https://res.wx.qq.com'],
  greets: { withinMs: 20_000 },
  companies: true,
  rate: (action) => rates[action] ?? { perSecond: 50, burst: 100 },
})
