import { staff } from '@lianke/organisation/contract'
import { boolean, defineField, label, withFields } from '@lianke/kernel'

/** Whether a member takes no newcomers by channel codes for now: on a break, in training, with too much to do. */
export const staffPaused = defineField({
  on: staff,
  name: 'codes_paused',
  field: boolean(label('暂停活码接待', 'Takes no newcomers by codes'), {
    default: false,
    help: label(
      '打开后一分钟内从所有渠道活码中移出；没有其他人时由备用员工接待',
      'Within a minute the member is taken out of all channel codes; where nobody else is left, the backup answers',
    ),
  }),
})
/** A member of staff as this module sees him. */
export const receptionist = withFields(staff, [staffPaused])
