import type { Envelope } from '@lianke/kernel'

/** What a channel posts to itself (reports, pages of a sync) is named after it; events of programs and of the house come by the thousand. */
const notCalled: readonly string[] = ['collect', 'self']
/** Whether a vendor called us with it. */
export const isCallback = ({ channel, kind }: Pick<Envelope, 'channel' | 'kind'>): boolean =>
  !notCalled.includes(channel) && !kind.startsWith(`${channel}.`)
/** The same of rows of the inbox; the index has this condition. */
export const calledBack = `channel not in ('collect', 'self') and kind not like channel || '.%'`
