import { checkpointOfPage, postSync, syncPageKind, syncPrefix, syncStart } from '@lianke/channel-wecom'
import { type ChannelHost, defineJob } from '@lianke/kernel'

export const wecomSync = 'wecom.sync'
const sixHours = 6 * 3_600_000
const percentMax = 100

/** Reads departments, members, tags, customers and groups of the corp. Tried again, it goes on behind the last page that reached the inbox. */
export const wecomSyncJob = (hostOf: (tenant: string) => ChannelHost) =>
  defineJob<Record<string, unknown>>({
    name: wecomSync,
    timeoutMs: sixHours,
    attemptsMax: 12,
    run: async (work, payload) => {
      const run = String(payload.run)
      const [last] = await work.transaction((room) =>
        room.sql<{ body: Record<string, unknown> }>(
          "select body from inbox where channel = 'wecom' and kind = $1 and kind like channel || '.%' and message_id like $2 order by received_at desc, id desc limit 1",
          [syncPageKind, `${syncPrefix(run)}%`],
        ),
      )
      await postSync(hostOf(work.tenant), last ? checkpointOfPage(last.body) : syncStart(run), (percent) =>
        work.progress(percent, percentMax),
      )
    },
  })
