import { heldTraits, type MetaField, type MetaObject, optionsIn } from '@lianke/kernel'

/** The three a person decides by: how much, when, how it stands. */
export interface Telling {
  readonly amount?: string
  readonly date?: string
  readonly state?: string
  /** Says something where there is neither amount nor state. */
  readonly more?: string
}

const isTime = (field: MetaField): boolean => heldTraits(field).time !== undefined
const isMoney = (field: MetaField): boolean => heldTraits(field).given?.includes('currency') === true

/** Which fields of a related record stand in its line: of those the first list shows, one of each kind. `via` leads back and says nothing. */
export const tellingFields = (child: MetaObject, via: string, isTelling: (field: MetaField) => boolean): Telling => {
  const listed = Object.entries(child.fields).filter(
    ([name, { options }]) => options.inList && !options.hidden && name !== child.title && name !== via,
  )
  const first = (fits: (field: MetaField, name: string) => boolean) => listed.find(([name, field]) => fits(field, name))?.[0]
  const state = child.states?.field ?? child.board ?? first(({ options }) => optionsIn(options).length > 0)
  const shownState =
    state !== undefined && child.fields[state] && state !== via && !child.fields[state].options.hidden ? state : undefined
  const amount = first(isMoney)
  return {
    ...(amount ? { amount } : {}),
    date: first(isTime) ?? 'created_at',
    ...(shownState ? { state: shownState } : {}),
    ...(amount || shownState ? {} : { more: first((field) => isTelling(field) && !isTime(field)) }),
  }
}

/** What a related record is called: by its own title; where that is the way back here (an allocation), by the record it is a part of. */
export const namedBy = (child: MetaObject, via: string): { readonly field: string; readonly opens: string | null } => {
  const whole = child.partOf
  if (child.title !== via || !whole || whole.reference === via) return { field: child.title, opens: null }
  return { field: whole.reference, opens: whole.object }
}
