import { boolean, defineStep, filterIn, json, label, type StepMove, text, textIn } from '@lianke/kernel'
import { calledNotRunning, moveOf } from './call-process.step.ts'

/** A set of the record, not a load for the night: more are refused, and none is begun. */
export const eachMax = 1000

/** Starts a published process on each of many records: those that point to the record by a field, or all of an object that fit. */
export const forEachStep = defineStep({
  name: 'flow.for_each',
  label: label('逐条处理', 'For each'),
  icon: 'repeat',
  group: 'flow',
  fields: {
    object: text(label('对哪些记录', 'Which records'), { required: true, max: 100 }),
    via: text(label('通过字段关联', 'Linked by field'), { max: 100 }),
    filter: json(label('条件', 'Condition')),
    process: text(label('流程', 'Process'), { required: true, max: 36 }),
    wait: boolean(label('等全部结束', 'Wait until all have ended'), { default: true }),
  },
  outlets: ['next'],
  enter: async (host, { config }, runs) => {
    const via = textIn(config.via) || null
    const found = await host.related({
      object: String(config.object),
      via,
      of: [...new Set(runs.map(({ subject }) => subject))],
      filter: filterIn(config.filter),
      limit: eachMax + 1,
    })
    const recordsOf = (subject: string) => found.get(via ? subject : '') ?? []
    const [fit, tooMany] = [
      runs.filter(({ subject }) => recordsOf(subject).length <= eachMax),
      runs.filter(({ subject }) => recordsOf(subject).length > eachMax),
    ]
    const wait = config.wait !== false
    const of = fit.map((run) => ({ run, records: recordsOf(run.subject) }))
    const begun = fit.length === 0 ? new Set<string>() : await host.begin({ process: String(config.process), wait, of })
    return [
      ...tooMany.map((run): StepMove => ({ run: run.id, refused: 'process.too_many_records' })),
      ...fit.map((run): StepMove => (begun ? moveOf(run, wait, begun) : { run: run.id, refused: calledNotRunning })),
    ]
  },
})
