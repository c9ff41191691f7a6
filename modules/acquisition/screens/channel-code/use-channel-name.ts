import { useModel, useText } from '@lianke/ui'

/** What the channel of a code is called; a new code has the one that is usual. */
export const useChannelName = (given: unknown): string => {
  const text = useText()
  const model = useModel()
  const name = given ?? model.object('marketing.channel_code')?.fields.channel?.options.default
  return text(model.channels.find((channel) => channel.name === name)?.label) || String(name ?? '')
}
