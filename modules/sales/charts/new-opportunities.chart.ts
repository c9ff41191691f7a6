import { defineChart, label } from '@lianke/kernel'
import { opportunity } from '../objects/opportunity.object.ts'

/** How many deals were opened. */
export const newOpportunities = defineChart({
  name: 'sales.new',
  label: label('新商机', 'New opportunities'),
  on: opportunity,
  moment: 'created_at',
  places: ['home'],
  order: 40,
})
