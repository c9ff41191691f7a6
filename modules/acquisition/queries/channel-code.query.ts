import { accountsAt, staff as staffObject } from '@lianke/organisation/contract'
import { localTime, scheduleMoment, type UnitOfWork } from '@lianke/kernel'
import { receptionist } from '../fields/staff-paused.field.ts'
import { reception } from '../ledgers/reception.ledger.ts'
import { type CodeRow, codeOf } from '../rules/code-row.rule.ts'
import { acceptsNow } from '../rules/accepts-now.rule.ts'
import { onDuty } from '../rules/on-duty.rule.ts'
import { channelCode } from '../objects/channel-code.object.ts'

const staffMax = 100

/** The code behind a state. */
export const codeByState = async (work: UnitOfWork, state: string): Promise<CodeRow | null> => {
  if (state === '') return null
  const found = await work.system.records.list(channelCode, { filter: { field: 'state', op: 'eq', value: state }, limit: 1 })
  return found.data[0] ? codeOf(found.data[0]) : null
}

/** How many people each of these staff members received today by this code: what the ledger of receptions says, one statement. */
const receivedToday = async (work: UnitOfWork, code: string, staff: readonly string[]): Promise<Map<string, number>> => {
  const { day } = localTime(work.now, work.zone)
  const balances = await work.ledger(reception).balances(staff.map((one) => ({ code, staff: one, day })))
  return new Map(staff.map((one, at) => [one, Number(balances[at]?.balance ?? 0)]))
}

/** Everybody who may answer a code, at whatever hour. */
const namedBy = (code: CodeRow): string[] => [...new Set([...code.staff, ...code.schedule.flatMap((slot) => slot.staff)])]

/** Everybody who is named for a code, for a slot of it, or as its backup, and takes no newcomers for now. */
const paused = async (work: UnitOfWork, code: CodeRow): Promise<ReadonlySet<string>> => {
  const named = [...new Set([...namedBy(code), ...code.backup_staff])]
  if (named.length === 0) return new Set()
  const { data } = await work.system.records.list(receptionist, {
    filter: {
      and: [
        { field: 'id', op: 'in', value: named },
        { field: 'codes_paused', op: 'eq', value: true },
      ],
    },
    fields: ['id'],
    limit: named.length,
  })
  return new Set(data.map(({ id }) => id))
}

/** Accounts, on the code's channel, of whoever should answer it now. */
const usersNow = async (work: UnitOfWork, code: CodeRow): Promise<string[]> => {
  const away = await paused(work, code)
  const present = (staff: readonly string[]) => staff.filter((id) => !away.has(id))
  const ids = onDuty(
    {
      staff: present(code.staff),
      schedule: code.schedule.map((slot) => ({ ...slot, staff: present(slot.staff) })),
      backup: present(code.backup_staff),
      dailyCap: code.daily_cap,
      addedToday: code.daily_cap ? await receivedToday(work, code.id, namedBy(code)) : new Map(),
    },
    scheduleMoment((await work.calendars()).usual, work.now, work.zone),
  ).slice(0, staffMax)
  if (ids.length === 0) return []
  const staff = await work.system.records.list(staffObject.name, {
    filter: {
      and: [
        { field: 'id', op: 'in', value: ids },
        { field: 'status', op: 'eq', value: 'active' },
      ],
    },
    fields: ['id'],
    limit: staffMax,
  })
  const there = staff.data.map(({ id }) => id)
  return [...(await accountsAt(work, there, { channel: code.channel, issuer: code.issuer ?? '' })).values()].sort()
}

/** Accounts that answer a code, and whether it accepts by itself. */
export interface Answering {
  readonly users: readonly string[]
  readonly accepts: boolean
}
/** How a code is answered at this moment. */
export const answersNow = async (work: UnitOfWork, code: CodeRow): Promise<Answering> => ({
  users: await usersNow(work, code),
  accepts: acceptsNow(code, scheduleMoment((await work.calendars()).usual, work.now, work.zone)),
})
