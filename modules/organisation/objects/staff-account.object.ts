import { defineObject, label, reference, text } from '@lianke/kernel'

/**
 * The account of an employee in one of a vendor's further companies; that in the first stands on the staff record. Made by the vendor's
 * directory, and given to another employee by an administrator: whoever has it signs in by it.
 */
export const staffAccount = defineObject({
  name: 'organisation.staff_account',
  label: label('其他企业的账号', 'Account elsewhere'),
  plural: label('其他企业的账号', 'Accounts elsewhere'),
  icon: 'id-card',
  title: 'account',
  fields: {
    staff: reference(label('员工', 'Staff'), 'organisation.staff', { required: true, inList: true, onDelete: 'cascade' }),
    channel: text(label('渠道', 'Channel'), { required: true, max: 40, names: 'channel', inList: true }),
    issuer: text(label('所属主体', 'Issuer'), { required: true, max: 120, names: 'company', indexed: true, inList: true }),
    account: text(label('账号', 'Account'), { required: true, max: 64, inList: true, search: 'code' }),
  },
  written: { staff: 'commands', channel: 'commands', issuer: 'commands', account: 'commands' },
  uniqueTogether: [
    ['channel', 'issuer', 'account'],
    ['staff', 'channel', 'issuer'],
  ],
  access: { everyone: true },
  sort: 'issuer',
})
