import { actionThat, type ChannelDefinition } from './define-channel.ts'
import type { ChannelAct } from './define-meaning.ts'
import type { StepDefinition } from './define-step.ts'
import { select } from '../field-types/rules.generated.ts'
import { option } from './field-types/maker.ts'

/** The named channel, or the first that can, with its action; null: none can. */
export const channelFor = (
  channels: Iterable<ChannelDefinition>,
  act: ChannelAct,
  name: string | null,
): { readonly channel: string; readonly action: string } | null => {
  for (const channel of channels) {
    const action = actionThat(channel, act)
    if (action && (name === null || channel.name === name)) return { channel: channel.name, action }
  }
  return null
}

/** A step that goes `by` a channel, with the channels of the product to choose from; the first is usual. */
export const withChannels = (step: StepDefinition, channels: Iterable<ChannelDefinition>): StepDefinition => {
  const { by } = step
  const { channel } = step.fields
  const able = by ? [...channels].filter((one) => actionThat(one, by)) : []
  if (!channel || able.length === 0) return step
  const options = able.map(({ name, label }) => option(name, label.zh, label.en))
  return {
    ...step,
    fields: { ...step.fields, channel: select(channel.label, { required: true, default: able[0]?.name, options }) },
  }
}
