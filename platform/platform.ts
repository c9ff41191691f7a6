import type { Actor, Fact, ModuleDefinition, UnitOfWork } from '@lianke/kernel'
import type { AccessContext } from './model/access/access-context.ts'
import type { Database, Transaction } from './store/db/database.ts'
import type { Model } from './model/model/model.ts'
import type { Analytics } from './store/analytics/analytics.ts'
import type { Secrets } from './store/secrets/secrets.ts'
import type { Settings } from './store/settings/settings.ts'

/** What every process is given: the doors to the stores and the definitions. Made once by `openPlatform`. */
export interface Platform {
  readonly database: Database
  readonly analytics: Analytics
  /** Envelope encryption (`openSecrets(database, LIANKE_SECRET)`). */
  readonly secrets: Secrets
  /** Tenants' settings, cached (`openSettings(database, secrets, model)`); `UnitOfWork.setting` reads them. */
  readonly settings: Settings
  readonly modules: readonly ModuleDefinition[]
  /** The tenant's model, cached; reloaded when its customisation changes (LISTEN `lianke_model`). */
  model(tenant: string): Promise<Model>
  /** Definitions or rights of a tenant were changed here: this process reads them anew at once, the others when they hear of it. */
  forget(tenant: string): void
  /** Opens a unit of work in one transaction. Writes, facts and job requests commit together. */
  work<T>(
    tenant: string,
    actor: Actor,
    run: (work: UnitOfWork) => Promise<T>,
    options?: { cause?: { id: string; hops: number } | null; now?: string },
  ): Promise<T>
  /**
   * Opens a unit of work in a transaction that is open already: a reader moves on and acts as one. Its facts are appended when it ends; those of a
   * person or of a record that `causes` names have that cause, the others `cause`; unless said, the deepest of `causes`.
   */
  workIn<T>(
    tx: Transaction,
    actor: Actor,
    run: (work: UnitOfWork) => Promise<T>,
    options: {
      now: string
      cause?: { id: string; hops: number } | null
      causes?: ReadonlyMap<string, { id: string; hops: number }>
    },
  ): Promise<T>
  /** What an actor may do; cached for a few seconds, dropped when staff, departments or roles change. */
  access(tenant: string, actor: Actor): Promise<AccessContext>
  /** A unit of work for reads only: no transaction, one statement per question; rows in the API form. */
  reading(tenant: string, actor: Actor, now?: string): Promise<UnitOfWork>
  tenants(): Promise<readonly string[]>
  close(): Promise<void>
}
export type { AccessContext, Actor, Fact, UnitOfWork }
