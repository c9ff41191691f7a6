import { listIn, oneOf, type RowOf, textIn, textsIn } from '@lianke/kernel'
import type { channelCode } from '../objects/channel-code.object.ts'
import type { Slot } from './on-duty.rule.ts'
import type { WelcomeSegment } from './welcome.rule.ts'

type Stored = RowOf<typeof channelCode>
type Loose = Readonly<Record<string, unknown>>

/** A channel code with what its json fields say, read once. */
export interface CodeRow extends Omit<Stored, 'staff' | 'schedule' | 'backup_staff' | 'published_staff' | Welcomes> {
  readonly staff: readonly string[]
  readonly schedule: readonly Slot[]
  readonly backup_staff: readonly string[]
  readonly published_staff: readonly string[]
  readonly welcome_attachments: readonly unknown[]
  readonly welcome_segments: readonly WelcomeSegment[]
  readonly blocked_names: readonly string[]
}
type Welcomes = 'welcome_attachments' | 'welcome_segments' | 'blocked_names'

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const hours = ({ weekdays, days, from, to }: Loose) => ({
  days: oneOf(['working', 'off'], days),
  weekdays: list(weekdays).filter((day): day is number => typeof day === 'number'),
  from: textIn(from) ?? undefined,
  to: textIn(to) ?? undefined,
})

/** The code as rules take it. */
export const codeOf = (row: Stored): CodeRow => ({
  ...row,
  staff: textsIn(row.staff),
  schedule: listIn(row.schedule, (slot): Slot => ({ ...hours(slot), staff: textsIn(slot.staff) })),
  backup_staff: textsIn(row.backup_staff),
  published_staff: textsIn(row.published_staff),
  welcome_attachments: list(row.welcome_attachments),
  welcome_segments: listIn(
    row.welcome_segments,
    (one): WelcomeSegment => ({ ...hours(one), text: textIn(one.text) ?? '', attachments: list(one.attachments) }),
  ),
  blocked_names: textsIn(row.blocked_names),
})
