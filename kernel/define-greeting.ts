import type { IdentifierInput } from './define-channel.ts'
import type { Label } from './label.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/**
 * Somebody has just come by a code of a channel and may be greeted once, soon. The channel puts it into the envelope of the callback
 * (`body.arrival`; its kind is not named after the channel, as what a channel posts to itself is), so that a greeting needs to understand no vendor.
 */
export interface Arrival {
  /** The vendor's leave to greet, once. */
  readonly code: string
  /** The mark of the code by which they came. */
  readonly state: string
  readonly who: Pick<IdentifierInput, 'type' | 'issuer' | 'value'>
}

/** Whom to greet; `nickname` is null where it was not read yet. */
export interface Newcomer {
  readonly state: string
  readonly nickname: string | null
}
export interface GreetingContent {
  readonly text: string
  readonly attachments: readonly unknown[]
}

/** What a module says to newcomers: the one place where it is decided, asked by the channel's fast path and by the spine alike. */
export interface GreetingDefinition {
  readonly name: string
  readonly label: Label
  /** One answer per newcomer, in order; null: nothing, or nothing as long as the name is not known. Reads only. */
  readonly greet: (work: UnitOfWork, newcomers: readonly Newcomer[]) => Promise<readonly (GreetingContent | null)[]>
}
export const defineGreeting = (definition: GreetingDefinition): GreetingDefinition => definition

/** The key by which a greeting is asked for once, whoever asks. */
export const greetingKey = (code: string): string => `welcome:${code}`

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null

/** The arrival an envelope's body tells of; null: none. */
export const arrivalOf = ({ arrival: given }: Readonly<Record<string, unknown>>): Arrival | null => {
  if (!isRecord(given) || !isRecord(given.who)) return null
  const { code, state } = given
  const { type, issuer, value } = given.who
  if (typeof code !== 'string' || typeof state !== 'string' || code === '' || state === '') return null
  if (typeof type !== 'string' || typeof issuer !== 'string' || typeof value !== 'string') return null
  return { code, state, who: { type, issuer, value } }
}
