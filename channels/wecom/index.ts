import { defineModule, label } from '@lianke/kernel'
import { errorWords } from './api/errcode.rule.ts'
import { wecomEvents } from './events/wecom.events.ts'
import { keepUpJob, readNightlyJob } from './jobs/keep-up.job.ts'
import { syncJob } from './jobs/sync.job.ts'
import { callbackRoutes } from './routes/callback.route.ts'
import { corpRoutes } from './routes/corps.route.ts'
import { health } from './routes/health.route.ts'
import { jsConfig } from './routes/js-config.route.ts'
import { signIn, signInBack, signInOffered } from './routes/sign-in.route.ts'
import { syncNow, syncState } from './routes/sync.route.ts'
import { wecomSettings } from './settings/wecom.settings.ts'
import { connectionStep } from './setup/connection.setup-step.ts'
import { wecom } from './wecom.channel.ts'

export { linkSandbox, type SandboxTie } from './sandbox/link-sandbox.ts'

/** What is in this module, for the model. */
export const wecomChannelModule = defineModule({
  name: 'wecom',
  label: label('企业微信', 'WeCom'),
  events: wecomEvents,
  settings: wecomSettings,
  setup: [connectionStep],
  channels: [wecom],
  routes: [...callbackRoutes, ...corpRoutes, health, jsConfig, syncState, syncNow, signIn, signInBack, signInOffered],
  jobs: [syncJob, keepUpJob, readNightlyJob],
  words: {
    ...errorWords,
    'refusal.wecom.not_configured': label('企业微信尚未配置完整', 'WeCom is not fully set up'),
    'refusal.wecom.wrong_signature': label('回调签名不对', 'The callback signature is wrong'),
    'refusal.wecom.clock_skew': label('回调时间相差过大', 'The callback is too far from our clock'),
    'refusal.wecom.wrong_receiver': label('回调不是发给本企业的', 'The callback is meant for another corp'),
    'refusal.wecom.unreadable': label('回调内容无法读取', 'The callback cannot be read'),
    'refusal.wecom.bad_key': label(
      'EncodingAESKey 不对：43 位字母或数字',
      'The EncodingAESKey is not valid: it has 43 letters and digits',
    ),
    'refusal.wecom.bad_address': label('地址要以 https:// 或 http:// 开头', 'An address begins with https:// or http://'),
    'refusal.wecom.foreign_page': label('只能为本系统的页面签名', 'Only pages of this installation are signed'),
    'refusal.wecom.sign_in_stale': label(
      '这次登录已过期，或是从别处带来的链接。请重新打开页面。',
      'This sign-in has expired or came from elsewhere. Open the page again.',
    ),
    'refusal.wecom.not_staff': label('只有企业成员能从这里登录。', 'Only members of the company sign in here.'),
    'refusal.wecom.not_connected': label(
      '还没有接入企业微信。请用密码登录。',
      'WeCom is not connected yet. Sign in with your password.',
    ),
    'refusal.wecom.sign_in_refused': label(
      '企业微信没有认可这次登录。请重新打开页面；仍不行时请管理员检查应用配置。',
      'WeCom did not accept this sign-in. Open the page again; if it persists, ask an administrator to check the app.',
    ),
    'refusal.wecom.sign_in_busy': label(
      '企业微信暂时没有应答。请稍后再试。',
      'WeCom does not answer right now. Try again shortly.',
    ),
    'refusal.wecom.no_sandbox': label(
      '这里没有开沙盒（LIANKE_SANDBOX=off），请填写自己企业的参数',
      'No sandbox runs here (LIANKE_SANDBOX=off): enter the values of your own corp',
    ),
    'refusal.wecom.has_a_corp': label(
      '公司已经接入了企业 {corp}。要换成沙盒，请先在企业微信设置里清空企业 ID',
      'The company is connected to the corp {corp}. To change to the sandbox, empty the corp id in the WeCom settings first',
    ),
    'refusal.wecom.sandbox_silent': label('沙盒没有应答，请稍后再试', 'The sandbox does not answer: try again shortly'),
    'refusal.wecom.corp_there': label('企业 {corp} 已经接入', 'The corporation {corp} is connected already'),
    'refusal.wecom.corp_not_paused': label('先暂停这家企业，再移除', 'Pause the corporation before it is removed'),
    'refusal.wecom.agent_twice': label('这个 AgentId 已经有了', 'This AgentId is there already'),
    'refusal.wecom.agents_changed': label(
      '别人刚改过这家企业的应用，你的修改没有保存。请看过现在的应用再改一次',
      'Somebody has changed the agents of this corporation meanwhile, and your change was not kept. Look at them as they are now, and make it again',
    ),
    'refusal.wecom.duty_twice': label('这项用途已交给另一个应用', 'Another agent does this already'),
    'fact.wecom.corp_added': label('接入企业微信的企业', 'A WeCom corporation was connected'),
    'fact.wecom.corp_changed': label('修改企业微信的企业', 'A WeCom corporation was changed'),
    'fact.wecom.corp_removed': label('移除企业微信的企业', 'A WeCom corporation was removed'),
    'refusal.wecom.unknown_corp': label(
      '公司没有接入企业 {corp}（可能已移除）',
      'The company is not connected to the corporation {corp}; it may have been removed',
    ),
    'refusal.wecom.callback_of_unknown_corp': label(
      '回调地址里的企业没有接入，或已移除',
      'The corporation in the callback address is not connected, or was removed',
    ),
    'refusal.wecom.corp_paused': label('这家企业已暂停，恢复后继续', 'This corporation is paused; it goes on when it is resumed'),
    'refusal.wecom.member_not_reached': label(
      '企业微信没有送达这位成员：账号无效、不在应用可见范围或没有许可',
      'WeCom did not reach the member: the account is unknown, outside the visible range of the app or without a licence',
    ),
    'fact.wecom.sync_asked': label('同步企业微信', 'WeCom sync asked for'),
    'job.wecom.sync': label('同步企业微信', 'Sync WeCom'),
    'refusal.wecom.41093': label('群发已被取消', 'The mass message was called off'),
    'refusal.wecom.no_answer': label('企业微信暂时没有应答，稍后再试', 'WeCom does not answer right now, try again later'),
    'refusal.wecom.unknown_action': label('没有这个动作', 'There is no such action'),
    'refusal.wecom.no_welcome_code': label('没有欢迎语凭证', 'There is no welcome code'),
    'refusal.wecom.empty_message': label('消息是空的', 'The message is empty'),
    'refusal.wecom.text_too_long': label('文字超过 4000 字节', 'The text is longer than 4000 bytes'),
    'refusal.wecom.too_many_attachments': label('附件超过 9 个', 'More than 9 attachments'),
    'refusal.wecom.bad_attachment': label('附件格式不对', 'An attachment is not well formed'),
    'refusal.wecom.media_unreadable': label(
      '图片或文件的地址打不开，或格式、大小不符',
      'A picture or file cannot be read from its address, or is of no kind or size that WeCom takes',
    ),
    'refusal.wecom.no_sender': label('没有指定发送成员', 'No sending member was named'),
    'refusal.wecom.no_recipient': label('没有接收人', 'There is no recipient'),
    'refusal.wecom.customer_cannot_receive': label('该客户收不到群发', 'This customer cannot receive mass messages'),
    'refusal.wecom.no_friend': label('发送时已不是好友', 'They were no contacts any more when it was sent'),
    'refusal.wecom.had_another': label(
      '客户已收到其他群发，企业微信没有再发',
      'The customer had another mass message already; WeCom did not send this one',
    ),
    'refusal.wecom.no_tag': label('没有选择标签', 'No tag was chosen'),
    'refusal.wecom.empty_remark': label('没有要改的备注', 'There is nothing to change'),
  },
})
