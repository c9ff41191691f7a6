import { defineStep, integer, json, label, oneOf, select, text } from '@lianke/kernel'
import { waitUnits, waitUntil } from '../rules/local-time.rule.ts'
import { waitUnitOptions } from './wait-units.ts'

/** Stands still until something happens to the record or its person, at most so long. */
export const waitUntilStep = defineStep({
  name: 'flow.wait_until',
  label: label('等待事件', 'Wait for an event'),
  icon: 'hourglass',
  group: 'flow',
  waits: true,
  fields: {
    event: text(label('事件', 'Event'), { required: true, max: 100, names: 'event' }),
    where: json(label('事件条件', 'Condition on the event')),
    amount: integer(label('最长等待', 'At most'), { min: 0, max: 3650 }),
    unit: select(label('单位', 'Unit'), { options: waitUnitOptions }),
  },
  outlets: ['event', 'timeout'],
  enter: async (host, node, runs) => {
    const limited = node.config.amount !== undefined && node.config.amount !== null
    const until = limited
      ? waitUntil({
          now: host.now,
          amount: Number(node.config.amount),
          unit: oneOf(waitUnits, node.config.unit) ?? 'day',
          at: null,
          zone: host.zone,
          calendar: await host.calendar(),
        })
      : null
    return runs.map((run) => ({
      run: run.id,
      wait: { until, event: String(node.config.event), where: node.config.where ?? null },
    }))
  },
})
