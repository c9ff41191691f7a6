import { defineModule, label } from '@lianke/kernel'
import { channelCodePublish } from './commands/channel-code-publish.command.ts'
import { channelCodeStop } from './commands/channel-code-stop.command.ts'
import { channelCodeEvents } from './events/channel-code.events.ts'
import { staffPaused } from './fields/staff-paused.field.ts'
import { channelCodeGreeting } from './greetings/channel-code.greeting.ts'
import { refreshCodes } from './jobs/refresh-codes.job.ts'
import { reception } from './ledgers/reception.ledger.ts'
import { channelCode } from './objects/channel-code.object.ts'
import { onCodePersonLost } from './reactions/on-code-person-lost.reaction.ts'
import { onCodeUsed } from './reactions/on-code-used.reaction.ts'
import { onGreeted } from './reactions/on-greeted.reaction.ts'
import { onCodeRefused } from './reactions/on-code-refused.reaction.ts'
import { onContactWayDeleted, onContactWaySaved } from './reactions/on-contact-way-saved.reaction.ts'
import { grants } from './roles/granted.role.ts'
import { firstCodeStep } from './setup/first-code.setup-step.ts'
import { firstGreetingStep } from './setup/first-greeting.setup-step.ts'

/** Bringing people in: codes that are scanned, and who receives those that come. */
export const acquisitionModule = defineModule({
  name: 'acquisition',
  label: label('获客', 'Acquisition'),
  area: 'marketing',
  objects: [channelCode],
  fields: [staffPaused],
  grants,
  ledgers: [reception],
  events: channelCodeEvents,
  greetings: [channelCodeGreeting],
  commands: [channelCodePublish, channelCodeStop],
  reactions: [onContactWaySaved, onContactWayDeleted, onCodeRefused, onCodeUsed, onGreeted, onCodePersonLost],
  setup: [firstCodeStep, firstGreetingStep],
  jobs: [refreshCodes],
  rights: [{ name: 'channel_code.publish', label: label('发布渠道活码', 'Publish channel codes') }],
  words: {
    'job.marketing.refresh_codes': label('刷新渠道活码', 'Refresh channel codes'),
    'refusal.channel_code.no_staff': label('请先选择接待员工', 'Choose who answers first'),
    'refusal.channel_code.nobody_on_duty': label(
      '当前没有可接待的员工，请设置排班或备用员工，并确认员工在渠道上有账号',
      'Nobody can answer now: set a schedule or backup staff with an account on the channel',
    ),
    'refusal.channel_code.outcome_unknown': label(
      '渠道没有说结果，请再发布一次',
      'The channel did not say what became of it: publish it once more',
    ),
    'refusal.channel_code.not_live': label('活码没有在使用', 'The code is not in use'),
  },
})
