import { staff as staffObject } from '@lianke/organisation/contract'
import { localTime, type Room } from '@lianke/kernel'
import { reception } from '../ledgers/reception.ledger.ts'
import { type CodeRow, codeOf } from '../rules/code-row.rule.ts'
import { onDuty } from '../rules/on-duty.rule.ts'
import { welcomeOf } from '../rules/welcome.rule.ts'
import { channelCode } from '../objects/channel-code.object.ts'

const staffMax = 100

/** The code behind a state. */
export const codeByState = async (room: Room, state: string): Promise<CodeRow | null> => {
  if (state === '') return null
  const found = await room.system.records.list(channelCode, { filter: { field: 'state', op: 'eq', value: state }, limit: 1 })
  return found.data[0] ? codeOf(found.data[0]) : null
}

/** How many people each of these staff members received today by this code: what the ledger of receptions says, one statement. */
export const receivedToday = async (room: Room, code: string, staff: readonly string[]): Promise<Map<string, number>> => {
  const { day } = localTime(room.now, room.zone)
  const balances = await room.ledger(reception).balances(staff.map((one) => ({ code, staff: one, day })))
  return new Map(staff.map((one, at) => [one, Number(balances[at]?.balance ?? 0)]))
}

/** Everybody who may answer a code, at whatever hour. */
const namedBy = (code: CodeRow): string[] => [...new Set([...code.staff, ...code.schedule.flatMap((slot) => slot.staff)])]

/** WeCom accounts of whoever should answer the code now. */
export const usersNow = async (room: Room, code: CodeRow): Promise<string[]> => {
  const ids = onDuty(
    {
      staff: code.staff,
      schedule: code.schedule,
      backup: code.backup_staff,
      dailyCap: code.daily_cap,
      addedToday: code.daily_cap ? await receivedToday(room, code.id, namedBy(code)) : new Map(),
    },
    localTime(room.now, room.zone),
  ).slice(0, staffMax)
  if (ids.length === 0) return []
  const staff = await room.system.records.list(staffObject, {
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
    attachments: code.welcome_attachments,
    segments: code.welcome_segments,
    blockedNames: code.blocked_names,
  }
  return welcomeOf(config, input.nickname, localTime(room.now, room.zone))
}
