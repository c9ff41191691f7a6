import { date, defineLedger, integer, label, reference, user } from '@lianke/kernel'

/**
 * People that a code brought to a staff member on a day. The ceiling is the code's daily cap at the moment of each posting; a day is an
 * account of its own, so that nothing has to be reset at midnight.
 */
export const reception = defineLedger({
  name: 'marketing.reception',
  label: label('活码接待', 'Code reception'),
  plural: label('活码接待', 'Code receptions'),
  icon: 'qr-code',
  account: {
    code: reference(label('渠道活码', 'Channel code'), 'marketing.channel_code', { required: true, inList: true }),
    staff: user(label('员工', 'Staff'), { required: true, inList: true }),
    day: date(label('日期', 'Day'), { required: true, inList: true }),
  },
  amount: integer(label('已接待', 'Received')),
  access: { inherit: 'code' },
  told: false,
  hidden: true,
})
