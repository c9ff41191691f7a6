import type { Translated } from '@lianke/kernel'
import type { CorpHost } from '../corp/corp-host.ts'
import { identifiersOf } from './contact-facts.rule.ts'
import { textOf, type XmlChildren } from './read-xml.rule.ts'

/** One event of the vendor, opened. */
export interface Told {
  readonly corp: string
  /** What its facts say of the corporation. */
  readonly place: Readonly<Record<string, unknown>>
  readonly event: XmlChildren
  readonly occurred_at: string
  readonly key: string
}
/** What an event says in facts; none where nothing of it is known here. */
export type Translator = (host: CorpHost, told: Told) => Promise<readonly Translated[]>

export const ids = (told: Told) => ({ userid: textOf(told.event.UserID), external_userid: textOf(told.event.ExternalUserID) })
export const one = (
  told: Told,
  name: string,
  payload: Record<string, unknown>,
  more: Partial<Translated> = {},
): readonly Translated[] => [
  { name, occurred_at: told.occurred_at, identifiers: [], payload: { ...payload, ...told.place }, key: told.key, ...more },
]
export const withContact = (told: Told, name: string, payload: Record<string, unknown> = {}): readonly Translated[] =>
  one(
    told,
    name,
    { ...ids(told), ...payload },
    { identifiers: identifiersOf(told.corp, { external_userid: ids(told).external_userid }) },
  )
