import type { UnitOfWork } from '@lianke/kernel'
import { usersNow } from '../queries/channel-code.query.ts'
import { type CodeRow, codeOf } from '../rules/code-row.rule.ts'
import { askContactWay } from './ask-contact-way.ts'
import { channelCode } from '../objects/channel-code.object.ts'

/** Who should answer now, where that differs from what the channel was told; null: nothing to tell. Nobody free and no backup: the last ones stay, since a code cannot be empty. */
const changed = async (work: UnitOfWork, code: CodeRow): Promise<string[] | null> => {
  const users = await usersNow(work, code)
  return users.length === 0 || users.join() === [...code.published_staff].sort().join() ? null : users
}

/** Tells the channel who answers a live code now, if that has changed: decided again under the lock, so that it is told once. */
export const refreshCode = async (work: UnitOfWork, code: CodeRow): Promise<void> => {
  if (!(await changed(work, code))) return
  const locked = codeOf(await work.system.records.get(channelCode, code.id, { forUpdate: true }))
  const users = locked.status === 'live' ? await changed(work, locked) : null
  if (!users) return
  await work.system.records.update(channelCode, code.id, { published_staff: users })
  await askContactWay(work, locked, users)
}
