import type { EventDefinition, Field, ObjectDefinition, OverlayRow, SaidOver } from '@lianke/kernel'

/** What a tenant added and changed on screen. */
export interface Customisation {
  readonly version: number
  readonly objects: readonly ObjectDefinition[]
  readonly fields: readonly { readonly on: string; readonly name: string; readonly field: Field }[]
  readonly events: readonly EventDefinition[]
  /** What it says over the release's definitions. */
  readonly overlay?: readonly OverlayRow[]
}
export const noCustomisation: Customisation = { version: 0, objects: [], fields: [], events: [] }

/** What is said, by object and field. */
type Said = ReadonlyMap<string, ReadonlyMap<string, SaidOver>>
/** Of an object of which nothing is said. */
export const nothingSaid: ReadonlyMap<string, SaidOver> = new Map()
/** What is said, by object and field. */
export const saidIn = ({ overlay = [] }: Customisation): Said => {
  const said = new Map<string, Map<string, SaidOver>>()
  for (const { object, field, said: one } of overlay) said.set(object, (said.get(object) ?? new Map()).set(field, one))
  return said
}
