import type { UnitOfWork } from '@lianke/kernel'
import { tag as tagObject } from '../objects/tag.object.ts'
import { tagGroup } from '../objects/tag-group.object.ts'

const groupName = '自动标签'

/** Names of tags as they are kept: trimmed, each once, the first fifty. */
export const wantedTags = (names: readonly string[]): string[] =>
  [...new Set(names.map((name) => name.trim()).filter((name) => name !== '' && name.length <= 60))].slice(0, 50)

/** Makes those of some tags that do not exist yet, in a group of their own, so that what a channel or a journey says is never lost. */
export const makeTags = async (work: UnitOfWork, wanted: readonly string[]): Promise<void> => {
  if (wanted.length === 0) return
  const found = new Set<string>()
  for await (const set of work.records.inSets(tagObject, {
    filter: { field: 'name', op: 'in', value: wanted },
    fields: ['name'],
  }))
    for (const { name } of set) found.add(name)
  const missing = [...new Set(wanted)].filter((name) => !found.has(name))
  if (missing.length === 0) return
  const group = await work.records.upsert({ object: tagGroup, key: ['name'], rows: [{ name: groupName }] })
  await work.records.upsert({
    object: tagObject,
    key: ['name'],
    rows: missing.map((name) => ({ name, tag_group: group.ids[0] })),
  })
}

/** The same of what somebody says; answers the names as they are kept. */
export const ensureTags = async (work: UnitOfWork, names: readonly string[]): Promise<string[]> => {
  const wanted = wantedTags(names)
  await makeTags(work, wanted)
  return wanted
}
