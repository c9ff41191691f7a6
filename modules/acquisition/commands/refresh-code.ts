import type { UnitOfWork } from '@lianke/kernel'
import { answersNow, type Answering } from '../queries/channel-code.query.ts'
import { acceptanceDiffers } from '../rules/accepts-now.rule.ts'
import { type CodeRow, codeOf } from '../rules/code-row.rule.ts'
import { askContactWay } from './ask-contact-way.ts'
import { channelCode } from '../objects/channel-code.object.ts'

/** Who should answer now and whether it accepts by itself, where that differs from what the channel was told; null: nothing to tell. Nobody free and no backup: the last ones stay, since a code cannot be empty. */
const changed = async (work: UnitOfWork, code: CodeRow): Promise<Answering | null> => {
  const now = await answersNow(work, code)
  const users = now.users.length > 0 ? now.users : [...code.published_staff]
  const isSame = users.join() === [...code.published_staff].sort().join() && !acceptanceDiffers(code, now.accepts)
  return isSame || users.length === 0 ? null : { users, accepts: now.accepts }
}

/** Tells the channel how a live code is answered now, if that has changed: decided again under the lock, so that it is told once. */
export const refreshCode = async (work: UnitOfWork, code: CodeRow): Promise<void> => {
  if (!(await changed(work, code))) return
  const locked = codeOf(await work.system.records.get(channelCode, code.id, { forUpdate: true }))
  const now = locked.status === 'live' ? await changed(work, locked) : null
  if (!now) return
  await work.system.records.update(channelCode, code.id, { published_staff: now.users, published_accept: now.accepts })
  await askContactWay(work, locked, now)
}
