import { defineStep, integer, label, oneOf, type ProcessRun, select, type StepHost, text, textIn } from '@lianke/kernel'
import { waitUnits, waitUntil } from '../rules/local-time.rule.ts'
import { waitUnitOptions } from './wait-units.ts'

/** The zone of each run's person, where the clock on the wall decides and the person's is known. */
const zonesOf = async (host: StepHost, runs: readonly ProcessRun[], at: string | null): Promise<(run: ProcessRun) => string> => {
  const persons = [...new Set(runs.flatMap(({ person }) => person ?? []))]
  if (at === null || persons.length === 0) return () => host.zone
  const rows = await host.persons(persons, ['zone'])
  return ({ person }) => textIn(rows.get(person ?? '')?.zone) || host.zone
}

/** Stands still for a while, of all time or of working time; then, if a time of day is given, until the clock where the person is shows it. */
export const waitStep = defineStep({
  name: 'flow.wait',
  label: label('等待', 'Wait'),
  icon: 'clock',
  group: 'flow',
  waits: true,
  ignoresRuns: true,
  fields: {
    amount: integer(label('时长', 'How long'), { required: true, min: 0, max: 3650 }),
    unit: select(label('单位', 'Unit'), { required: true, options: waitUnitOptions }),
    at: text(label('到当天几点', 'Then at'), {
      max: 5,
      pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
      help: label(
        '按客户所在时区（没有就按公司时区）；0 个工作日 + 09:30 就是下一个工作日早上',
        'By the clock where the person is, else by the company’s; 0 working days and 09:30 is the next working morning',
      ),
    }),
  },
  outlets: ['next'],
  enter: async (host, node, runs) => {
    const at = textIn(node.config.at) || null
    const zoneOf = await zonesOf(host, runs, at)
    const wait = {
      now: host.now,
      amount: Number(node.config.amount ?? 0),
      unit: oneOf(waitUnits, node.config.unit) ?? 'day',
      at,
      calendar: await host.calendar(),
    }
    const ends = new Map([...new Set(runs.map(zoneOf))].map((zone) => [zone, waitUntil({ ...wait, zone })]))
    return runs.map((run) => {
      const until = ends.get(zoneOf(run)) ?? host.now
      return until <= host.now ? { run: run.id, outlet: 'next' } : { run: run.id, wait: { until } }
    })
  },
})
