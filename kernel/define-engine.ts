/** The ledgers of the spine, left to right. `tooling/spine` checks that reads are upstream of writes. */
export const ledgers = ['inbox', 'fact', 'handle', 'membership', 'run', 'intent', 'delivery'] as const
export type Ledger = (typeof ledgers)[number]

/** A background machine of the spine. `migration` statements create its own tables in a tenant's schema. */
export interface EngineDefinition<Host = unknown> {
  readonly name: string
  readonly reads: readonly Ledger[]
  readonly writes: Ledger
  /** DDL of its ledgers, numbered, append-only: applied once per tenant in order. */
  readonly migrations: readonly { readonly id: string; readonly sql: string }[]
  /** Does at most one bounded batch for one tenant; answers whether there may be more, and whether as much was taken as one turn may. */
  readonly turn: (host: Host) => Promise<{ readonly more: boolean; readonly nextAt?: string | null; readonly full?: boolean }>
}
export const defineEngine = <H>(definition: EngineDefinition<H>): EngineDefinition<H> => definition
