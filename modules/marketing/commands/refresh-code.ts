import type { Room } from '@lianke/kernel'
import { type CodeRow, usersNow } from '../queries/channel-code.query.ts'
import { askContactWay } from './ask-contact-way.ts'

/** Who should answer now, where that differs from what the channel was told; null: nothing to tell. Nobody free and no backup: the last ones stay, since a code cannot be empty. */
const changed = async (room: Room, code: CodeRow): Promise<string[] | null> => {
  const users = await usersNow(room, code)
  return users.length === 0 || users.join() === [...(code.published_staff ?? [])].sort().join() ? null : users
}

/** Tells the channel who answers a live code now, if that has changed: decided again under the lock, so that it is told once. */
export const refreshCode = async (room: Room, code: CodeRow): Promise<void> => {
  if (!(await changed(room, code))) return
  const locked = (await room.system.records.get('marketing.channel_code', code.id, { forUpdate: true })) as CodeRow
  const users = locked.status === 'live' ? await changed(room, locked) : null
  if (!users) return
  await room.system.records.update('marketing.channel_code', code.id, { published_staff: users })
  await askContactWay(room, locked, users)
}
