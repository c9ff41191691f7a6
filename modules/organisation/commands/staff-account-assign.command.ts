import { defineCommand, label, like, refuse } from '@lianke/kernel'
import { followAccount } from './follow-account.ts'
import { staffAccount } from '../objects/staff-account.object.ts'

/** Says whose account in a further company it is: an employee of both has one in each, and signs in by either. */
export const staffAccountAssign = defineCommand({
  name: 'staff_account.assign',
  label: label('改归另一位员工', 'Give to another employee'),
  help: label(
    '两家企业里是同一个人时：把账号和它的客户关系归到他的员工记录，他用任何一家都能登录；同步多建的那条记录转为离职',
    'Where the same person is in both companies: the account and its bonds with customers go to the one record, and either signs in as it; the record that the sync had made counts as left',
  ),
  may: { object: staffAccount, action: 'update' },
  on: staffAccount,
  icon: 'user',
  place: ['record'],
  fields: { staff: like(staffAccount.fields.staff, { required: true }) },
  done: { words: label('账号已改归', 'The account was given') },
  run: async (work, { id, staff }) => {
    const row = await work.records.get(staffAccount, id, { forUpdate: true })
    const { data } = await work.system.records.list(staffAccount, {
      filter: {
        and: [
          { field: 'staff', op: 'eq', value: staff },
          { field: 'channel', op: 'eq', value: row.channel },
          { field: 'issuer', op: 'eq', value: row.issuer },
          { field: 'id', op: 'ne', value: id },
        ],
      },
      fields: ['account'],
      limit: 1,
    })
    const [other] = data
    if (other) refuse('staff_account.has_one', { params: { account: other.account, issuer: row.issuer } })
    if (row.staff !== staff) {
      await work.records.update(staffAccount, id, { staff })
      await followAccount(work, { from: row.staff, to: staff, channel: row.channel, issuer: row.issuer })
    }
    return { id }
  },
})
