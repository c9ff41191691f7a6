import { surely } from '@lianke/kernel'
import type { Chance } from './chance.ts'
import { day, hour, iso } from './clock.ts'
import type { Company } from './company.ts'
import type { Known } from './people.ts'
import { customerSays, staffSays, ticketSubjects } from './words.ts'
import { type Demo, writeSets } from './write-sets.ts'

const ticket = ({ now }: Demo, chance: Chance, buyers: readonly Known[], company: Company) => {
  const { id } = chance.pick(buyers)
  const [type, subject] = chance.pick(ticketSubjects)
  const agent = chance.pick(company.agents).id
  const opened = now - Math.floor(chance.next() ** 1.6 * 400 * day)
  const age = (now - opened) / day
  const status =
    age > 6
      ? chance.weighted([
          ['closed', 9],
          ['resolved', 1],
        ])
      : chance.weighted([
          ['open', 2],
          ['assigned', 4],
          ['waiting', 1],
          ['resolved', 3],
        ])
  const took = chance.int(1, 40) * hour
  const finished = status === 'closed' || status === 'resolved'
  return {
    subject,
    type,
    person: id,
    owner: agent,
    assignee: status === 'open' ? null : agent,
    status,
    priority: chance.weighted([
      ['normal', 6],
      ['high', 2],
      ['low', 2],
      ['urgent', 1],
    ]),
    source: chance.pick(['微信', '电话', '商城', '门店']),
    opened_at: iso(opened),
    created_at: iso(opened),
    description: subject,
    ...(status === 'open' ? {} : { responded_at: iso(opened + Math.min(chance.int(1, 200) * 60_000, now - opened)) }),
    ...(finished
      ? {
          resolved_at: iso(Math.min(now, opened + took)),
          solution: '已按流程处理，客户确认。',
          satisfaction: chance.weighted([
            [5, 6],
            [4, 3],
            [3, 1],
            [2, 1],
          ]),
        }
      : {}),
    ...(status === 'closed' ? { closed_at: iso(Math.min(now, opened + took + hour)) } : {}),
  }
}

const talk = ({ now }: Demo, chance: Chance, persons: readonly Known[]) => {
  const { id, plan } = chance.pick(persons)
  const start = now - Math.floor(chance.next() ** 2 * 45 * day)
  const messages = Array.from({ length: chance.int(2, 8) }, (_, index) => ({
    in: index % 2 === 0,
    text: index % 2 === 0 ? chance.pick(customerSays) : chance.pick(staffSays),
    at: Math.min(now, start + index * chance.int(1, 9) * 60_000),
  }))
  return { id, plan, messages, last: surely(messages.at(-1), 'a talk has a last word') }
}

const writeTalks = async (demo: Demo, talks: readonly ReturnType<typeof talk>[]): Promise<void> => {
  const ids = await writeSets(
    demo,
    'conversation.conversation',
    talks.map(({ id, plan, messages, last }) => ({
      subject: plan.name,
      person: id,
      owner: plan.guide.id,
      staff: plan.guide.id,
      channel: 'wecom',
      status: last.in ? 'waiting' : 'closed',
      unread: last.in ? 1 : 0,
      last_message: last.text,
      last_message_at: iso(last.at),
      created_at: iso(messages[0]?.at ?? last.at),
    })),
  )
  await writeSets(
    demo,
    'conversation.message',
    talks.flatMap(({ id, plan, messages }, index) =>
      messages.map((message) => ({
        conversation: ids[index],
        person: id,
        owner: plan.guide.id,
        direction: message.in ? 'in' : 'out',
        staff: message.in ? null : plan.guide.id,
        kind: 'text',
        text: message.text,
        status: 'read',
        sent_at: iso(message.at),
        created_at: iso(message.at),
      })),
    ),
  )
}

/** Tickets with their clock, and chats of the last weeks. */
export const writeService = async (demo: Demo, chance: Chance, persons: readonly Known[], company: Company): Promise<void> => {
  const buyers = persons.filter(({ plan }) => plan.orders.length > 0)
  await writeSets(
    demo,
    'ticket.ticket',
    Array.from({ length: 900 }, () => ticket(demo, chance, buyers, company)),
  )
  await writeTalks(
    demo,
    Array.from({ length: 500 }, () => talk(demo, chance, persons)),
  )
}
