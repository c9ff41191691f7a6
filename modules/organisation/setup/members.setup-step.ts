import { defineSetupStep, isStaffAccountField, label } from '@lianke/kernel'
import { staff } from '../objects/staff.object.ts'

/** Accounts at channels by which members are known. */
const accounts = Object.keys(staff.fields).filter(isStaffAccountField)

/** The company's people are in: colleagues with an account on a channel. */
export const membersStep = defineSetupStep({
  name: 'organisation.members',
  order: 20,
  label: label('成员进来', 'Members in'),
  help: label('部门和成员从渠道的通讯录读进来，成为员工', 'Departments and members are read from the directory and become staff'),
  counted: label('{n} 位成员', '{n} members'),
  state: async ({ unit }) => {
    const found = await unit((work) =>
      work.system.records.count(staff, {
        filter: {
          and: [{ field: 'status', op: 'eq', value: 'active' }, { or: accounts.map((field) => ({ field, op: 'not_empty' })) }],
        },
      }),
    )
    return { done: found > 0, count: found }
  },
})
