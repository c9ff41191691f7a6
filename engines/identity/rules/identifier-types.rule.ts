import { isContactIdType } from '@lianke/kernel'

/** What one type of identifier is worth. */
interface IdentifierType {
  readonly type: string
  readonly strength: 'strong' | 'weak'
  /** Values of one issuer that one person can have; null: any number. */
  readonly limit: number | null
  /** In a conflict the lower one is dropped. */
  readonly priority: number
}

const types: readonly IdentifierType[] = [
  { type: 'user_id', strength: 'strong', limit: 1, priority: 100 },
  { type: 'customer_id', strength: 'strong', limit: 1, priority: 95 },
  { type: 'unionid', strength: 'strong', limit: 1, priority: 90 },
  { type: 'openid', strength: 'strong', limit: 1, priority: 80 },
  { type: 'member_card', strength: 'strong', limit: 5, priority: 70 },
  { type: 'phone', strength: 'strong', limit: 5, priority: 60 },
  { type: 'email', strength: 'strong', limit: 5, priority: 50 },
  { type: 'link_token', strength: 'strong', limit: null, priority: 40 },
  { type: 'anonymous_id', strength: 'strong', limit: null, priority: 10 },
]
const byType = new Map(types.map((type) => [type.type, type]))

/** What a channel calls an external contact: one per corp. */
const contactId = { strength: 'strong', limit: 1, priority: 85 } as const

const contactIdsLike = '%\\_external\\_userid'

/** What a type of identifier is worth, by its name. */
export type TypeOf = (type: string) => IdentifierType

/** A type nobody described proves nothing: it only suggests. */
export const typeOf: TypeOf = (type) =>
  byType.get(type) ?? (isContactIdType(type) ? { type, ...contactId } : { type, strength: 'weak', limit: null, priority: 0 })

/** What a company says of a type; a limit of nought is none. */
export interface TypeWorth {
  readonly strength: 'strong' | 'weak'
  readonly limit: number
  readonly priority: number
}
/** The types that a company may set, as they are unless it does. */
export const usualWorth: Readonly<Record<string, TypeWorth>> = Object.fromEntries(
  types.map(({ type, strength, limit, priority }) => [type, { strength, limit: limit ?? 0, priority }]),
)
/** The types as a company has them. */
export const typesAsSet = (set: Readonly<Record<string, TypeWorth>>): TypeOf => {
  const own = new Map(
    Object.entries(set).map(([type, worth]): [string, IdentifierType] => [type, { type, ...worth, limit: worth.limit || null }]),
  )
  return (type) => own.get(type) ?? typeOf(type)
}

/** Types whose number per person is bounded: only these, and contact ids of channels, can be in conflict. */
export const limitedTypes = (asSet: TypeOf): { readonly types: readonly string[]; readonly like: string } => ({
  types: types.map(({ type }) => type).filter((type) => asSet(type).limit !== null),
  like: contactIdsLike,
})
