import type { UnitOfWork } from '@lianke/kernel'
import { tag as tagObject } from '../objects/tag.object.ts'
import { tagGroup } from '../objects/tag-group.object.ts'

const groupName = '自动标签'

/** Makes the tags that do not exist yet, in a group of their own, so that what a channel or a journey says is never lost. */
export const ensureTags = async (work: UnitOfWork, names: readonly string[]): Promise<string[]> => {
  const wanted = [...new Set(names.map((name) => name.trim()).filter((name) => name !== '' && name.length <= 60))].slice(0, 50)
  if (wanted.length === 0) return []
  const found = await work.records.list(tagObject, {
    filter: { field: 'name', op: 'in', value: wanted },
    fields: ['id', 'name'],
    limit: 200,
  })
  const missing = wanted.filter((name) => !found.data.some((tag) => tag.name === name))
  if (missing.length > 0) {
    const group = await work.records.upsert({ object: tagGroup, key: ['name'], rows: [{ name: groupName }] })
    await work.records.upsert({
      object: tagObject,
      key: ['name'],
      rows: missing.map((name) => ({ name, tag_group: group.ids[0] })),
    })
  }
  return wanted
}
