import type { ChannelDefinition } from './define-channel.ts'
import type { ChartDefinition } from './define-chart.ts'
import type { CommandDefinition } from './define-command.ts'
import type { CheckDefinition } from './define-check.ts'
import type { StandstillDefinition } from './define-standstill.ts'
import type { ConditionDefinition } from './define-condition.ts'
import type { EventDefinition } from './define-event.ts'
import type { GreetingDefinition } from './define-greeting.ts'
import type { JobDefinition } from './define-job.ts'
import type { LedgerDefinition } from './define-ledger.ts'
import type { NoticeDefinition } from './define-notice.ts'
import type { ObjectDefinition } from './define-object.ts'
import type { ProcessDefinition } from './define-process.ts'
import type { ReactionDefinition } from './define-reaction.ts'
import type { RetentionDefinition } from './define-retention.ts'
import type { RouteDefinition } from './define-route.ts'
import type { SettingDefinition } from './define-setting.ts'
import type { SetupStepDefinition } from './define-setup-step.ts'
import type { StepDefinition } from './define-step.ts'
import type { Area } from './define-page.ts'
import type { Field } from './field.ts'
import { nameOf, type Named } from './handle.ts'
import type { Label } from './label.ts'
import type { ObjectHandle } from './typed-rows.ts'
import type { UnitOfWork } from './unit-of-work.ts'

// biome-ignore lint/suspicious/noExplicitAny: a list of definitions of differing generics
type Any = any

/** What is in a module: data only. */
export interface ModuleDefinition {
  readonly name: string
  readonly label: Label
  readonly area?: Area
  /** The other modules stand on it: what it makes of a fact is there before they are given that fact. */
  readonly ground?: boolean
  readonly objects?: readonly ObjectDefinition<Any>[]
  /** What this module counts and must never count wrong. */
  readonly ledgers?: readonly LedgerDefinition<Any, Any>[]
  /** Fields this module puts on another module's object. */
  readonly fields?: readonly FieldOn[]
  /** Rules this module puts on the writes of other modules' objects. */
  readonly checks?: readonly CheckDefinition[]
  /** What lets records of any object stand still for a time. */
  readonly standstills?: readonly StandstillDefinition[]
  readonly events?: readonly EventDefinition[]
  readonly conditions?: readonly ConditionDefinition[]
  readonly commands?: readonly CommandDefinition<Any, Any>[]
  /** Acts on the records of every object that it serves, the company's own among them. */
  readonly actsOn?: (object: ObjectDefinition<Any>) => readonly CommandDefinition<Any, Any>[]
  readonly reactions?: readonly ReactionDefinition[]
  /** What a company makes with this module that answers facts by their names: segments, processes, addresses outside. */
  readonly listens?: Listening
  /** Figures of this module's own records, for home and pages. */
  readonly charts?: readonly ChartDefinition[]
  /** What staff are told of. */
  readonly notices?: readonly NoticeDefinition[]
  readonly jobs?: readonly JobDefinition<Any>[]
  readonly steps?: readonly StepDefinition[]
  /** Kinds of processes: graphs of steps that one engine runs. */
  readonly processes?: readonly ProcessDefinition[]
  readonly channels?: readonly ChannelDefinition[]
  /** HTTP routes, mounted by the platform. */
  readonly routes?: readonly RouteDefinition[]
  /** What newcomers are greeted with; the first module that has words for one speaks. */
  readonly greetings?: readonly GreetingDefinition[]
  readonly settings?: readonly SettingDefinition<Any>[]
  /** What has to be there before an empty company is alive. */
  readonly setup?: readonly SetupStepDefinition[]
  /** How long rows of its ledgers are kept; each brings a setting. */
  readonly retentions?: readonly RetentionDefinition[]
  /** Named rights beside object rights. */
  readonly rights?: readonly { readonly name: string; readonly label: Label }[]
  /** Roles every new tenant starts with. */
  readonly roles?: readonly RoleTemplate[]
  /** What these roles may do with this module's objects, and which of its rights they hold: a module says it of its own, the roles' module names none. */
  readonly grants?: Readonly<Record<string, Grant>>
  /** First parts of fact names, beside the module's own name, in which nobody from outside may speak unless an event says so. */
  readonly namespaces?: readonly string[]
  /** Records every new tenant starts with, in its language. */
  readonly beginnings?: readonly Beginning[]
  /** Own words: `refusal.<code>` and others, both languages. */
  readonly words?: Readonly<Record<string, Label>>
  /** Tables that are not objects (engine-like ledgers of a module): numbered DDL per tenant. */
  readonly migrations?: readonly { readonly id: string; readonly sql: string }[]
}
interface Listening {
  /** Nothing comes of a fact that is of no person and of no record. */
  readonly ofSomebody: boolean
  /** Which of these names something listens to now: one statement. */
  ask(work: Pick<UnitOfWork, 'sql'>, names: readonly string[]): Promise<readonly string[]>
}
interface Beginning {
  readonly object: string
  rows(locale: 'zh-CN' | 'en'): readonly Record<string, unknown>[]
}
interface FieldOn<N extends string = string, F extends Field = Field> {
  readonly on: string
  readonly name: N
  readonly field: F
}
/** A field that a module puts on another module's object. */
export const defineField = <const N extends string, F extends Field>(
  definition: Omit<FieldOn<N, F>, 'on'> & { readonly on: Named },
): FieldOn<N, F> => ({ ...definition, on: nameOf(definition.on) })

