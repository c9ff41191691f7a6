import { call } from '../api/client.ts'
import type { TagGroup } from '../api/external-contact.ts'
import type { Phase } from './reading.ts'

export const tags: Phase = async function* ({ host, fact, at }) {
  const { tag_group = [] } = await call<{ tag_group?: readonly TagGroup[] }>(host, '/cgi-bin/externalcontact/get_corp_tag_list', {
    body: {},
  })
  const facts = tag_group.flatMap((group) =>
    (group.tag ?? []).map((tag) =>
      fact('wecom.tag_seen', `tag:${tag.id}`, {
        id: tag.id,
        name: tag.name,
        order: tag.order ?? 0,
        group_id: group.group_id,
        group_name: group.group_name,
      }),
    ),
  )
  yield { checkpoint: at('customers'), facts, progress: { done: facts.length, total: facts.length }, problems: [] }
}
