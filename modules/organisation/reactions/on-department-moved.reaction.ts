import { type ChosenOf, defineReaction, told } from '@lianke/kernel'
import { department } from '../objects/department.object.ts'

const depthMax = 20
type Department = ChosenOf<typeof department, 'parent' | 'path'>

/** Keeps `path` (ids from the root) right below a department that was made or moved; permission reads it. */
export const onDepartmentMoved = defineReaction({
  name: 'organisation.on_department_moved',
  on: [told(department, 'created'), told(department, 'updated')],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    const moved = fact.name.endsWith('.created') || (fact.after && 'parent' in fact.after)
    if (!moved || !fact.record) return
    const top = await work.records.get(department, fact.record, { fields: ['parent', 'path'] })
    const parent = top.parent ? await work.records.get(department, top.parent, { fields: ['path'] }) : null
    let level = [
      { id: top.id, path: [...(parent?.path?.split('/') ?? (parent ? [parent.id] : [])), top.id].join('/'), old: top.path },
    ]
    for (let depth = 0; depth < depthMax && level.length > 0; depth++) {
      const changed = level.filter((one) => one.path !== one.old)
      if (changed.length > 0)
        await work.records.upsert({ object: department, rows: changed.map(({ id, path }) => ({ id, path })) })
      const pathOf = new Map(level.map((one) => [one.id, one.path]))
      const below: Department[] = []
      for await (const set of work.records.inSets(department, {
        filter: { field: 'parent', op: 'in', value: [...pathOf.keys()] },
        fields: ['parent', 'path'],
      }))
        below.push(...set)
      level = below.map((one) => ({ id: one.id, path: `${pathOf.get(one.parent ?? '')}/${one.id}`, old: one.path }))
    }
  },
})