/** Another module's object as a module sees it that put fields on it: `work.records.get(withFields(account, [accountCredit]), id)`. */
export const withFields = <D extends ObjectHandle, const O extends readonly FieldOn[]>(
  object: D,
  own: O,
): ObjectDefinition<D['fields'] & { readonly [K in O[number] as K['name']]: K['field'] }, NonNullable<D['parts']>> => ({
  ...object,
  fields: { ...object.fields, ...Object.fromEntries(own.map(({ name, field }) => [name, field])) },
})

export type Scope = 'none' | 'own' | 'team' | 'below' | 'all'
export type ObjectAction = 'read' | 'create' | 'update' | 'delete' | 'import' | 'export'
export interface ObjectRight {
  readonly read: Scope
  readonly update: Scope
  readonly delete: Scope
  readonly create: boolean
  readonly import?: boolean
  readonly export?: boolean
  /** Field rights that differ from the object's: hidden, or visible but fixed. */
  readonly fields?: Readonly<Record<string, 'hidden' | 'read' | 'masked'>>
}
export interface RoleTemplate {
  readonly name: string
  readonly label: Label
  /** Object name, or `*`. */
  readonly objects: Readonly<Record<string, ObjectRight>>
  readonly rights: readonly string[]
}

/** What a role of every new tenant is given by one module. */
export type Grant = Partial<Pick<RoleTemplate, 'objects' | 'rights'>>

/** A right on objects, told shortly: who is read, who is written. */
export const objectRight = (read: Scope, write: Scope, more: Partial<ObjectRight> = {}): ObjectRight => ({
  read,
  update: write,
  delete: write,
  create: write !== 'none',
  ...more,
})
/** Everybody's to read, nobody's to write. */
export const readOnly: ObjectRight = objectRight('all', 'none')
/** All of it, in and out too. */
export const everything: ObjectRight = objectRight('all', 'all', { import: true, export: true })
/** The same right on several objects. */
export const rightOn = (right: ObjectRight, ...objects: readonly Named[]): RoleTemplate['objects'] =>
  Object.fromEntries(objects.map((object) => [nameOf(object), right]))

/** The roles of a product: each as its own module wrote it, with what every module grants it. */
export const grantedRoles = (modules: readonly ModuleDefinition[]): readonly RoleTemplate[] =>
  modules
    .flatMap(({ roles = [] }) => roles)
    .map((role) => {
      const grants = modules.flatMap(({ grants: given }) => given?.[role.name] ?? [])
      return {
        ...role,
        objects: Object.assign({}, role.objects, ...grants.map(({ objects }) => objects)),
        rights: [...role.rights, ...grants.flatMap(({ rights = [] }) => rights)],
      }
    })

export const defineModule = (definition: ModuleDefinition): ModuleDefinition => definition
