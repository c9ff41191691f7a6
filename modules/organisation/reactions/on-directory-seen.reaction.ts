import { channelOfFact, defineReaction, type Room, type Row, staffAccountField } from '@lianke/kernel'

const department = 'organisation.department'
const staff = 'organisation.staff'
/** A member who has left the corp, in the directory's own numbers. */
const statusLeft = 5

const externalId = (channel: string, id: unknown): string => `${channel}:${id}`
const departmentOf = async (room: Room, channel: string, id: unknown): Promise<Row | null> =>
  id === null || id === undefined || id === 0
    ? null
    : ((
        await room.records.list(department, {
          filter: { field: 'external_id', op: 'eq', value: externalId(channel, id) },
          fields: ['name', 'parent'],
          limit: 1,
        })
      ).data[0] ?? null)

/** One of ours that bears the same name below the same parent and is tied to nothing yet: it is the same department. */
const unboundOf = async (room: Room, name: string, parent: string | null): Promise<Row | null> =>
  (
    await room.records.list(department, {
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
  run: async (room, fact) => {
    const { id, name, parent } = fact.payload as { id?: number; name?: string; parent?: number }
    if (!id || !name) return
    const channel = channelOfFact(fact)
    const above = (await departmentOf(room, channel, parent))?.id ?? null
    const known = (await departmentOf(room, channel, id)) ?? (await unboundOf(room, name, above))
    const values = { name, external_id: externalId(channel, id), ...(above ? { parent: above } : {}) }
    if (known) await room.records.update(department, known.id, values)
    else await room.records.create(department, values)
  },
})

/** A member of a channel's directory is one of our staff: found by account, made without any right when unknown, marked when gone. */
export const onStaffSeen = defineReaction({
  name: 'organisation.on_staff_seen',
  hears: ['directory.staff_seen'],
  once: (fact) => fact.id,
  run: async (room, fact) => {
    const told = fact.payload as {
      userid?: string
      old_userid?: string
      name?: string
      position?: string
      main_department?: number
      departments?: number[]
      status?: number
    }
    const channel = channelOfFact(fact)
    if (!told.userid || !channel) return
    const account = staffAccountField(channel)
    const [known] = (
      await room.records.list(staff, {
        filter: { field: account, op: 'in', value: [told.userid, ...(told.old_userid ? [told.old_userid] : [])] },
        fields: [account, 'department', 'job_title', 'status'],
        limit: 1,
      })
    ).data
    const place = (await departmentOf(room, channel, told.main_department ?? told.departments?.[0]))?.id ?? null
    const left = told.status === statusLeft
    if (!known) {
      if (left) return
      await room.records.create(staff, {
        name: told.name || told.userid,
        [account]: told.userid,
        ...(told.position ? { job_title: told.position } : {}),
        ...(place ? { department: place } : {}),
      })
      return
    }
    // What the company has filled in by hand stays as it is.
    const values = {
      ...(known[account] === told.userid ? {} : { [account]: told.userid }),
      ...(known.department || !place ? {} : { department: place }),
      ...(known.job_title || !told.position ? {} : { job_title: told.position }),
      ...(left && known.status === 'active' ? { status: 'left' } : {}),
    }
    if (Object.keys(values).length > 0) await room.records.update(staff, known.id, values)
  },
})
