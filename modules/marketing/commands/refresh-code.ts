import type { Room } from '@lianke/kernel'
import { type CodeRow, usersNow } from '../queries/channel-code.query.ts'
import { askContactWay } from './ask-contact-way.ts'

/** Tells the channel who answers a live code now, if that has changed. Nobody free and no backup: the last ones stay, since a code cannot be empty. */
export const refreshCode = async (room: Room, code: CodeRow): Promise<boolean> => {
  const users = await usersNow(room, code)
  if (users.length === 0 || users.join() === [...(code.published_staff ?? [])].sort().join()) return false
  await room.system.records.update('marketing.channel_code', code.id, { published_staff: users })
  await askContactWay(room, code, users)
  return true
}
