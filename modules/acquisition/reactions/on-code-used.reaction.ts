import { person as personObject } from '@lianke/customer/contract'
import {
  add,
  type ChannelAct,
  channelOfFact,
  defineReaction,
  type Fact,
  greetingKey,
  intentAsked,
  isObject,
  plus,
  RetryLater,
  type UnitOfWork,
  textIn,
} from '@lianke/kernel'
import { receivePerson } from '../commands/receive-person.ts'
import { refreshCode } from '../commands/refresh-code.ts'
import { greetings } from '../greetings/channel-code.greeting.ts'
import { codeByState } from '../queries/channel-code.query.ts'
import type { CodeRow } from '../rules/code-row.rule.ts'
import { channelCode } from '../objects/channel-code.object.ts'

/** What is asked about a contact is asked in the company of the vendor's where it is one. */
const placeOf = ({ payload: { issuer } }: Fact) => (textIn(issuer) ? { issuer } : {})

const ask = async (
  work: UnitOfWork,
  fact: Fact,
  key: string,
  does: ChannelAct,
  content: Record<string, unknown>,
): Promise<void> =>
  work.emit({
    name: intentAsked,
    person: fact.person,
    cause: { id: fact.id, hops: fact.hops },
    key,
    payload: { key, channel: channelOfFact(fact), does, content: { ...content, ...placeOf(fact) } },
  })

const greet = async (work: UnitOfWork, fact: Fact, code: CodeRow, nickname: string): Promise<void> => {
  const welcome_code = String(fact.payload.welcome_code ?? '')
  const welcome = welcome_code ? (await greetings(work))(code, nickname) : null
  // The fast path may have greeted already: delivery shares the outcome of a welcome code, so it is sent once.
  if (welcome) await ask(work, fact, greetingKey(welcome_code), 'greet', { welcome_code, ...welcome })
  if (!code.remark_template) return
  const remark = code.remark_template.replaceAll('{name}', nickname).slice(0, 20)
  await ask(work, fact, `remark:${fact.id}`, 'remark', { userid: fact.payload.userid, remark })
}

const attribute = async (work: UnitOfWork, fact: Fact, person: string, code: CodeRow): Promise<void> => {
  const row = await work.records.get(personObject, person, { fields: ['source'], forUpdate: true })
  // Intake may have written the bare state as the source before this code's own words were known.
  const unnamed = !row.source || row.source === code.state
  await work.records.update(personObject, person, {
    ...(unnamed ? { source: code.source ?? code.name, source_channel: channelOfFact(fact) } : {}),
    ...(code.tags?.length ? { tags: add(code.tags) } : {}),
  })
}

/** The place under the daily cap; with the last one the channel is told at once who answers from now on. */
const receive = async (work: UnitOfWork, fact: Fact, code: CodeRow, person: string): Promise<void> => {
  const userid = String(fact.payload.userid ?? '')
  const place = userid ? await receivePerson(work, code, { userid, person, at: fact.occurred_at }) : null
  if (place === 'none')
    await work.emit({
      name: 'channel_code.over_cap',
      subject: { object: channelCode.name, id: code.id },
      person,
      occurred_at: fact.occurred_at,
      payload: { name: code.name, state: code.state, userid },
      cause: { id: fact.id, hops: fact.hops },
      key: `channel_code.over_cap:${fact.id}`,
    })
  if ((place === 'last' || place === 'none') && code.status === 'live') await refreshCode(work, code)
}

/** Someone came by one of our codes: attribution, tags, remark, welcome, count. */
export const onCodeUsed = defineReaction({
  name: 'marketing.on_code_used',
  hears: ['contact.added'],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    const code = await codeByState(work, String(fact.payload.state ?? ''))
    if (!code) return
    if (!fact.person) throw new RetryLater('identity has not read this fact yet', 200)
    await attribute(work, fact, fact.person, code)
    await work.records.update(channelCode, code.id, { scans: plus(1) })
    await receive(work, fact, code, fact.person)
    const { traits } = fact.payload
    await greet(work, fact, code, (isObject(traits) && textIn(traits.name)) || '')
    await work.emit({
      name: 'channel_code.used',
      subject: { object: channelCode.name, id: code.id },
      person: fact.person,
      occurred_at: fact.occurred_at,
      payload: { name: code.name, state: code.state },
      cause: { id: fact.id, hops: fact.hops },
      key: `channel_code.used:${fact.id}`,
    })
  },
})
