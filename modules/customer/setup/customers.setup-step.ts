import { defineSetupStep, label } from '@lianke/kernel'
import { relation } from '../objects/relation.object.ts'

/** Those whom the members know already are in: people with a relation to one of them. A young company has none yet. */
export const customersStep = defineSetupStep({
  name: 'customer.customers',
  order: 30,
  optional: true,
  label: label('客户进来', 'Customers in'),
  help: label(
    '成员已有的客户、标签和归属跟着同步进来，同一个人只有一条',
    'The customers your members have already, with tags and owners; one person is one record',
  ),
  counted: label('{n} 位客户', '{n} customers'),
  state: async ({ unit }) => {
    const found = await unit((work) =>
      work.system.records.count(relation, {
        filter: { field: 'status', op: 'eq', value: 'active' },
      }),
    )
    return { done: found > 0, count: found }
  },
})
