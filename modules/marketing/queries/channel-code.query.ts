import type { Room, Row } from '@lianke/kernel'
import { localTime } from '@lianke/kernel'
import { onDuty, type Slot } from '../rules/on-duty.rule.ts'
import { welcomeOf, type WelcomeSegment } from '../rules/welcome.rule.ts'

export type CodeRow = Row & {
  name: string
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

/** How many people each staff member gained today by this code. A cap is a function of the date, so nothing has to be reset at midnight. */
export const addedToday = async (room: Room, state: string): Promise<Map<string, number>> => {
  const today = await room.system.records.list<Row & { staff: string }>('customer.relation', {
    filter: {
      and: [
        { field: 'state', op: 'eq', value: state },
        { field: 'added_at', op: 'within', value: { this: 'day' } },
      ],
    },
    fields: ['staff'],
    limit: 200,
  })
  const counts = new Map<string, number>()
  for (const { staff } of today.data) counts.set(staff, (counts.get(staff) ?? 0) + 1)
  return counts
}

/** WeCom accounts of whoever should answer the code now. */
export const usersNow = async (room: Room, code: CodeRow): Promise<string[]> => {
  const ids = onDuty(
    {
      staff: code.staff ?? [],
      schedule: code.schedule ?? [],
      backup: code.backup_staff ?? [],
      dailyCap: code.daily_cap,
      addedToday: code.daily_cap && code.state ? await addedToday(room, code.state) : new Map(),
    },
    localTime(room.now, room.zone),
  ).slice(0, staffMax)
  if (ids.length === 0) return []
  const staff = await room.system.records.list<Row & { wecom_userid: string | null }>('organisation.staff', {
    filter: {
      and: [
        { field: 'id', op: 'in', value: ids },
        { field: 'status', op: 'eq', value: 'active' },
      ],
    },
    fields: ['wecom_userid'],
    limit: staffMax,
  })
  return staff.data.flatMap((one) => (one.wecom_userid ? [one.wecom_userid] : [])).sort()
}

/** The greeting for someone who came by a state, for the fast path of a channel. */
export const welcomeFor = async (
  room: Room,
  input: { readonly state: string; readonly nickname: string },
): Promise<{ text: string; attachments: readonly unknown[] } | null> => {
  const code = await codeByState(room, input.state)
  if (!code) return null
  const config = {
    text: code.welcome_text,
    attachments: code.welcome_attachments ?? [],
    segments: code.welcome_segments ?? [],
    blockedNames: code.blocked_names ?? [],
  }
  return welcomeOf(config, input.nickname, localTime(room.now, room.zone))
}
