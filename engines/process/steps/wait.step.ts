import { defineStep, integer, label, oneOf, option, select, text } from '@lianke/kernel'
import { waitUnits, waitUntil } from '../rules/local-time.rule.ts'

/** Stands still for a while; then, if a time of day is given, until the clock shows it. */
export const waitStep = defineStep({
  name: 'flow.wait',
  label: label('等待', 'Wait'),
  icon: 'clock',
  group: 'flow',
  waits: true,
  fields: {
    amount: integer(label('时长', 'How long'), { required: true, min: 0, max: 3650 }),
    unit: select(label('单位', 'Unit'), {
      required: true,
      options: [
        option('minute', '分钟', 'Minutes'),
        option('hour', '小时', 'Hours'),
        option('day', '天', 'Days'),
        option('week', '周', 'Weeks'),
      ],
    }),
    at: text(label('到当天几点', 'Then at'), { max: 5, pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }),
  },
  outlets: ['next'],
  enter: async (host, node, runs) => {
    const until = waitUntil({
      now: host.now,
      amount: Number(node.config.amount ?? 0),
      unit: oneOf(waitUnits, node.config.unit) ?? 'day',
      at: typeof node.config.at === 'string' && node.config.at !== '' ? node.config.at : null,
      zone: host.zone,
    })
    return runs.map((run) => (until <= host.now ? { run: run.id, outlet: 'next' } : { run: run.id, wait: { until } }))
  },
})
