import { defineChart, label } from '@lianke/kernel'
import { person } from '../objects/person.object.ts'

/** How many came to be known. */
export const newCustomers = defineChart({
  name: 'customer.new',
  label: label('新增客户', 'New customers'),
  on: person,
  moment: 'created_at',
  places: ['home'],
  order: 10,
})
