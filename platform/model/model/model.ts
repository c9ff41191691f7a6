import { surely } from '@lianke/kernel'
import {
  type ChannelDefinition,
  check,
  type CheckDefinition,
  type CommandDefinition,
  type ConditionDefinition,
  type EventDefinition,
  type Field,
  type JobDefinition,
  type Label,
  type LedgerDefinition,
  ledgerEvents,
  ledgerObjects,
  linkOf,
  type ModuleDefinition,
  type ObjectDefinition,
  type GreetingDefinition,
  type ProcessDefinition,
  type ReactionDefinition,
  grantedRoles,
  type ChartDefinition,
  type NoticeDefinition,
  type RoleTemplate,
  type RetentionDefinition,
  type RouteDefinition,
  type SettingDefinition,
  type StepDefinition,
  tableOf,
  withChannels,
} from '@lianke/kernel'
import { commandsThatWrite, partsOf, type Part, type Whole, withOwnFields } from './behaviour.ts'
import { noticeReactions } from '../notices/tell-notice.ts'
import { layFields, layObject, withoutLooseEnds } from '../overlay/overlay.rule.ts'
import { layCommands } from '../overlay/lay-commands.ts'
import { type Customisation, noCustomisation, nothingSaid, saidIn } from './customisation.ts'
import { checkEventSources } from './check-event-sources.ts'
import { routesOf } from './routes-of.ts'

/** One object as this tenant has it: standard fields, fields of other modules, the tenant's own (`c_`). */
export interface ModelObject {
  readonly name: string
  readonly table: string
  readonly definition: ObjectDefinition
  readonly module: string
  readonly fields: ReadonlyMap<string, Field>
  /** Objects whose reference fields point here. */
  readonly children: readonly { readonly object: string; readonly via: string }[]
  /** Lines that are written together with a record of this object, by name. */
  readonly parts: ReadonlyMap<string, Part>
  /** Set where this object's records are parts of another's. */
  readonly whole: Whole | null
  /** Rules over other records, this object's own and those other modules put on it. */
  readonly checks: readonly CheckDefinition[]
  /** Commands that write a field which generic writes may not touch. */
  readonly writers: ReadonlyMap<string, readonly string[]>
}

const beside = new WeakMap<ModelObject, ReadonlyMap<string, ModelObject>>()
/** The objects of the model that this one belongs to: those it may point to. */
export const objectsBeside = (object: ModelObject): ReadonlyMap<string, ModelObject> => beside.get(object) ?? new Map()

const released = new WeakMap<ModelObject, Pick<ModelObject, 'definition' | 'fields'>>()
/** The object as the release defines it, with the company's own fields and without what the company says over it. */
export const releasedOf = (object: ModelObject): Pick<ModelObject, 'definition' | 'fields'> => released.get(object) ?? object

/** A ledger and the three objects it is stored as. */
export interface ModelLedger {
  readonly name: string
  readonly definition: LedgerDefinition
  readonly account: ModelObject
  readonly entry: ModelObject
  readonly lot: ModelObject
}

/** All that one tenant's product is made of. Immutable; a changed definition makes a new one with a higher version. */
export interface Model {
  readonly version: number
  /** Where the company dials numbers without a country: ISO 3166-1. */
  readonly phoneRegion: string
  readonly modules: readonly ModuleDefinition[]
  readonly objects: ReadonlyMap<string, ModelObject>
  readonly ledgers: ReadonlyMap<string, ModelLedger>
  /** Objects that ledgers are stored as: records never writes them. */
  readonly ledgerObjects: ReadonlySet<string>
  readonly events: ReadonlyMap<string, EventDefinition>
  readonly conditions: ReadonlyMap<string, ConditionDefinition>
  readonly commands: ReadonlyMap<string, CommandDefinition>
  readonly reactions: readonly ReactionDefinition[]
  readonly charts: ReadonlyMap<string, ChartDefinition>
  readonly notices: ReadonlyMap<string, NoticeDefinition>
  readonly jobs: ReadonlyMap<string, JobDefinition>
  readonly steps: ReadonlyMap<string, StepDefinition>
  /** Kinds of processes. */
  readonly processes: ReadonlyMap<string, ProcessDefinition>
  readonly channels: ReadonlyMap<string, ChannelDefinition>
  readonly routes: ReadonlyMap<string, RouteDefinition>
  readonly greetings: readonly GreetingDefinition[]
  readonly settings: ReadonlyMap<string, SettingDefinition>
  readonly retentions: readonly RetentionDefinition[]
  readonly rights: ReadonlyMap<string, Label>
  readonly roles: readonly RoleTemplate[]
  readonly words: ReadonlyMap<string, Label>
}

