import { readTags, tagPayloads } from '../receive/tag-told.ts'
import type { Phase } from './reading.ts'

/** All tags of the corp in one answer; that they are all is told, too, so that one deleted unheard is found. */
export const tags: Phase = async function* ({ host, fact, at }) {
  const seen = tagPayloads(await readTags(host))
  const all = fact('wecom.tags_read', 'tags', { tag_ids: seen.map(({ id }) => id) })
  yield {
    checkpoint: at('customers'),
    facts: [...seen.map((tag) => fact('wecom.tag_seen', `tag:${tag.id}`, tag)), all],
    progress: { done: seen.length, total: seen.length },
    problems: [],
  }
}
