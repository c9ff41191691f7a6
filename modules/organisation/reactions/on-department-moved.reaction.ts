import { defineReaction, type Row } from '@lianke/kernel'

const depthMax = 20
type Department = Row & { parent: string | null; path: string | null }

/** Keeps `path` (ids from the root) right below a department that was made or moved; permission reads it. */
export const onDepartmentMoved = defineReaction({
  name: 'organisation.on_department_moved',
  on: ['organisation.department.created', 'organisation.department.updated'],
  once: (fact) => fact.id,
  run: async (room, fact) => {
    const moved = fact.name.endsWith('.created') || (fact.after && 'parent' in fact.after)
    if (!moved || !fact.record) return
    const top = (await room.records.get('organisation.department', fact.record, { fields: ['parent', 'path'] })) as Department
    const parent = top.parent
      ? ((await room.records.get('organisation.department', top.parent, { fields: ['path'] })) as Department)
      : null
    let level = [
      { id: top.id, path: [...(parent?.path?.split('/') ?? (parent ? [parent.id] : [])), top.id].join('/'), old: top.path },
    ]
    for (let depth = 0; depth < depthMax && level.length > 0; depth++) {
      const changed = level.filter((one) => one.path !== one.old)
      if (changed.length > 0)
        await room.records.upsert({ object: 'organisation.department', rows: changed.map(({ id, path }) => ({ id, path })) })
      const pathOf = new Map(level.map((one) => [one.id, one.path]))
      const below: Department[] = []
      for await (const set of room.records.inSets<Department>('organisation.department', {
        filter: { field: 'parent', op: 'in', value: [...pathOf.keys()] },
        fields: ['parent', 'path'],
      }))
        below.push(...set)
      level = below.map((one) => ({ id: one.id, path: `${pathOf.get(one.parent ?? '')}/${one.id}`, old: one.path }))
    }
  },
})