const byName = <T extends { name: string }>(kind: string, lists: readonly (readonly T[] | undefined)[]) => {
  const map = new Map<string, T>()
  for (const item of lists.flatMap((list) => list ?? [])) {
    check(!map.has(item.name), `${kind} ${item.name} is defined once`)
    map.set(item.name, item)
  }
  return map
}

const ledgersOf = (
  modules: readonly ModuleDefinition[],
  objects: ReadonlyMap<string, ModelObject>,
): ReadonlyMap<string, ModelLedger> => {
  const objectOf = (name: string): ModelObject => {
    const found = objects.get(name)
    check(found, `object ${name} of a ledger is in the model`)
    return found
  }
  const definitions: readonly LedgerDefinition[] = modules.flatMap((m) => m.ledgers ?? [])
  return new Map(
    definitions.map((definition) => {
      const { account, entry, lot } = ledgerObjects(definition)
      const ledger = { account: objectOf(account.name), entry: objectOf(entry.name), lot: objectOf(lot.name) }
      return [definition.name, { name: definition.name, definition, ...ledger }] as const
    }),
  )
}

interface Defined {
  readonly definition: ObjectDefinition
  readonly module: string
}
/** Every object of the product and of the tenant, with the module that it belongs to. */
const definedIn = (modules: readonly ModuleDefinition[], custom: Customisation): readonly Defined[] => [
  ...modules.flatMap(({ name, objects = [], ledgers = [] }): Defined[] =>
    [...objects, ...ledgers.flatMap((ledger) => Object.values(ledgerObjects(ledger)))].map((definition) => ({
      definition,
      module: name,
    })),
  ),
  ...custom.objects.map((definition) => ({ definition, module: 'custom' })),
]

type FieldsByObject = ReadonlyMap<string, ReadonlyMap<string, Field>>

/** Fields of each object: its own, those other modules put on it, the tenant's. */
const fieldsOf = (defined: readonly Defined[], extra: Customisation['fields']): FieldsByObject => {
  const all = new Map(defined.map(({ definition }) => [definition.name, new Map(Object.entries(definition.fields))]))
  for (const { on, name, field } of extra) {
    const fields = all.get(on)
    check(fields, `field ${name} is put on an object that exists (${on})`)
    check(!fields.has(name), `field ${on}.${name} is defined once`)
    fields.set(name, field)
  }
  return all
}

/** Who points to an object. */
const childrenOf = (all: FieldsByObject): ReadonlyMap<string, ModelObject['children']> => {
  const children = new Map<string, { object: string; via: string }[]>()
  for (const [object, fields] of all) {
    for (const [via, field] of fields) {
      const to = linkOf(field)
      if (to === undefined) continue
      check(all.has(to), `reference ${object}.${via} points to an object that exists (${to})`)
      children.set(to, [...(children.get(to) ?? []), { object, via }])
    }
  }
  return children
}

/** The acts that an object names are there. */
const checkActs = ({ name, createBy, removeBy, states }: ObjectDefinition, commands: readonly CommandDefinition[]): void => {
  const exists = (by: string) => commands.some((command) => command.name === by)
  for (const by of Object.values(states?.by ?? {}))
    check(exists(by), `states of ${name} are taken by commands that exist (${by})`)
  check(!createBy || exists(createBy), `${name} is made by a command that exists (${createBy})`)
  check(!removeBy || exists(removeBy), `${name} is taken back by a command that exists (${removeBy})`)
}

