/** Campaigns and journeys, as other modules may name them. */
export { campaignMember } from './objects/campaign-member.object.ts'
export { campaign } from './objects/campaign.object.ts'
export { journey } from './objects/journey.object.ts'
export { segment } from './objects/segment.object.ts'
