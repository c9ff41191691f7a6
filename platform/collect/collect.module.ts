import { defineEvent, defineModule, defineSetting, json, label, text, url } from '@lianke/kernel'
import { z } from 'zod'
import { collectChannel } from './collect.channel.ts'

const site = text(label('站点', 'Site'))
const context = json(label('环境', 'Context'))

/** What pages and programs may tell, for segments, journeys, timelines and reports. */
export const collectModule = defineModule({
  name: 'collect',
  label: label('数据采集', 'Collection'),
  channels: [collectChannel],
  settings: [
    defineSetting({
      name: 'collect.sites', section: label('数据采集', 'Collection'), label: label('自有站点', 'Our own sites'),
      help: label('发给客户的消息里，指向这些站点的链接会带上客户标记，打开后就知道是谁', 'Links to these hosts in messages carry a mark, so that a visit is known to be the person’s'),
      schema: z.array(z.string().regex(/^[a-z0-9.-]+(:\d{1,5})?$/).max(200)).max(50), default: [],
    }),
  ],
  events: [
    defineEvent({
      name: 'page.viewed', label: label('浏览页面', 'Page viewed'), icon: 'eye', collect: true, sentence: label('看了 {title}', 'Viewed {title}'),
      fields: { url: url(label('网址', 'Address')), path: text(label('路径', 'Path')), title: text(label('标题', 'Title')), referrer: url(label('来源页', 'Referrer')), site, context },
    }),
    defineEvent({
      name: 'link.clicked', label: label('点击链接', 'Link clicked'), icon: 'link', collect: true, sentence: label('点了 {text}', 'Clicked {text}'),
      fields: { url: url(label('网址', 'Address')), text: text(label('文字', 'Text')), site, context },
    }),
    defineEvent({ name: 'person.identified', label: label('表明身份', 'Identified'), icon: 'user', fields: { site, context }, sentence: label('在 {site} 表明身份', 'Identified on {site}') }),
    defineEvent({ name: 'person.aliased', label: label('身份关联', 'Aliased'), icon: 'user', fields: { site, context } }),
  ],
  words: {
    'refusal.collect.bad_body': label('请求内容不是 JSON 对象', 'The body is not a JSON object'),
    'refusal.collect.no_key': label('缺少写入密钥', 'The write key is missing'),
    'refusal.collect.bad_key': label('写入密钥无效、已停用或已过期', 'The write key is unknown, revoked or expired'),
    'refusal.collect.no_batch': label('缺少 batch 事件列表', 'The list of events `batch` is missing'),
    'refusal.collect.too_many': label('一次最多 {max} 个事件，收到 {count} 个', 'At most {max} events at once, {count} received'),
    'refusal.collect.not_an_object': label('事件不是对象', 'The event is not an object'),
    'refusal.collect.message_id': label('message_id 缺失或过长', '`message_id` is missing or too long'),
    'refusal.collect.type': label('type 必须是 track、page、identify 或 alias', '`type` is track, page, identify or alias'),
    'refusal.collect.event_name': label('事件名要像 order.paid 这样', 'An event name looks like order.paid'),
    'refusal.collect.reserved_name': label('这个事件名留给系统使用', 'This event name is reserved'),
    'refusal.collect.no_identity': label('没有说明是谁：需要 anonymous_id 或 user_id', 'Nobody is named: anonymous_id or user_id is needed'),
    'refusal.collect.too_large': label('事件超过 32 KB', 'The event is larger than 32 KB'),
    'refusal.collect.timestamp': label('timestamp 不是有效时间', '`timestamp` is not a valid time'),
    'refusal.collect.properties': label('properties 必须是对象', '`properties` is an object'),
    'refusal.collect.traits': label('traits 必须是对象', '`traits` is an object'),
    'refusal.collect.previous_id': label('alias 缺少 previous_id', '`alias` needs previous_id'),
  },
})
