import { fail, post, type Call, type Input } from './api.ts'
import { friendship } from './customer.calls.ts'
import type { Store } from '../world/store.ts'
import type { TagGroup } from '../world/world.ts'

const tagsMax = 3000
const nameMax = 30

const nameOf = (value: unknown): string => {
  const name = typeof value === 'string' ? value.trim() : ''
  return name !== '' && [...name].length <= nameMax ? name : fail(40072)
}
const known = (store: Store): Set<string> => new Set(store.world.tag_groups.flatMap((group) => group.tag.map((tag) => tag.id)))
const shown = (group: TagGroup, tags = group.tag): Record<string, unknown> => ({ ...group, tag: tags })

const addTags = (store: Store, input: Input): Record<string, unknown> => {
  const wanted = input.list('tag').map((tag) => ({ name: nameOf(tag.name), order: Number(tag.order ?? 0) }))
  if (wanted.length === 0) fail(40058, 'missing tag')
  if (known(store).size + wanted.length > tagsMax) fail(40126, 'tag count out of limit')
  const groups = store.world.tag_groups
  let group = input.has('group_id')
    ? (groups.find((each) => each.group_id === input.text('group_id')) ?? fail(40068))
    : groups.find((each) => each.group_name === nameOf(input.text('group_name')))
  const names = [...(group?.tag.map((tag) => tag.name) ?? []), ...wanted.map((tag) => tag.name)]
  if (new Set(names).size !== names.length) fail(40071)
  if (!group) {
    group = {
      group_id: store.id('et'),
      group_name: nameOf(input.text('group_name')),
      order: input.number('order', 0),
      create_time: store.now(),
      tag: [],
    }
    groups.push(group)
  }
  const made = wanted.map((tag) => ({ id: store.id('et'), ...tag, create_time: store.now() }))
  group.tag.push(...made)
  return { tag_group: shown(group, made) }
}

/** Removes tags and groups with everything that pointed to them. */
export const removeTags = (store: Store, tagIds: readonly string[], groupIds: readonly string[]): void => {
  const gone = new Set([
    ...tagIds,
    ...store.world.tag_groups
      .filter((group) => groupIds.includes(group.group_id))
      .flatMap((group) => group.tag.map((tag) => tag.id)),
  ])
  for (const group of store.world.tag_groups) group.tag = group.tag.filter((tag) => !gone.has(tag.id))
  store.world.tag_groups = store.world.tag_groups.filter((group) => group.tag.length > 0 && !groupIds.includes(group.group_id))
  for (const relation of Object.values(store.world.relations)) relation.tags = relation.tags.filter((id) => !gone.has(id))
}

export const tagCalls: readonly Call[] = [
  post('/cgi-bin/externalcontact/get_corp_tag_list', 'customer', (store, input) => {
    const groupIds = input.texts('group_id')
    const tagIds = input.texts('tag_id')
    const groups = store.world.tag_groups
    if (groupIds.length)
      return { tag_group: groups.filter((group) => groupIds.includes(group.group_id)).map((group) => shown(group)) }
    if (tagIds.length) {
      const found = groups.map((group) =>
        shown(
          group,
          group.tag.filter((tag) => tagIds.includes(tag.id)),
        ),
      )
      return { tag_group: found.filter((group) => (group.tag as unknown[]).length > 0) }
    }
    return { tag_group: groups.map((group) => shown(group)) }
  }),
  post('/cgi-bin/externalcontact/add_corp_tag', 'customer', addTags),
  post('/cgi-bin/externalcontact/edit_corp_tag', 'customer', (store, input) => {
    const id = input.text('id')
    const group = store.world.tag_groups.find((each) => each.group_id === id)
    if (group) {
      if (input.has('name')) group.group_name = nameOf(input.text('name'))
      group.order = input.number('order', group.order)
      return {}
    }
    const home = store.world.tag_groups.find((each) => each.tag.some((tag) => tag.id === id)) ?? fail(40068)
    const tag = home.tag.find((each) => each.id === id) ?? fail(40068)
    if (input.has('name')) {
      const name = nameOf(input.text('name'))
      if (home.tag.some((each) => each.id !== id && each.name === name)) fail(40071)
      tag.name = name
    }
    tag.order = input.number('order', tag.order)
    return {}
  }),
  post('/cgi-bin/externalcontact/del_corp_tag', 'customer', (store, input) => {
    const tagIds = input.texts('tag_id')
    const groupIds = input.texts('group_id')
    if (tagIds.length + groupIds.length === 0) fail(40058)
    const ids = known(store)
    if (
      tagIds.some((id) => !ids.has(id)) ||
      groupIds.some((id) => !store.world.tag_groups.some((group) => group.group_id === id))
    )
      fail(40068)
    removeTags(store, tagIds, groupIds)
    return {}
  }),
  post('/cgi-bin/externalcontact/mark_tag', 'customer', (store, input, caller) => {
    const add = input.texts('add_tag')
    const remove = input.texts('remove_tag')
    if (add.length + remove.length === 0) fail(40058)
    const relation = friendship(store, caller, input.text('userid'), input.text('external_userid'))
    const ids = known(store)
    if ([...add, ...remove].some((id) => !ids.has(id))) fail(40068)
    relation.tags = [...new Set([...relation.tags, ...add])].filter((id) => !remove.includes(id))
    return {}
  }),
]
