import type { ChannelDefinition, ChannelHost } from '@lianke/kernel'
import type { Platform } from '../../platform.ts'
import type { Transaction } from '../../store/db/database.ts'
import type { ReceivedFact } from './tell-facts.ts'

/** What an engine's turn is given: one tenant, the doors, the clock from outside. */
export interface EngineHost {
  readonly platform: Platform
  readonly tenant: string
  readonly channels: ReadonlyMap<string, ChannelDefinition>
  readonly channelHost: ChannelHost
  readonly now: () => string
  /** The same facts, each with the person whom its identifiers belong to already, where that is plain: asked before they enter the ledger. */
  readonly presume: <F extends ReceivedFact>(tx: Transaction, facts: readonly F[]) => Promise<readonly F[]>
  /** IANA zone of the tenant. */
  readonly zone: () => Promise<string>
  readonly log: (level: 'info' | 'warn' | 'error', message: string, data?: Record<string, unknown>) => void
}

/** What one bounded batch did: `more` asks to be called again at once, `nextAt` at that moment. */
export interface Turned {
  readonly more: boolean
  readonly nextAt?: string | null
  /** As much was taken as one turn may: there is a backlog. */
  readonly full?: boolean
}
