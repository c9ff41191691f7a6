import { defineEvent, defineModule, defineSetting, json, label, text, url } from '@lianke/kernel'
import { z } from 'zod'
import { collectChannel } from './collect.channel.ts'
import { collectWords } from './collect.words.ts'

const section = label('数据采集', 'Collection')
const site = text(label('站点', 'Site'))
const context = json(label('环境', 'Context'))

/** What pages and programs may tell, for segments, journeys, timelines and reports. */
export const collectModule = defineModule({
  name: 'collect',
  label: label('数据采集', 'Collection'),
  channels: [collectChannel],
  namespaces: ['person'],
  settings: [
    defineSetting({
      name: 'collect.key_events_per_second',
      section,
      label: label('每个密钥每秒最多事件', 'Events a second per key'),
      help: label(
        '超出的请求会被拒绝，并告知多久后再试；短时可到 10 倍',
        'Requests beyond it are refused and told when to come again; ten times as many may come at once',
      ),
      schema: z.int().min(1).max(1_000_000),
      default: 50_000,
    }),
    defineSetting({
      name: 'collect.address_events_per_second',
      section,
      label: label('网页：每个地址每秒最多事件', 'Pages: events a second per address'),
      help: label(
        '只限制网页里的公开密钥，程序的密钥不受此限',
        'Holds for the public key of a page; the keys of programs are not held to it',
      ),
      schema: z.int().min(1).max(100_000),
      default: 200,
    }),
    defineSetting({
      name: 'collect.sites',
      section,
      label: label('自有站点', 'Our own sites'),
      help: label(
        '发给客户的消息里，指向这些站点的链接会带上客户标记，打开后就知道是谁',
        'Links to these hosts in messages carry a mark, so that a visit is known to be the person’s',
      ),
      schema: z
        .array(
          z
            .string()
            .regex(/^[a-z0-9.-]+(:\d{1,5})?$/)
            .max(200),
        )
        .max(50),
      default: [],
    }),
  ],
  events: [
    defineEvent({
      name: 'page.viewed',
      label: label('浏览页面', 'Page viewed'),
      icon: 'eye',
      from: ['page', 'program', 'house'],
      sentence: label('看了 {title}', 'Viewed {title}'),
      fields: {
        url: url(label('网址', 'Address')),
        path: text(label('路径', 'Path')),
        title: text(label('标题', 'Title')),
        referrer: url(label('来源页', 'Referrer')),
        site,
        context,
      },
    }),
    defineEvent({
      name: 'link.clicked',
      label: label('点击链接', 'Link clicked'),
      icon: 'link',
      from: ['page', 'program', 'house'],
      sentence: label('点了 {text}', 'Clicked {text}'),
      fields: { url: url(label('网址', 'Address')), text: text(label('文字', 'Text')), site, context },
    }),
    defineEvent({
      name: 'person.identified',
      label: label('表明身份', 'Identified'),
      icon: 'user',
      from: ['page', 'program'],
      fields: { site, context },
      sentence: label('在 {site} 表明身份', 'Identified on {site}'),
    }),
    defineEvent({
      name: 'person.aliased',
      label: label('身份关联', 'Aliased'),
      icon: 'user',
      from: ['page', 'program'],
      fields: { site, context },
    }),
  ],
  words: collectWords,
})
