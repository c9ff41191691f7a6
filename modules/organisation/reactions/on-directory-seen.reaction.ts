import {
  accountIssuer,
  channelOfFact,
  defineReaction,
  type Fact,
  type UnitOfWork,
  type RowOf,
  staffAccountField,
} from '@lianke/kernel'
import { z } from 'zod'
import { department } from '../objects/department.object.ts'
import { staffLeft } from '../events/organisation.events.ts'
import { staff } from '../objects/staff.object.ts'
import { staffAccount } from '../objects/staff-account.object.ts'
import { staffByAccount } from '../queries/staff-by-account.query.ts'
import { reachIn } from '../rules/member-reach.rule.ts'
import { joinMember, reachValues, sameMember, takeAccount } from './same-member.ts'
import { dropAccount, hasOtherAccount, makeStaff } from './keep-account.ts'

const toldText = z.string().optional().catch(undefined)
const toldNumber = z.number().optional().catch(undefined)
/** A department and a member as the directory tells them; what is of another shape is not told. */
const departmentTold = z.object({ id: toldNumber, name: toldText, parent: toldNumber })
const memberTold = z.object({
  userid: toldText,
  old_userid: toldText,
  name: toldText,
  position: toldText,
  main_department: toldNumber,
  departments: z.array(z.number()).optional().catch(undefined),
  status: toldNumber,
  mobile: toldText,
  emails: z.array(z.string()).optional().catch(undefined),
})

type Found = Pick<RowOf<typeof department>, 'id' | 'name'>
/** A member who has left the corp, in the directory's own numbers. */
const statusLeft = 5

/** In whose directory an id is told: numbers of one of a vendor's companies mean nothing in another. */
const directoryOf = (fact: Fact): string => {
  const issuer = accountIssuer(fact.payload)
  return issuer === '' ? channelOfFact(fact) : `${channelOfFact(fact)}:${issuer}`
}
const externalId = (directory: string, id: unknown): string => `${directory}:${id}`
const departmentOf = async (work: UnitOfWork, directory: string, id: unknown): Promise<Found | null> =>
  id === null || id === undefined || id === 0
    ? null
    : ((
        await work.records.list(department, {
          filter: { field: 'external_id', op: 'eq', value: externalId(directory, id) },
          fields: ['name', 'parent'],
          limit: 1,
        })
      ).data[0] ?? null)

/** One of ours that bears the same name below the same parent and is tied to nothing yet: it is the same department. */
const unboundOf = async (work: UnitOfWork, name: string, parent: string | null): Promise<Found | null> =>
  (
    await work.records.list(department, {
      filter: {
        and: [
          { field: 'name', op: 'eq', value: name },
          { field: 'external_id', op: 'empty' },
          parent ? { field: 'parent', op: 'eq', value: parent } : { field: 'parent', op: 'empty' },
        ],
      },
      fields: ['name'],
      limit: 1,
    })
  ).data[0] ?? null

/** A department of a channel's directory is one of ours, by its number, else by its name and place. */
export const onDepartmentSeen = defineReaction({
  name: 'organisation.on_department_seen',
  hears: ['directory.department_seen'],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    const { id, name, parent } = departmentTold.parse(fact.payload)
    if (!id || !name) return
    const directory = directoryOf(fact)
    const above = (await departmentOf(work, directory, parent))?.id ?? null
    const known = (await departmentOf(work, directory, id)) ?? (await unboundOf(work, name, above))
    const values = { name, external_id: externalId(directory, id), ...(above ? { parent: above } : {}) }
    if (known) await work.records.update(department, known.id, values)
    else await work.records.create(department, values)
  },
})

/** A member of a channel's directory is one of our staff: found by account, made without any right when unknown, marked when gone. */
export const onStaffSeen = defineReaction({
  name: 'organisation.on_staff_seen',
  hears: ['directory.staff_seen'],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    const told = memberTold.parse(fact.payload)
    const channel = channelOfFact(fact)
    if (!told.userid || !channel) return
    const issuer = accountIssuer(fact.payload)
    const accounts = [told.userid, ...(told.old_userid ? [told.old_userid] : [])]
    const found = await staffByAccount(work, channel, accounts, issuer)
    const reach = reachIn(told, { zone: work.zone, locale: work.locale, baseCurrency: work.currency, region: work.phoneRegion })
    const joined = found?.status === 'active' ? await joinMember(work, found, { channel, issuer }, reach) : null
    const known = joined ? await staffByAccount(work, channel, accounts, issuer) : found
    const place = (await departmentOf(work, directoryOf(fact), told.main_department ?? told.departments?.[0]))?.id ?? null
    const left = told.status === statusLeft
    if (!known) {
      if (left) return
      const same = await sameMember(work, { channel, issuer }, reach)
      if (same) return takeAccount(work, same, { channel, issuer, account: told.userid })
      const values = {
        ...(await reachValues(work, reach)),
        ...(told.position ? { job_title: told.position } : {}),
        ...(place ? { department: place } : {}),
      }
      await makeStaff(work, { channel, issuer, account: told.userid }, { name: told.name || told.userid, ...values })
      return
    }
    const renamed = known.account !== told.userid
    if (renamed && known.elsewhere) await work.system.records.update(staffAccount, known.elsewhere, { account: told.userid })
    if (left && (await hasOtherAccount(work, known.id, { channel, issuer }))) {
      await dropAccount(work, known, channel)
      return
    }
    // What the company has filled in by hand stays as it is.
    const values = {
      ...(renamed && !known.elsewhere ? { [staffAccountField(channel)]: told.userid } : {}),
      ...(known.department || !place ? {} : { department: place }),
      ...(known.job_title || !told.position ? {} : { job_title: told.position }),
      ...(left && known.status === 'active' ? { status: 'left' as const } : {}),
      ...(await reachValues(work, reach, known.id)),
    }
    if (Object.keys(values).length > 0) await work.records.update(staff.name, known.id, values)
  },
})

/** A member is gone from a channel's directory: our record of him stays, and says that he has left; who is in another of the vendor's companies loses this account alone. */
export const onStaffGone = defineReaction({
  name: 'organisation.on_staff_gone',
  hears: ['directory.staff_left'],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    const { userid } = memberTold.parse(fact.payload)
    const channel = channelOfFact(fact)
    const issuer = accountIssuer(fact.payload)
    const known = userid && channel ? await staffByAccount(work, channel, [userid], issuer) : null
    if (known?.status !== 'active') return
    if (await hasOtherAccount(work, known.id, { channel, issuer })) return dropAccount(work, known, channel)
    await work.records.update(staff, known.id, { status: 'left' })
    await work.emit({
      name: staffLeft.name,
      subject: { object: staff.name, id: known.id },
      cause: { id: fact.id, hops: fact.hops },
      payload: { name: known.name, handed: 0, successor: null },
    })
  },
})

/** A department is gone from it: ours goes, too, where nobody is in it; else it stands on its own. */
export const onDepartmentGone = defineReaction({
  name: 'organisation.on_department_gone',
  hears: ['directory.department_removed'],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    const known = await departmentOf(work, directoryOf(fact), departmentTold.parse(fact.payload).id)
    if (!known) return
    const uses = await work.records.uses({ object: department.name, ids: [known.id] })
    if (uses.length === 0) await work.records.remove(department, known.id)
    else await work.records.update(department, known.id, { external_id: null })
  },
})
