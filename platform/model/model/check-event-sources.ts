import { channelOfSource, check, type ChannelDefinition, type EventDefinition } from '@lianke/kernel'

/** Every event names who may tell it, and its channels exist. */
export const checkEventSources = (
  events: ReadonlyMap<string, EventDefinition>,
  channels: ReadonlyMap<string, ChannelDefinition>,
): void => {
  for (const { name, from } of events.values()) {
    check(from.length > 0, `event ${name} says who may tell it`)
    for (const source of from) {
      const channel = channelOfSource(source)
      check(
        channel === null ? ['page', 'program', 'house'].includes(source) : channels.has(channel),
        `event ${name} is told by a source that exists (${source})`,
      )
    }
  }
}
