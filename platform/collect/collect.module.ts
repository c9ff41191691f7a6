import { defineEvent, defineModule, defineSetting, json, label, text, url } from '@lianke/kernel'
import { z } from 'zod'
import { collectChannel } from './collect.channel.ts'
import { collectWords } from './collect.words.ts'

const site = text(label('站点', 'Site'))
const context = json(label('环境', 'Context'))

/** What pages and programs may tell, for segments, journeys, timelines and reports. */
export const collectModule = defineModule({
  name: 'collect',
  label: label('数据采集', 'Collection'),
  channels: [collectChannel],
  settings: [
    defineSetting({
      name: 'collect.sites',
      section: label('数据采集', 'Collection'),
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
      collect: true,
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
      collect: true,
      sentence: label('点了 {text}', 'Clicked {text}'),
      fields: { url: url(label('网址', 'Address')), text: text(label('文字', 'Text')), site, context },
    }),
    defineEvent({
      name: 'person.identified',
      label: label('表明身份', 'Identified'),
      icon: 'user',
      fields: { site, context },
      sentence: label('在 {site} 表明身份', 'Identified on {site}'),
    }),
    defineEvent({ name: 'person.aliased', label: label('身份关联', 'Aliased'), icon: 'user', fields: { site, context } }),
  ],
  words: collectWords,
})