const objectsOf = (
  modules: readonly ModuleDefinition[],
  custom: Customisation,
  defined: readonly Defined[],
): ReadonlyMap<string, ModelObject> => {
  const commands = modules.flatMap((m) => m.commands ?? [])
  const checks = modules.flatMap((m) => m.checks ?? [])
  const said = saidIn(custom)
  const fields = fieldsOf(defined, [...modules.flatMap((m) => m.fields ?? []), ...custom.fields])
  const children = childrenOf(fields)
  const { parts, wholes } = partsOf(defined.map(({ definition }) => definition))
  for (const { on } of checks) check(on && fields.has(on), `a check is put on an object that exists (${on})`)
  const objects = new Map<string, ModelObject>()
  for (const { definition, module } of defined) {
    const { name } = definition
    check(!objects.has(name), `object ${name} is defined once`)
    const over = said.get(name) ?? nothingSaid
    const own = surely(fields.get(name), 'an object has fields')
    const object: ModelObject = {
      name,
      table: tableOf(name),
      definition: layObject(definition, over.get('')),
      module,
      fields: withoutLooseEnds(layFields(own, over)),
      children: children.get(name) ?? [],
      parts: parts.get(name) ?? new Map(),
      whole: wholes.get(name) ?? null,
      checks: [...(definition.checks ?? []), ...checks.filter(({ on }) => on === name)],
      writers: commandsThatWrite(definition, commands),
    }
    objects.set(name, object)
    if (over.size > 0) released.set(object, { definition, fields: own })
    checkActs(definition, commands)
  }
  return objects
}

/** All of one kind that modules define, by name. */
const collect = <T extends { name: string }>(
  kind: string,
  modules: readonly ModuleDefinition[],
  of: (module: ModuleDefinition) => readonly T[] | undefined,
): ReadonlyMap<string, T> => byName(kind, modules.map(of))

/** The events of the product, and the company's own. One that a later release tells itself is the product's from then on. */
const eventsOf = (
  modules: readonly ModuleDefinition[],
  own: readonly EventDefinition[],
): ReadonlyMap<string, EventDefinition> => {
  const ours = byName(
    'event',
    modules.flatMap((m) => [m.events, (m.ledgers ?? []).flatMap(ledgerEvents)]),
  )
  return new Map([...own.map((event) => [event.name, event] as const), ...ours])
}

/** Labels of objects and acts, and what modules say: a refusal about an object speaks its label, not its name. */
const wordsIn = (modules: readonly ModuleDefinition[], objects: ReadonlyMap<string, ModelObject>): ReadonlyMap<string, Label> =>
  new Map([
    ...[...objects.values()].map(({ name, definition }) => [`object.${name}`, definition.label] as const),
    ...modules.flatMap((m) => (m.commands ?? []).map((command) => [`command.${command.name}`, command.label] as const)),
    ...modules.flatMap((m) => Object.entries(m.words ?? {})),
    ...modules.map((m) => [`module.${m.name}`, m.label] as const),
  ])

/** Puts modules and a tenant's customisation together. Throws BrokenPromise when a definition points nowhere. */
export const buildModel = (
  modules: readonly ModuleDefinition[],
  custom: Customisation = noCustomisation,
  phoneRegion = 'CN',
): Model => {
  const defined = definedIn(modules, custom)
  const objects = objectsOf(modules, custom, defined)
  for (const object of objects.values()) beside.set(object, objects)
  const events = eventsOf(modules, custom.events)
  const channels = collect('channel', modules, (m) => m.channels)
  checkEventSources(events, channels)
  const ledgers = ledgersOf(modules, objects)
  const commands = collect('command', modules, (m) => [
    ...(m.commands ?? []),
    ...defined.flatMap(({ definition }) => m.actsOn?.(definition) ?? []),
  ])
  return {
    version: custom.version,
    phoneRegion,
    modules,
    objects,
    ledgers,
    ledgerObjects: new Set([...ledgers.values()].flatMap(({ account, entry, lot }) => [account.name, entry.name, lot.name])),
    events,
    conditions: collect('condition', modules, (m) => m.conditions),
    commands: withOwnFields(layCommands(commands, objects.values(), releasedOf), objects.values()),
    reactions: [...modules.flatMap((m) => m.reactions ?? []), ...noticeReactions(modules)],
    charts: collect('chart', modules, (m) => m.charts),
    notices: collect('notice', modules, (m) => m.notices),
    jobs: collect('job', modules, (m) => m.jobs),
    steps: collect('step', modules, (m) => m.steps?.map((step) => withChannels(step, channels.values()))),
    processes: collect('process', modules, (m) => m.processes),
    channels,
    routes: routesOf(modules),
    greetings: modules.flatMap((m) => m.greetings ?? []),
    settings: collect('setting', modules, (m) => [...(m.settings ?? []), ...(m.retentions ?? []).map(({ setting }) => setting)]),
    retentions: modules.flatMap((m) => m.retentions ?? []),
    rights: new Map(modules.flatMap((m) => (m.rights ?? []).map((right) => [right.name, right.label] as const))),
    roles: grantedRoles(modules),
    words: wordsIn(modules, objects),
  }
}
