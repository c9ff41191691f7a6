import { add, defineJob, remove, type UnitOfWork } from '@lianke/kernel'
import { person } from '../objects/person.object.ts'
import { tag } from '../objects/tag.object.ts'

const personsPerSet = 1000

interface Renaming {
  readonly id: string
  readonly from: string
}

/** Renames it on one set of persons; answers where the next one begins, null where there is none. */
const renameSet = async (work: UnitOfWork, { id, from }: Renaming, cursor: string | null): Promise<string | null> => {
  // What it is called now, held until this set is written: a second renaming waits, and finds what this one leaves.
  const to = (await work.records.find(tag, [id], { fields: ['name'], forUpdate: true })).get(id)?.name
  if (to === undefined || to === from) return null
  const { data, next } = await work.records.list(person, {
    filter: { field: 'tags', op: 'any_of', value: [from] },
    fields: ['id'],
    sort: ['id'],
    limit: personsPerSet,
    cursor,
  })
  await work.records.upsert({
    object: person,
    rows: data.map((one) => ({ id: one.id, tags: { ...remove([from]), ...add([to]) } })),
  })
  return next
}

/** Persons carry tag names: a renamed tag is renamed on them, a set to a transaction. Doing it twice changes nothing. */
export const renameTagJob = defineJob<{ tag: string; from: string }>({
  name: 'customer.rename_tag',
  timeoutMs: 1_800_000,
  run: async (job, { tag: id, from }) => {
    let cursor: string | null = null
    do cursor = await job.transaction((work) => renameSet(work, { id, from }, cursor))
    while (cursor && !job.signal.aborted)
  },
})
