import { check, type FactInput, hopsMax, type Named, nameOf, type UnitOfWork } from '@lianke/kernel'
import { type AccessContext, systemAccess } from '../access/access-context.ts'
import type { SharingRule } from '../access/access-predicate.ts'
import type { Analytics } from '../../store/analytics/index.ts'
import type { Transaction } from '../../store/db/database.ts'
import { newId } from '../../store/db/new-id.ts'
import { appendFacts } from '../../store/facts/append-facts.ts'
import { factRow } from '../../store/facts/fact-row.ts'
import { enqueue } from '../../store/jobs/enqueue.ts'
import { tellingProblem } from '../model/event-sources.ts'
import type { Model } from '../model/model.ts'
import { openLedger } from '../ledgers/open-ledger.ts'
import { openRecords } from '../records/open-records.ts'
import { rebaseLater } from '../records/rebase-later.ts'
import { Seen } from '../records/seen.ts'
import type { Door, Unit } from '../records/unit.ts'
import type { Secrets } from '../../store/secrets/secrets.ts'
import type { Settings } from '../../store/settings/settings.ts'
import { rememberInside } from './inside-work.ts'
import { sightOf } from './sight-of.ts'
import { openCalendars } from '../calendars/open-calendars.ts'
import { readOnce } from './read-once.ts'
import { recordsByHandle } from './records-by-handle.ts'
import { runCommand } from './run-command.ts'
import { filterContext, type TenantInfo, typeContext } from './type-context.ts'

export interface Cause {
  readonly id: string
  readonly hops: number
}
export interface WorkInput {
  readonly model: Model
  readonly tenant: TenantInfo
  readonly access: AccessContext
  readonly rules: readonly SharingRule[]
  readonly tx: Transaction
  readonly now: string
  readonly cause: Cause | null
  /** By person or record: whose facts have a cause of their own. */
  readonly causes?: ReadonlyMap<string, Cause>
  readonly secrets: Secrets
  readonly settings: Settings
  /** For what users ask; engines and the house ask the ledger. */
  readonly analytics?: Analytics
}

interface OpenWork {
  readonly work: UnitOfWork
  /** Appends the facts that were gathered; must run before the commit. */
  close(): Promise<void>
  /** Objects that facts were told of. */
  touched(): readonly string[]
}

/** What those share who act in one transaction, by whichever door. */
interface Work {
  readonly input: WorkInput
  readonly facts: FactInput[]
  readonly once: UnitOfWork['once']
  readonly seen: Seen
}

/** A part of the transaction; what is not kept takes its facts with it. */
const inPart = async <T>({ facts, input }: Work, act: () => Promise<T>, keep: boolean): Promise<T> => {
  const from = facts.length
  let kept = false
  try {
    const answer = await input.tx.attempt(act, { keep })
    kept = keep
    return answer
  } finally {
    if (!kept) facts.length = from
  }
}

/** Tries an act and takes it back; answers with the facts that it would have told. */
const rehearse = async <T>(opened: Work, act: () => Promise<T>): Promise<{ answer: T; facts: readonly FactInput[] }> => {
  const from = opened.facts.length
  let seen: readonly FactInput[] = []
  const answer = await inPart(
    opened,
    async () => {
      const made = await act()
      seen = opened.facts.slice(from)
      return made
    },
    false,
  )
  return { answer, facts: seen }
}

const unitOf = ({ input, facts, seen }: Work, access: AccessContext, door: Door, house: () => UnitOfWork): Unit => {
  const { tx, now, model, tenant, secrets, analytics } = input
  const query: Transaction['query'] = (statement) => tx.query(statement)
  const { actor } = access
  return {
    model,
    access,
    rules: input.rules,
    tx,
    now,
    facts,
    seen,
    types: typeContext(tenant, actor.locale ?? tenant.locale),
    filter: filterContext(tenant, access, now),
    id: newId,
    cursors: secrets.cursors(tx.tenant),
    sealer: () => secrets.sealer(tx.tenant),
    ...(analytics && !access.system ? { stores: { analytics, tenant: tx.tenant, query } } : {}),
    by: actor.kind === 'system' ? null : actor.id,
    door,
    house,
  }
}

/** The unit of work as somebody has it who acts by one of the doors. */
const makeWork = (opened: Work, access: AccessContext, door: Door): UnitOfWork => {
  const { input, facts } = opened
  const { tx, now, model, tenant } = input
  const { actor } = access
  const unit = unitOf(opened, access, door, () => work.system)
  const work: UnitOfWork = {
    tenant: tx.tenant,
    actor,
    now,
    zone: tenant.zone,
    currency: tenant.base_currency,
    phoneRegion: tenant.phone_region,
    locale: actor.locale ?? tenant.locale,
    calendars: () => openCalendars(work),
    records: recordsByHandle(openRecords(unit)),
    notices: [...model.notices.values()],
    objects: (which) => [...model.objects.values()].map(({ definition }) => definition).filter(which),
    ledger: (definition) => openLedger(unit, definition),
    get system() {
      if (access.system && door !== 'generic') return work
      const all = access.system ? access : { ...systemAccess(actor), me: access.me }
      return makeWork(opened, all, door === 'generic' ? 'house' : door)
    },
    get generic() {
      return door === 'generic' ? work : makeWork(opened, access, 'generic')
    },
    sightOf: (staff) => sightOf({ ...input, cursors: unit.cursors }, tx, staff),
    id: unit.id,
    async emit(fact) {
      facts.push(fact)
    },
    sql: (text, params) => tx.query({ text, values: params }),
    once: opened.once,
    setting: (name) => input.settings.get(tx.tenant, name),
    enqueue: async (job, payload, options) => void (await enqueue(tx, tx.tenant, job, payload, options)),
    attempt: (act) => inPart(opened, act, true),
    rehearse: (act) => rehearse(opened, act),
    run: (command: Named, value: unknown) => runCommand(unit, acting(), nameOf(command), value) as Promise<never>,
  }
  const acting = (): UnitOfWork =>
    door === 'command' && !access.acting ? work : makeWork(opened, access.acting ?? access, 'command')
  rememberInside(work, () => ({ unit, acting: acting() }))
  return work
}

/** Opens a unit of work over a transaction. */
export const openWork = (input: WorkInput): OpenWork => {
  const facts: FactInput[] = []
  const opened: Work = { input, facts, once: readOnce(facts), seen: new Seen(facts) }
  const { access, tx } = input
  return {
    work: makeWork(opened, access, access.actor.kind === 'system' ? 'house' : 'generic'),
    close: () => appendGathered(tx, facts, input),
    touched: () => facts.flatMap((fact) => fact.subject?.object ?? []),
  }
}

const appendGathered = async (
  tx: Transaction,
  facts: readonly FactInput[],
  { access, now, cause, causes, model }: WorkInput,
): Promise<void> => {
  if (facts.length === 0) return
  for (const name of new Set(facts.map((fact) => fact.name)))
    check(tellingProblem(model, name, 'house') === null, `${name} is the house's to tell`)
  await rebaseLater(tx, model, facts)
  await appendFacts(
    tx,
    facts.map((fact) => {
      const own = causes?.get(fact.person ?? '') ?? causes?.get(fact.subject?.id ?? '')
      const from = fact.cause ?? own ?? cause
      check(!from || from.hops <= hopsMax, 'a circle of automations ends')
      return factRow(fact, { actor: access.actor, now, source: 'house', cause: from })
    }),
  )
}
