import { defineModule, label } from '@lianke/kernel'
import { campaign } from './objects/campaign.object.ts'
import { campaignMember } from './objects/campaign-member.object.ts'
import { journey } from './objects/journey.object.ts'
import { segment } from './objects/segment.object.ts'
import { journeyProcess } from './processes/journey.process.ts'
import { grants } from './roles/granted.role.ts'

/** Whom to speak to, and what they are taken through. */
export const marketingModule = defineModule({
  name: 'marketing',
  label: label('营销', 'Marketing'),
  area: 'marketing',
  objects: [segment, journey, campaign, campaignMember],
  processes: [journeyProcess],
  grants,
})
