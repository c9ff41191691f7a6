import { defineCommand, label } from '@lianke/kernel'
import { z } from 'zod'
import { notification } from '../objects/notification.object.ts'

/** Marks notifications as read: some, or all of one's own. */
export const notificationRead = defineCommand({
  name: 'notification.read',
  label: label('标为已读', 'Mark as read'),
  may: { object: notification, action: 'update' },
  input: z.strictObject({ ids: z.array(z.uuid()).max(200).optional() }),
  run: async (work, input) => {
    const unread = { field: 'is_read', op: 'eq', value: false } as const
    const which = input.ids ? ({ field: 'id', op: 'in', value: input.ids } as const) : ({ field: 'owner', op: 'me' } as const)
    return {
      read: await work.records.updateWhere(notification, { and: [unread, which] }, { is_read: true, read_at: work.now }),
    }
  },
})
