import type { ChannelDefinition, Fact, ModuleDefinition, NoticeDefinition, ReactionDefinition, UnitOfWork } from '@lianke/kernel'
import { messageStaff } from './message-staff.ts'
import { noticeWords } from './notice-words.ts'
import { keptIn, wishOf } from './wish.ts'

/** Tells whoever a fact concerns, as he wishes: a line in the bell, a message, both, later with the day's others, or nothing. */
const tell = async (
  work: UnitOfWork,
  notice: NoticeDefinition,
  channels: readonly ChannelDefinition[],
  fact: Fact,
): Promise<void> => {
  const concerned = notice.concerns(fact)
  if (!concerned?.staff || concerned.staff === fact.actor) return
  const { staff, about } = concerned
  const wish = await wishOf(work, notice, staff, fact)
  if (!wish.bell && !wish.message) return
  const told = await noticeWords(work, notice, fact, concerned)
  const kept = keptIn(work, 'notifications')
  const held = wish.pace === 'daily'
  if (kept && (wish.bell || held))
    await work.records.create(kept, {
      ...told,
      notice: notice.name,
      kind: notice.kind,
      staff,
      owner: staff,
      subject_object: about?.object ?? null,
      subject_id: about?.id ?? null,
      held,
      by_message: held && wish.message,
    })
  if (wish.message && !held)
    await messageStaff(work, channels, {
      staff,
      told,
      key: `notice:${notice.name}:${fact.id}`,
      cause: { id: fact.id, hops: fact.hops },
    })
}

const reactionOf = (notice: NoticeDefinition, channels: readonly ChannelDefinition[]): ReactionDefinition => ({
  name: `notice.${notice.name}`,
  on: notice.on,
  once: (fact) => fact.id,
  run: (work, fact) => tell(work, notice, channels, fact),
})

/** The answers to facts that tell staff of them: one for each notice. */
export const noticeReactions = (modules: readonly ModuleDefinition[]): readonly ReactionDefinition[] => {
  const channels = modules.flatMap((module) => module.channels ?? [])
  return modules.flatMap(({ notices = [] }) => notices.map((notice) => reactionOf(notice, channels)))
}
