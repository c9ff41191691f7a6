import type { Room, Row } from '@lianke/kernel'
import { localTime, staffAccountField } from '@lianke/kernel'
import { reception } from '../ledgers/reception.ledger.ts'
import { onDuty, type Slot } from '../rules/on-duty.rule.ts'
import type { WelcomeSegment } from '../rules/welcome.rule.ts'

export type CodeRow = Row & {
  name: string
  channel: string
  state: string | null
  status: string
  source: string | null
  tags: string[] | null
  remark_template: string | null
  config_id: string | null
  staff: string[] | null
  schedule: Slot[] | null
  backup_staff: string[] | null
  daily_cap: number | null
  published_staff: string[] | null
  auto_accept: boolean | null
  auto_accept_from: string | null
  auto_accept_to: string | null
  scans: number | null
  lost: number | null
  welcome_text: string | null
  welcome_attachments: unknown[] | null
  welcome_segments: WelcomeSegment[] | null
  blocked_names: string[] | null
}

const staffMax = 100

/** The code behind a state. */
export const codeByState = async (room: Room, state: string): Promise<CodeRow | null> =>
  state === ''
    ? null
    : ((
        await room.system.records.list<CodeRow>('marketing.channel_code', {
          filter: { field: 'state', op: 'eq', value: state },
          limit: 1,
        })
      ).data[0] ?? null)

/** How many people each of these staff members received today by this code: what the ledger of receptions says, one statement. */
export const receivedToday = async (room: Room, code: string, staff: readonly string[]): Promise<Map<string, number>> => {
  const { day } = localTime(room.now, room.zone)
  const balances = await room.ledger(reception).balances(staff.map((one) => ({ code, staff: one, day })))
  return new Map(staff.map((one, at) => [one, Number(balances[at]?.balance ?? 0)]))
}

/** Everybody who may answer a code, at whatever hour. */
const namedBy = (code: CodeRow): string[] => [
  ...new Set([...(code.staff ?? []), ...(code.schedule ?? []).flatMap((slot) => slot.staff)]),
]

/** Accounts, on the code's channel, of whoever should answer it now. */
export const usersNow = async (room: Room, code: CodeRow): Promise<string[]> => {
  const ids = onDuty(
    {
      staff: code.staff ?? [],
      schedule: code.schedule ?? [],
      backup: code.backup_staff ?? [],
      dailyCap: code.daily_cap,
      addedToday: code.daily_cap ? await receivedToday(room, code.id, namedBy(code)) : new Map(),
    },
    localTime(room.now, room.zone),
  ).slice(0, staffMax)
  if (ids.length === 0) return []
  const account = staffAccountField(code.channel)
  const staff = await room.system.records.list<Row>('organisation.staff', {
    filter: {
      and: [
        { field: 'id', op: 'in', value: ids },
        { field: 'status', op: 'eq', value: 'active' },
      ],
    },
    fields: [account],
    limit: staffMax,
  })
  return staff.data.flatMap((one) => (typeof one[account] === 'string' && one[account] ? [one[account]] : [])).sort()
}
