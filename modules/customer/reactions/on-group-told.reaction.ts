import { staffByAccount } from '@lianke/organisation/contract'
import { accountIssuer, channelOfFact, defineReaction, type Fact, textIn, type UnitOfWork } from '@lianke/kernel'
import { groupChat } from '../objects/group-chat.object.ts'
import { inIssuer } from './relation-of.ts'
import { groupToldShape } from '../rules/directory-told.rule.ts'

/** A chat of one of the vendor's companies; one that was read before chats said which is of the first. */
const knownOf = async (work: UnitOfWork, fact: Fact, channel: string, chat: string) =>
  (
    await work.records.list(groupChat, {
      filter: {
        and: [{ field: 'channel', op: 'eq', value: channel }, { field: 'external_id', op: 'eq', value: chat }, inIssuer(fact)],
      },
      fields: ['status', 'read_at', 'ended_at'],
      limit: 1,
    })
  ).data[0] ?? null

const seen = async (work: UnitOfWork, fact: Fact): Promise<void> => {
  const told = groupToldShape.parse(fact.payload)
  const channel = channelOfFact(fact)
  if (!told.chat_id || !channel) return
  const read_at = told.read_at ?? fact.occurred_at
  const known = await knownOf(work, fact, channel, told.chat_id)
  // Each word is a picture of the whole at its moment: an older picture says nothing new.
  if (known && [known.read_at, known.ended_at].some((at) => at != null && at > read_at)) return
  const owner = told.owner ? await staffByAccount(work, channel, [told.owner], accountIssuer(fact.payload)) : null
  const values = {
    name: told.name || null,
    owner: owner?.id ?? null,
    issuer: textIn(fact.payload.issuer) ?? '',
    members: told.member_count ?? null,
    customers: told.customer_count ?? null,
    began_at: told.createtime ?? null,
    read_at,
    status: 'active' as const,
    ended_at: null,
  }
  if (known) await work.system.records.update(groupChat, known.id, values)
  else await work.system.records.create(groupChat, { ...values, channel, external_id: told.chat_id })
}

/** A group chat was made or changed on a channel: its name, owner and size stand here as they are there. */
export const onGroupSeen = defineReaction({
  name: 'customer.on_group_seen',
  hears: ['group.seen'],
  once: (fact) => fact.id,
  run: seen,
})

/** It was dismissed: its record stays and says so. */
export const onGroupGone = defineReaction({
  name: 'customer.on_group_gone',
  hears: ['group.gone'],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    const { chat_id } = groupToldShape.parse(fact.payload)
    const channel = channelOfFact(fact)
    if (!chat_id || !channel) return
    const ended = { status: 'dismissed' as const, ended_at: fact.occurred_at }
    const known = await knownOf(work, fact, channel, chat_id)
    const issuer = textIn(fact.payload.issuer) ?? ''
    if (!known) await work.system.records.create(groupChat, { channel, issuer, external_id: chat_id, ...ended })
    else if (known.status === 'active') await work.system.records.update(groupChat, known.id, ended)
  },
})
