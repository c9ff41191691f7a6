import {
  type ChannelDefinition,
  type ChannelHost,
  channelSource,
  type Envelope,
  type FactSource,
  refuse,
  type TypeContext,
} from '@lianke/kernel'
import { fitEvent, type Model, type ReceivedFact, receivedFact } from '@lianke/platform'
import { HeldEvent } from './held-event.ts'
import { factOf } from './rules/fact-of.rule.ts'

export interface Told {
  readonly fact: ReceivedFact
  /** Properties that the event's description does not know. */
  readonly undeclared: readonly (readonly [property: string, value: unknown])[]
}
interface Readers {
  readonly model: Model
  readonly channels: ReadonlyMap<string, ChannelDefinition>
  readonly host: ChannelHost
}
/** By what envelopes of one set are understood. */
export interface Reading extends Readers {
  readonly types: TypeContext
}

/** What types ask beside the zone; no property of an event is read by it. */
const everywhere = { locale: 'zh-CN', baseCurrency: 'CNY', region: 'CN' } as const
export const readingOf = ({ zone, ...readers }: Readers & { readonly zone: string }): Reading => ({
  ...readers,
  types: { zone, ...everywhere },
})

/** A fact as its event is described; what does not fit goes to the quarantine. */
const fitted = ({ model, types }: Reading, source: FactSource, fact: ReceivedFact): Told => {
  const fits = fitEvent(model, source, { name: fact.name, payload: fact.payload ?? {} }, types)
  if ('code' in fits) throw new HeldEvent(fits)
  return { fact: fits.payload === fact.payload ? fact : { ...fact, payload: fits.payload }, undeclared: fits.undeclared }
}

/** What the envelope says, or a refusal: nothing of an envelope is kept whose sender may not tell all of it. Throws `HeldEvent` for what does not fit. */
export const understand = async (reading: Reading, envelope: Envelope): Promise<readonly Told[]> => {
  const channel = reading.channels.get(envelope.channel)
  if (!channel?.translate) refuse('intake.unknown_channel', { params: { channel: envelope.channel } })
  const source = channel.sourceOf?.(envelope) ?? channelSource(channel.name)
  const translated = await channel.translate(reading.host, envelope)
  return translated.map((one, index) =>
    fitted(reading, source, receivedFact(reading.model, source, factOf(envelope, one, index))),
  )
}
