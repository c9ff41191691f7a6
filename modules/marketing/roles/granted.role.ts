import { everything, type Grant, readOnly, rightOn } from '@lianke/kernel'
import { campaign } from '../objects/campaign.object.ts'
import { campaignMember } from '../objects/campaign-member.object.ts'
import { journey } from '../objects/journey.object.ts'
import { segment } from '../objects/segment.object.ts'

const settings: Grant = { objects: rightOn(readOnly, segment, journey, campaign) }

/** What the roles of a new tenant may do with this module's objects. */
export const grants: Readonly<Record<string, Grant>> = {
  manager: settings,
  sales: settings,
  service: settings,
  marketer: { objects: rightOn(everything, segment, journey, campaign, campaignMember) },
}
