import { type Actor, check, type UnitOfWork } from '@lianke/kernel'
import { v7 as uuidv7 } from 'uuid'
import { type AccessContext, systemAccess } from '../access/access-context.ts'
import type { SharingRule } from '../access/access-predicate.ts'
import type { Analytics } from '../../store/analytics/index.ts'
import type { Database } from '../../store/db/database.ts'
import { readingLedger } from '../ledgers/reading-ledger.ts'
import type { Model } from '../model/model.ts'
import { openReads } from '../records/open-records.ts'
import type { CursorSeal } from '../../store/secrets/cursor-seal.ts'
import type { Sealer } from '../../store/secrets/secrets.ts'
import type { Settings } from '../../store/settings/settings.ts'
import { openCalendars } from '../calendars/open-calendars.ts'
import { readOnce } from './read-once.ts'
import { recordsByHandle } from './records-by-handle.ts'
import { sightOf } from './sight-of.ts'
import { filterContext, type TenantInfo, typeContext } from './type-context.ts'
import { usesOfThing } from '../definitions/refuse-used.ts'

interface ReadingInput {
  readonly database: Database
  readonly analytics: Analytics
  readonly tenantId: string
  readonly tenant: TenantInfo
  readonly model: Model
  readonly access: AccessContext
  readonly rules: readonly SharingRule[]
  readonly settings: Settings
  readonly cursors: CursorSeal
  readonly sealer: () => Promise<Sealer>
  readonly now: string
}

const writes = (): never => check(false, 'who only reads does not write') as never

/** A unit of work for reads only: no transaction, one statement per question, references in the API form. */
export const openReadingWork = (input: ReadingInput): UnitOfWork => {
  const { database, analytics, tenantId, tenant, model, access, rules, now } = input
  const actor: Actor = access.actor
  const filter = filterContext(tenant, access, now)
  const reads = openReads(
    { ...input, filter, stores: { analytics, tenant: tenantId, query: (statement) => database.query(tenantId, statement) } },
    (statement) => database.query(tenantId, statement),
    true,
  )
  const work: UnitOfWork = {
    tenant: tenantId,
    actor,
    now,
    zone: tenant.zone,
    currency: tenant.base_currency,
    phoneRegion: tenant.phone_region,
    locale: actor.locale ?? tenant.locale,
    calendars: () => openCalendars(work),
    records: recordsByHandle({
      ...reads,
      create: writes,
      update: writes,
      remove: writes,
      restore: writes,
      upsert: writes,
      updateWhere: writes,
      uses: (used) =>
        usesOfThing({ model, access, rules, filter, tx: { query: (statement) => database.query(tenantId, statement) } }, used),
    }),
    get notices() {
      return [...model.notices.values()]
    },
    objects: (which) => [...model.objects.values()].map(({ definition }) => definition).filter(which),
    ledger: (definition) =>
      readingLedger((statement) => database.query(tenantId, statement), model, typeContext(tenant, 'zh-CN'), definition),
    get system() {
      return access.system ? work : openReadingWork({ ...input, access: { ...systemAccess(actor), me: access.me } })
    },
    get generic() {
      return work
    },
    sightOf: (staff) => sightOf(input, { query: (statement) => database.query(tenantId, statement) }, staff),
    id: () => uuidv7(),
    emit: writes,
    enqueue: writes,
    run: writes,
    attempt: writes,
    rehearse: writes,
    sql: (text, params) => database.query(tenantId, { text, values: params }),
    once: readOnce([]),
    setting: (name) => input.settings.get(tenantId, name),
  }
  return work
}
