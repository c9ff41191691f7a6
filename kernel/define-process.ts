import { datetime, integer, json, longText, select, text } from '../field-types/rules.generated.ts'
import type { StepDefinition } from './define-step.ts'
import { option } from './field-types/maker.ts'
import type { Filter } from './filter.ts'
import { nameOf, type Named } from './handle.ts'
import type { HeldDefinition, Over } from './held-definition.ts'
import { type Label, label } from './label.ts'

/** What starts a run. */
type TriggerKind = 'event' | 'segment' | 'record' | 'date' | 'schedule' | 'hook' | 'manual'

/** `once`: one run per subject for ever; `after`: again when so many days have passed; `always`: at every trigger. Never two at once unless `parallel`. */
export interface Reentry {
  readonly mode: 'once' | 'after' | 'always'
  readonly days?: number
  readonly parallel?: boolean
}

/** What ends a run of every definition of a kind by itself, wherever it stands: the matter is settled. */
export interface KindEnding {
  /** A fact of the record, or of its person. */
  readonly event: string
  readonly where?: Filter
  /** It ends the one run that it names (`payload.run`), and no other of the record. */
  readonly names?: 'run'
  /** Kept as the reason of the run’s end. */
  readonly reason: string
  readonly label: Label
}

/**
 * A kind of process: graphs of steps of one sort (journeys of persons, automations of any record), all run by one engine. Its definitions are
 * records of an object of its own, so that who may make them is said per kind.
 */
export interface ProcessDefinition {
  /** First part of its acts and events: `journey.publish`, `journey.entered`. */
  readonly name: string
  readonly label: Label
  readonly icon: string
  /** Object whose records are its definitions (see `processFields`). */
  readonly object: string
  /** Object whose records run through it; `any`: each definition names its own (`subject_object`). */
  readonly subject: string
  /** What may start a run, in the order in which it is offered. */
  readonly triggers: readonly TriggerKind[]
  /** Groups of steps that it is built of, in the order in which they are offered. */
  readonly palette: readonly StepDefinition['group'][]
  /** Who may put a record in and take it out: whoever may change the definition, or whoever may change the record; `act`: records come by an act of the kind's own. */
  readonly enteredBy?: 'definition' | 'subject' | 'act'
  /** Beside what each definition says itself. */
  readonly endings?: readonly KindEnding[]
  readonly policies: {
    /** Where a definition does not say. */
    readonly reentry: Reentry
    /** Beginning and end of each run are facts of the person's timeline; `quiet`: facts for reactions, and no news of the person. */
    readonly told: boolean | 'quiet'
  }
  /** What its own refusals are called beside those of all kinds: `refusal.<name>.<code>`. */
  readonly words: {
    /** A run in few words: 「进入旅程」, “Entered a journey”. */
    readonly entered: Label
    readonly ended: Label
    readonly enrol: Label
    /** `{n}` of them entered. */
    readonly enrolled: Label
  }
}
export const anySubject = 'any'

interface ProcessSource extends Omit<ProcessDefinition, 'object' | 'subject'> {
  readonly object: Named
  readonly subject: Named
}
export const defineProcess = ({ object, subject, ...source }: ProcessSource): ProcessDefinition => ({
  ...source,
  object: nameOf(object),
  subject: nameOf(subject),
})

/** Fields that every object of definitions has: what is drawn, what starts and ends a run, what became of it. */
export const processFields = () => ({
  name: text(label('名称', 'Name'), { required: true, max: 120, unique: true, search: 'name', inList: true }),
  description: longText(label('说明', 'Description'), { max: 500, inList: true }),
  status: select(label('状态', 'Status'), {
    required: true,
    default: 'draft',
    indexed: true,
    inList: true,
    options: [
      option('draft', '草稿', 'Draft', 'grey'),
      option('running', '运行中', 'Running', 'green'),
      option('paused', '暂停', 'Paused', 'orange'),
      option('stopped', '因故障停止', 'Stopped by a fault', 'red'),
      option('ended', '已结束', 'Ended', 'red'),
    ],
  }),
  graph: json(label('流程', 'Graph'), { hidden: true }),
  trigger: json(label('触发', 'Trigger'), { hidden: true }),
  condition: json(label('进入条件', 'Condition'), { hidden: true }),
  reentry: json(label('重复进入', 'Re-entry'), { hidden: true }),
  goal: json(label('目标', 'Goal'), { hidden: true }),
  exit: json(label('退出', 'Exit'), { hidden: true }),
  live_version: integer(label('当前版本', 'Live version'), { min: 0, max: 1_000_000, readOnly: true, inList: true }),
  started_at: datetime(label('开始时间', 'Started at'), { inList: true }),
  stopped: json(label('停止原因', 'Why it stopped'), { hidden: true }),
})

/** How a definition's state moves; who stops by a fault of its own may be put right and go on. */
export const processStates = {
  field: 'status',
  initial: ['draft'],
  moves: {
    draft: ['running'],
    running: ['paused', 'ended', 'stopped'],
    paused: ['running', 'ended'],
    stopped: ['running', 'ended'],
    ended: ['running'],
  },
} as const

/** What acts alone write of a definition. */
export const processWritten = {
  status: 'commands',
  live_version: 'commands',
  started_at: 'commands',
  stopped: 'commands',
} as const

/** What a definition says of the model, over the records that run through it. */
export const processHeld = (over: Over): HeldDefinition => ({
  kind: 'process',
  over,
  graph: 'graph',
  trigger: 'trigger',
  condition: 'condition',
  goal: 'goal',
  exit: 'exit',
  published: 'live_version',
})

/** What the definitions of a kind are that runs on records of any object: each says of which. */
export const definitionOverAny = () =>
  ({
    title: 'name',
    fields: {
      ...processFields(),
      subject_object: text(label('对象', 'Object'), { required: true, max: 100, fixed: true }),
    },
    access: { everyone: true },
    written: processWritten,
    states: processStates,
    mirrored: false,
    holds: [processHeld({ field: 'subject_object' })],
    keptWhileUsed: true,
  }) as const
