/** What may be in use: records of an object, one of its fields, the object itself, or an event. */
export type UsedThing =
  | { readonly object: string; readonly ids: readonly string[] }
  | { readonly object: string; readonly field: string }
  | { readonly object: string }
  | UsedEvent

/** An event, or one of its properties. */
export interface UsedEvent {
  readonly event: string
  readonly property?: string
}

/** Where something is used: so many records of an object, by one of its fields. */
export interface Use {
  /** Name of the object that uses it; `platform.sharing_rule`, `platform.field` and `platform.webhook` for what is no object. */
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
export const webhookUse = 'platform.webhook'
