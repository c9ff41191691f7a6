import { intentAsked, type UnitOfWork } from '@lianke/kernel'
import type { CodeRow } from '../rules/code-row.rule.ts'
import { channelCode } from '../objects/channel-code.object.ts'

const wish = /^channel_code:([0-9a-f-]{36}):(stop:)?[0-9a-f-]{36}$/
/** What a wish of ours was about: the code, and whether it was to end; null: another kind of message. */
export const wishOfIntent = (key: string): { readonly code: string; readonly ends: boolean } | null => {
  const [, code, ends] = wish.exec(key) ?? []
  return code ? { code, ends: ends !== undefined } : null
}

/** In which of the channel's companies the code is, where that is not the first. */
const placeOf = ({ issuer }: CodeRow) => (issuer ? { issuer } : {})

/** Asks the channel to make or change the code. The wish is written with the record, so a crash in between leaves a code that can be found by its state. */
export const askContactWay = async (
  work: UnitOfWork,
  code: CodeRow,
  { users, accepts }: { readonly users: readonly string[]; readonly accepts: boolean },
): Promise<void> => {
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
        ...placeOf(code),
        state: code.state,
        users,
        remark: code.name.slice(0, 30),
        skip_verify: accepts,
        config_id: code.config_id,
        requested_at: work.now,
      },
    },
  })
}

/** Asks the channel to end the code. */
export const askContactWayGone = async (work: UnitOfWork, code: CodeRow): Promise<void> => {
  const key = `channel_code:${code.id}:stop:${work.id()}`
  await work.emit({
    name: intentAsked,
    subject: { object: channelCode.name, id: code.id },
    person: null,
    key,
    payload: {
      key,
      channel: code.channel,
      does: 'delete_code',
      content: { ...placeOf(code), config_id: code.config_id, state: code.state },
    },
  })
}
