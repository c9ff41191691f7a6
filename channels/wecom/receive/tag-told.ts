import type { CorpHost } from '../corp/corp-host.ts'
import { call } from '../api/client.ts'
import type { TagGroup } from '../api/external-contact.ts'
import { WecomError } from '../api/wecom-error.ts'
import { textOf } from './read-xml.rule.ts'
import { one, type Translator } from './told.ts'

/** The corp's tags by groups: all of them, or those that are asked for; what was deleted is not among them. */
export const readTags = async (
  host: CorpHost,
  asked: { readonly tag_id?: readonly string[]; readonly group_id?: readonly string[] } = {},
): Promise<readonly TagGroup[]> => {
  try {
    const { tag_group = [] } = await call<{ tag_group?: readonly TagGroup[] }>(
      host,
      '/cgi-bin/externalcontact/get_corp_tag_list',
      { body: { ...asked } },
    )
    return tag_group.filter(({ deleted }) => !deleted)
  } catch (cause) {
    if (cause instanceof WecomError && cause.kind === 'gone') return []
    throw cause
  }
}

/** The tags of these groups, each with its group. */
export const tagPayloads = (groups: readonly TagGroup[]) =>
  groups.flatMap((group) =>
    (group.tag ?? []).flatMap(({ id, name, order = 0, deleted }) =>
      deleted ? [] : [{ id, name, order, group_id: group.group_id, group_name: group.group_name, group_order: group.order ?? 0 }],
    ),
  )

/** Tags were made, renamed, moved or deleted in the console. Tags of a rule group (strategy) are none of the corp's: nothing is told of them. */
export const tagTold: Translator = async (host, told) => {
  const id = textOf(told.event.Id)
  const isGroup = textOf(told.event.TagType) === 'tag_group'
  const change = textOf(told.event.ChangeType)
  if (textOf(told.event.StrategyId) !== '') return []
  const gone = () => one(told, 'wecom.tag_removed', { id, is_group: isGroup })
  if (change === 'delete') return gone()
  const asked = change === 'shuffle' ? {} : isGroup ? { group_id: [id] } : { tag_id: [id] }
  const tags = tagPayloads(await readTags(host, asked)).filter((tag) => change === 'shuffle' || isGroup || tag.id === id)
  // Told late: it was deleted since.
  if (tags.length === 0 && change !== 'shuffle') return gone()
  return tags.flatMap((tag) => one(told, 'wecom.tag_seen', tag, { key: `${told.key}:${tag.id}` }))
}
