/** What may be in use: records of an object, one of its fields, or the object itself. */
export type UsedThing =
  | { readonly object: string; readonly ids: readonly string[] }
  | { readonly object: string; readonly field: string }
  | { readonly object: string }

/** Where something is used: so many records of an object, by one of its fields. */
export interface Use {
  /** Name of the object that uses it; `platform.sharing_rule` and `platform.field` for what is no object. */
  readonly object: string
  readonly via: string
  readonly count: number
  /** There may be more than were counted. */
  readonly capped: boolean
  /** The first of them that the asker may see. */
  readonly records: readonly { readonly id: string; readonly title: string | null }[]
}
export const sharingRuleUse = 'platform.sharing_rule'
export const fieldUse = 'platform.field'
