import {
  actionThat,
  alwaysOpen,
  type ChannelDefinition,
  defineCommand,
  intentAsked,
  label,
  longText,
  option,
  personObject,
  placesIn,
  refuse,
  select,
  type SetOutcome,
  surely,
  textIn,
  type UnitOfWork,
} from '@lianke/kernel'
import { gateSettings } from '../gate-settings.ts'
import { judge } from '../rules/gate.rule.ts'
import { readAddresses, readPersonFacts } from '../statements/read-gate.statement.ts'
import { readWays, type WayWanted, wayKey } from '../statements/read-ways.statement.ts'
import { senderField } from '../ways.ts'

interface Addressee {
  readonly id: string
  readonly zone: string | null
  readonly values: Readonly<Record<string, unknown>>
}

/** Of these persons those whom the actor may write to, with what the text says of them: of fields that he may see, or it is refused. */
const addressees = async (work: UnitOfWork, ids: readonly string[], places: readonly string[]): Promise<readonly Addressee[]> => {
  const seen: string[] = []
  const filter = { field: 'id', op: 'in' as const, value: ids }
  for await (const set of work.records.inSets(personObject, { filter, fields: ['id', ...places] }))
    seen.push(...set.map(({ id }) => id))
  if (seen.length === 0) return []
  const found: Addressee[] = []
  const those = { field: 'id', op: 'in' as const, value: seen }
  for await (const set of work.system.records.inSets(personObject, { filter: those, fields: ['zone', ...places] }))
    for (const row of set)
      found.push({
        id: row.id,
        zone: textIn(row.zone),
        values: Object.fromEntries(places.map((name) => [name, row[name] ?? null])),
      })
  return found
}

/** How delivery would judge each of them now: what it would refuse. As whom it goes is decided when it goes. */
const judged = async (work: UnitOfWork, persons: readonly Addressee[], channel: ChannelDefinition) => {
  const name = surely(actionThat(channel, 'message'), 'a channel that may be chosen carries messages')
  const action = surely(
    channel.actions.find((one) => one.name === name),
    'an action that a channel has is described',
  )
  const asking = { query: <R>(given: { text: string; values: unknown[] }) => work.sql<R>(given.text, given.values) }
  const ids = persons.map(({ id }) => id)
  const known = await readPersonFacts(asking, ids, work.now)
  const { address: type } = action
  const speaks = action.fields[senderField] !== undefined
  const wanted = (person: string): WayWanted => ({ person, type: type ?? '', channel: channel.name, sender: null, issuer: null })
  const ways = speaks && type ? await readWays(asking, ids.map(wanted)) : new Map<string, never>()
  const addresses = await readAddresses(asking, type && !speaks ? ids.map((person) => ({ person, type })) : [])
  const settings = await gateSettings((name) => work.setting(name))
  const calendar = settings.quiet?.off_days ? (await work.calendars()).usual : alwaysOpen(work.zone)
  return persons.map((person) => {
    const way = ways.get(wayKey(wanted(person.id)))
    const verdict = judge({
      now: work.now,
      zone: person.zone ?? work.zone,
      calendar,
      settings,
      channel: channel.name,
      touches: action.touches === true,
      purpose: 'marketing',
      consents: known.get(person.id)?.consents ?? [],
      touched: known.get(person.id)?.touched ?? [],
      person: { gone: false },
      needsAddress: type !== undefined,
      address: (way ?? addresses.get(`${person.id} ${type}`))?.value ?? null,
    })
    const refused = 'refuse' in verdict ? verdict.refuse : speaks && !way?.sender ? 'delivery.no_sender' : null
    return { ...person, refused }
  })
}

interface Told {
  readonly channel: ChannelDefinition
  readonly text: string
}

/** Judges each as delivery will when the message goes, and asks for those it would let through. */
const sendTo = async (work: UnitOfWork, ids: readonly string[], { channel, text }: Told): Promise<SetOutcome> => {
  const places = placesIn(text)
  const persons = await judged(work, await addressees(work, ids, places), channel)
  const found = new Set(persons.map(({ id }) => id))
  const batch = work.id()
  const going = persons.filter(({ refused }) => refused === null)
  for (const { id, values } of going)
    await work.emit({
      name: intentAsked,
      subject: { object: personObject, id },
      person: id,
      payload: {
        key: `send:${batch}:${id}`,
        channel: channel.name,
        does: 'message',
        content: {
          text,
          ...(places.length > 0 ? { fill: { object: personObject, values } } : {}),
        },
      },
    })
  return {
    changed: going.map(({ id }) => id),
    refused: [
      ...ids.filter((id) => !found.has(id)).map((id) => ({ id, code: 'record.not_found' })),
      ...persons.flatMap(({ id, refused }) => (refused ? [{ id, code: refused }] : [])),
    ],
  }
}

/** A message to one customer, to chosen ones or to all that match: whom the rules of touching hold back is told before, and not asked for. */
export const sendMessage = (channels: readonly ChannelDefinition[]) => {
  const able = channels.filter((channel) => channel.deliver && actionThat(channel, 'message'))
  const named = (name: unknown) => able.find((channel) => channel.name === name) ?? refuse('delivery.unknown_action')
  return defineCommand({
    name: 'delivery.send',
    label: label('发消息', 'Send a message'),
    icon: 'send',
    help: label(
      '没有联系方式、已拒收或触达次数已满的客户不会收到；免打扰时段内顺延发送',
      'Not to customers without an address, who refuse, or were touched enough; in quiet hours it waits for their end',
    ),
    may: 'delivery.send',
    on: personObject,
    rows: 'update',
    place: ['record', 'selection', 'filter'],
    fields: {
      channel: select(label('渠道', 'Channel'), {
        required: true,
        default: able[0]?.name,
        options: able.map((channel) => option(channel.name, channel.label.zh, channel.label.en)),
      }),
      text: longText(label('内容', 'Text'), {
        required: true,
        max: 4000,
        help: label('{name} 代表客户姓名', '{name} stands for the name'),
      }),
    },
    done: { words: label('已交给渠道：{n} 位客户', 'Handed to the channel: {n} people') },
    run: async (work, input) => {
      const { changed, refused } = await sendTo(work, [input.id], { channel: named(input.channel), text: input.text })
      const [no] = refused
      if (no) refuse(no.code, no.code === 'record.not_found' ? { status: 404 } : {})
      return { sent: changed.length }
    },
    runSet: (work, ids, input) => sendTo(work, ids, { channel: named(input.channel), text: input.text }),
  })
}
