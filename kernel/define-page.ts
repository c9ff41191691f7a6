import type { Label } from './label.ts'

/** Top-level areas of the rail, in order. */
export const areas = ['home', 'customer', 'marketing', 'sales', 'service', 'member', 'channel', 'insight', 'settings'] as const
export type Area = (typeof areas)[number]

/** A screen. `load` brings the React component; route and menu entry come from here. */
export interface PageDefinition {
  readonly name: string
  readonly label: Label
  readonly area: Area
  readonly path: string
  readonly icon?: string
  /** Right needed to see it: object read, or a named right. */
  readonly may?: string
  readonly order?: number
  /** It stands behind the lists of its area, which begins with these. */
  readonly behindLists?: boolean
  /** Not in the menu (opened from elsewhere). */
  readonly hidden?: boolean
  /** What of the shell is set here: the shell leads to it, whatever its address. */
  readonly settles?: 'notices'
  /** For a phone: `mobile` pages live in the H5 application. */
  readonly device?: 'desktop' | 'mobile'
  /** The object whose records it shows, one at a time, by the `$id` of its path. */
  readonly record?: string
  readonly load: () => Promise<{ default: (props: Record<string, never>) => unknown }>
}
export const definePage = (definition: PageDefinition): PageDefinition => definition

/** A panel on another module's record page. */
export interface PanelDefinition {
  readonly name: string
  readonly label: Label
  /** `customer.person:side`, `customer.person:main`. */
  readonly on: string
  readonly order?: number
  /** Shown where a panel is opened by a button (acts on a phone). */
  readonly icon?: string
  /** Right needed to be offered it: `customer.tag`, or an act on an object, `fieldwork.follow_up:create`. */
  readonly may?: string
  readonly load: () => Promise<{ default: (props: { object: string; id: string }) => unknown }>
}
export const definePanel = (definition: PanelDefinition): PanelDefinition => definition
