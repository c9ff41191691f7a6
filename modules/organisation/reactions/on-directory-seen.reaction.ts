import { channelOfFact, defineReaction, type UnitOfWork, type RowOf, staffAccountField } from '@lianke/kernel'
import { z } from 'zod'
import { department } from '../objects/department.object.ts'
import { staffLeft } from '../events/organisation.events.ts'
import { staff } from '../objects/staff.object.ts'
import { staffByAccount } from '../queries/staff-by-account.query.ts'

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
})

type Found = Pick<RowOf<typeof department>, 'id' | 'name'>
/** A member who has left the corp, in the directory's own numbers. */
const statusLeft = 5

const externalId = (channel: string, id: unknown): string => `${channel}:${id}`
const departmentOf = async (work: UnitOfWork, channel: string, id: unknown): Promise<Found | null> =>
  id === null || id === undefined || id === 0
    ? null
    : ((
        await work.records.list(department, {
          filter: { field: 'external_id', op: 'eq', value: externalId(channel, id) },
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
    const channel = channelOfFact(fact)
    const above = (await departmentOf(work, channel, parent))?.id ?? null
    const known = (await departmentOf(work, channel, id)) ?? (await unboundOf(work, name, above))
    const values = { name, external_id: externalId(channel, id), ...(above ? { parent: above } : {}) }
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
    // Which field holds the account, the channel's name says: the record is asked by name.
    const account = staffAccountField(channel)
    const known = await staffByAccount(work, channel, [told.userid, ...(told.old_userid ? [told.old_userid] : [])])
    const place = (await departmentOf(work, channel, told.main_department ?? told.departments?.[0]))?.id ?? null
    const left = told.status === statusLeft
    if (!known) {
      if (left) return
      await work.records.create(staff.name, {
        name: told.name || told.userid,
        [account]: told.userid,
        ...(told.position ? { job_title: told.position } : {}),
        ...(place ? { department: place } : {}),
      })
      return
    }
    // What the company has filled in by hand stays as it is.
    const values = {
      ...(known.account === told.userid ? {} : { [account]: told.userid }),
      ...(known.department || !place ? {} : { department: place }),
      ...(known.job_title || !told.position ? {} : { job_title: told.position }),
      ...(left && known.status === 'active' ? { status: 'left' as const } : {}),
    }
    if (Object.keys(values).length > 0) await work.records.update(staff.name, known.id, values)
  },
})

/** A member is gone from a channel's directory: our record of him stays, and says that he has left. */
export const onStaffGone = defineReaction({
  name: 'organisation.on_staff_gone',
  hears: ['directory.staff_left'],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    const { userid } = memberTold.parse(fact.payload)
    const channel = channelOfFact(fact)
    const known = userid && channel ? await staffByAccount(work, channel, [userid]) : null
    if (known?.status !== 'active') return
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
    const known = await departmentOf(work, channelOfFact(fact), departmentTold.parse(fact.payload).id)
    if (!known) return
    const uses = await work.records.uses({ object: department.name, ids: [known.id] })
    if (uses.length === 0) await work.records.remove(department, known.id)
    else await work.records.update(department, known.id, { external_id: null })
  },
})
