import type { Room } from '@lianke/kernel'

/** One more, whoever else counts at this moment: the row is locked before it is read. */
export const countUp = async (room: Room, code: string, counter: 'scans' | 'lost'): Promise<void> => {
  const row = await room.records.get('marketing.channel_code', code, { fields: [counter], forUpdate: true })
  await room.records.update('marketing.channel_code', code, { [counter]: Number(row[counter] ?? 0) + 1 })
}
