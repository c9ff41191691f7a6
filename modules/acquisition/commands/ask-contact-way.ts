import { inSlot, intentAsked, scheduleMoment, type UnitOfWork } from '@lianke/kernel'
import type { CodeRow } from '../rules/code-row.rule.ts'
import { channelCode } from '../objects/channel-code.object.ts'

const wish = /^channel_code:([0-9a-f-]{36}):[0-9a-f-]{36}$/
/** The code that a wish of ours was about; null: another kind of message. */
export const codeOfIntent = (key: string): string | null => wish.exec(key)?.[1] ?? null

/** Asks the channel to make or change the code. The wish is written with the record, so a crash in between leaves a code that can be found by its state. */
export const askContactWay = async (work: UnitOfWork, code: CodeRow, users: readonly string[]): Promise<void> => {
  const now = scheduleMoment((await work.calendars()).usual, work.now, work.zone)
  const skip_verify = code.auto_accept !== false && inSlot({ from: code.auto_accept_from, to: code.auto_accept_to }, now)
  const key = `channel_code:${code.id}:${work.id()}`
  await work.emit({
    name: intentAsked,
    subject: { object: channelCode.name, id: code.id },
    person: null,
    key,
    payload: {
      key,
      channel: code.channel,
      does: 'save_code',
      content: {
        state: code.state,
        users,
        remark: code.name.slice(0, 30),
        skip_verify,
        config_id: code.config_id,
        requested_at: work.now,
      },
    },
  })
}
