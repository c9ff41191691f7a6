import { accountIssuer, channelOfFact, defineReaction, type Fact, type UnitOfWork } from '@lianke/kernel'
import { renameTagJob } from '../jobs/rename-tag.job.ts'
import { person } from '../objects/person.object.ts'
import { tagGroup } from '../objects/tag-group.object.ts'
import { tag } from '../objects/tag.object.ts'
import { positionOf, tagsGoneShape, type TagTold, tagToldShape } from '../rules/directory-told.rule.ts'

const tagsMax = 200
/** Who keeps a tag: a channel, and which of the vendor's companies where that is not the first. */
const keeperOf = (fact: Fact): string => {
  const [channel, issuer] = [channelOfFact(fact), accountIssuer(fact.payload)]
  return channel && issuer ? `${channel}:${issuer}` : channel
}
const externalOf = (keeper: string, id: string): string => `${keeper}:${id}`
/** Ids of a keeper's own begin like those of companies beside it, and have no further colon. */
const isOf = (keeper: string, external: string | null): external is string =>
  external !== null && !external.slice(externalOf(keeper, '').length).includes(':')

/** The group of a told tag: by its id there, else one of the same name that no channel keeps. */
const groupOf = async (work: UnitOfWork, keeper: string, told: TagTold): Promise<string> => {
  const external_id = externalOf(keeper, told.group_id)
  const { data } = await work.records.list(tagGroup, {
    filter: {
      or: [
        { field: 'external_id', op: 'eq', value: external_id },
        { field: 'name', op: 'eq', value: told.group_name },
      ],
    },
    fields: ['name', 'external_id', 'position', 'kind'],
    limit: 2,
  })
  const named = data.find(({ name }) => name === told.group_name)
  const known = data.find((one) => one.external_id === external_id) ?? named
  const position = positionOf(told.group_order)
  if (!known) {
    const made = await work.records.create(tagGroup, { name: told.group_name, kind: 'corp', external_id, position })
    return made.id
  }
  // A name stands once: where another group bears it, this one keeps its own.
  const name = named && named.id !== known.id ? known.name : told.group_name
  if (known.external_id !== null && known.external_id !== external_id) return known.id
  if (known.name !== name || known.external_id !== external_id || known.position !== position || known.kind !== 'corp')
    await work.records.update(tagGroup, known.id, { name, external_id, position, kind: 'corp' })
  return known.id
}

/** Tags that the channel keeps no more: those that somebody still bears stand on their own, the others go. */
const release = async (work: UnitOfWork, ids: readonly { readonly id: string; readonly name: string }[]): Promise<void> => {
  for (const { id, name } of ids) {
    const borne = await work.records.list(person, {
      filter: { field: 'tags', op: 'any_of', value: [name] },
      fields: ['id'],
      limit: 1,
    })
    if (borne.data.length > 0) await work.records.update(tag, id, { external_id: null })
    else await work.records.remove(tag, id)
  }
}

/** The new word of a tag may have come with a customer before the renaming did: that word is the tag from now on, and persons follow. */
const followWord = async (
  work: UnitOfWork,
  known: { readonly id: string; readonly name: string },
  named: { readonly id: string },
): Promise<void> => {
  await work.enqueue(renameTagJob.name, { tag: named.id, from: known.name })
  await release(work, [known])
}

const keepTag = async (work: UnitOfWork, keeper: string, told: TagTold): Promise<void> => {
  if (!told.id || !told.name || !told.group_id || !told.group_name) return
  const external_id = externalOf(keeper, told.id)
  const tag_group = await groupOf(work, keeper, told)
  const { data } = await work.records.list(tag, {
    filter: {
      or: [
        { field: 'external_id', op: 'eq', value: external_id },
        { field: 'name', op: 'eq', value: told.name },
      ],
    },
    fields: ['name', 'external_id', 'position', 'tag_group'],
    limit: 2,
  })
  const named = data.find(({ name }) => name === told.name)
  const bound = data.find((one) => one.external_id === external_id)
  const follows = bound && named && named.id !== bound.id && named.external_id === null
  if (follows) await followWord(work, bound, named)
  const known = follows ? named : (bound ?? named)
  const position = positionOf(told.order)
  if (!known) {
    await work.records.create(tag, { name: told.name, tag_group, external_id, position })
    return
  }
  // The same word in two groups there is one word here, kept by whichever came first.
  if (known.external_id !== null && known.external_id !== external_id) return
  const name = named && named.id !== known.id ? known.name : told.name
  if (known.name !== name || known.external_id !== external_id || known.position !== position || known.tag_group !== tag_group)
    await work.records.update(tag, known.id, { name, external_id, position, tag_group })
}

/** A tag of a channel is one of ours: in its group, under its name, in its order; renamed there, it is renamed here and on the persons. */
export const onTagSeen = defineReaction({
  name: 'customer.on_tag_seen',
  hears: ['tag.seen'],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    const keeper = keeperOf(fact)
    if (keeper) await keepTag(work, keeper, tagToldShape.parse(fact.payload))
  },
})

const gone = async (work: UnitOfWork, fact: Fact): Promise<void> => {
  const keeper = keeperOf(fact)
  const { id, is_group, tag_ids } = tagsGoneShape.parse(fact.payload)
  if (!keeper) return
  if (tag_ids) {
    const there = new Set(tag_ids.map((one) => externalOf(keeper, one)))
    const filter = { field: 'external_id', op: 'starts_with', value: externalOf(keeper, '') } as const
    for await (const set of work.records.inSets(tag, { filter, fields: ['name', 'external_id'] }))
      await release(
        work,
        set.filter(({ external_id }) => isOf(keeper, external_id) && !there.has(external_id)),
      )
    return
  }
  const external = { field: 'external_id', op: 'eq', value: externalOf(keeper, id) } as const
  if (!is_group) {
    await release(work, (await work.records.list(tag, { filter: external, fields: ['name'], limit: 1 })).data)
    return
  }
  const [group] = (await work.records.list(tagGroup, { filter: external, fields: ['id'], limit: 1 })).data
  if (!group) return
  const own = { field: 'tag_group', op: 'eq', value: group.id } as const
  await release(work, (await work.records.list(tag, { filter: own, fields: ['name'], limit: tagsMax })).data)
  const rest = await work.records.list(tag, { filter: own, fields: ['id'], limit: 1 })
  if (rest.data.length > 0) await work.records.update(tagGroup, group.id, { external_id: null, kind: 'internal' })
  else await work.records.remove(tagGroup, group.id)
}

/** A tag, or a whole group, was deleted on the channel; or all tags were read, and who is not among them is gone. */
export const onTagGone = defineReaction({
  name: 'customer.on_tag_gone',
  hears: ['tag.removed', 'tag.all_read'],
  once: (fact) => fact.id,
  run: gone,
})
