import type { Envelope } from '@lianke/kernel'

/** What a channel posts to itself (reports, pages of a sync) is named after it; events of programs and of the house come by the thousand. */
const notCalled: readonly string[] = ['collect', 'self']
/** Whether a vendor called us with it. */
export const isCallback = ({ channel, kind }: Pick<Envelope, 'channel' | 'kind'>): boolean =>
  !notCalled.includes(channel) && !kind.startsWith(`${channel}.`)
const notCalledList = notCalled.map((channel) => `'${channel}'`).join(', ')
/** The same of rows of the inbox; the index has this condition. */
export const calledBack = `channel not in (${notCalledList}) and kind not like channel || '.%'`
/** Rows of the inbox that wait in its queue before they are read, not by their state: nobody looks at each of them, and they come by the thousand. */
export const isQueued = `channel in (${notCalledList})`
