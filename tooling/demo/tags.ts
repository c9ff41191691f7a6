import { tagGroups } from './words.ts'
import { type Demo, writeSets } from './write-sets.ts'

export const writeTags = async (demo: Demo): Promise<void> => {
  const groups = await writeSets(
    demo,
    'customer.tag_group',
    tagGroups.map(({ name, exclusive }, position) => ({ name, exclusive, position, kind: 'corp' })),
  )
  await writeSets(
    demo,
    'customer.tag',
    tagGroups.flatMap(({ tags, color }, group) =>
      tags.map((name, position) => ({ name, color, position, tag_group: groups[group] })),
    ),
  )
}
