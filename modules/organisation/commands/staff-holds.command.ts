import { defineCommand, label } from '@lianke/kernel'
import { z } from 'zod'
import { staff as staffObject } from '../objects/staff.object.ts'
import { heldBy } from './hand-over.ts'

/** What a colleague holds and would hand over, by kind; changes nothing. */
export const staffHolds = defineCommand({
  name: 'staff.holds',
  label: label('查看名下的记录', 'What a colleague holds'),
  may: { object: staffObject, action: 'update' },
  on: staffObject,
  place: [],
  input: z.strictObject({ id: z.uuid() }),
  run: async (work, { id }) => {
    await work.records.get(staffObject, id, { fields: ['id'] })
    return { held: await heldBy(work, id) }
  },
})
