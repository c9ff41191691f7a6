import { defineModule, label } from '@lianke/kernel'
import { campaign } from './objects/campaign.object.ts'
import { campaignMember } from './objects/campaign-member.object.ts'
import { channelCode } from './objects/channel-code.object.ts'
import { journey } from './objects/journey.object.ts'
import { segment } from './objects/segment.object.ts'

/** Bringing people in and moving them on. */
export const marketingModule = defineModule({
  name: 'marketing',
  label: label('营销', 'Marketing'),
  area: 'marketing',
  objects: [segment, journey, campaign, campaignMember, channelCode],
})
