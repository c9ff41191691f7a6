import { defineModule, label } from '@lianke/kernel'
import { mergePreview } from './commands/merge-preview.command.ts'
import { acceptSuggestion, mergeCommand, rejectSuggestion, unmergeCommand } from './commands/identity.commands.ts'
import { findDuplicatesNow, reopenSuggestion } from './commands/review.commands.ts'
import { identityMigrations } from './identity.migration.ts'
import { findDuplicates } from './jobs/find-duplicates.job.ts'
import { mergeObject } from './objects/merge.object.ts'
import { suggestionObject } from './objects/suggestion.object.ts'
import { tryRules } from './commands/try-rules.command.ts'
import { blockedValues, gmailDots, identifierTypes } from './settings/identifiers.setting.ts'
import { suggestFrom } from './settings/suggest-from.setting.ts'

export { identifyFacts, identity } from './identity.engine.ts'
export { presumePersons } from './presume.ts'
export { findDuplicates } from './jobs/find-duplicates.job.ts'

/** Identity for the model: the merge ledger, the review queue, the commands of a human. */
export const identityModule = defineModule({
  name: 'identity',
  label: label('身份', 'Identity'),
  area: 'customer',
  objects: [mergeObject, suggestionObject],
  migrations: identityMigrations,
  commands: [
    mergeCommand,
    mergePreview,
    unmergeCommand,
    acceptSuggestion,
    rejectSuggestion,
    findDuplicatesNow,
    reopenSuggestion,
    tryRules,
  ],
  jobs: [findDuplicates],
  settings: [suggestFrom, identifierTypes, blockedValues, gmailDots],
  rights: [{ name: 'identity.merge', label: label('合并与拆分客户', 'Merge and part people') }],
  words: {
    'refusal.identity.merge_with_itself': label('不能把客户和自己合并', 'A person cannot be merged with itself'),
    'refusal.identity.already_decided': label('这条建议已经处理过了', 'This suggestion has been decided already'),
    'setting.identity.types.strength': label('强弱', 'Strength'),
    'setting.identity.types.limit': label('上限', 'Limit'),
    'setting.identity.types.priority': label('优先级', 'Priority'),
    'setting.identity.types.phone': label('手机', 'Phone'),
    'setting.identity.types.email': label('邮箱', 'Email'),
    'setting.identity.types.user_id': label('会员账号', 'User id'),
    'setting.identity.types.customer_id': label('客户编号', 'Customer id'),
    'setting.identity.types.member_card': label('会员卡', 'Member card'),
    'setting.identity.types.link_token': label('专属链接', 'Personal link'),
    'setting.identity.types.anonymous_id': label('浏览器', 'Browser'),
    'refusal.identity.still_open': label('这条建议还没有处理', 'This suggestion has not been decided yet'),
    'refusal.identity.kept_was_merged': label(
      '保留的客户后来又并入了别人，请先撤销那一次合并',
      'The kept person has since been merged away; undo that merge first',
    ),
  },
})
