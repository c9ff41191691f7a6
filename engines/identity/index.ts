import { defineModule, label } from '@lianke/kernel'
import { mergePreview } from './commands/merge-preview.command.ts'
import { acceptSuggestion, mergeCommand, rejectSuggestion, unmergeCommand } from './commands/identity.commands.ts'
import { mergeObject } from './objects/merge.object.ts'
import { suggestionObject } from './objects/suggestion.object.ts'

export { identifyFacts, identity } from './identity.engine.ts'
export { presumePersons } from './presume.ts'

/** Identity for the model: the merge ledger, the review queue, the commands of a human. */
export const identityModule = defineModule({
  name: 'identity',
  label: label('身份', 'Identity'),
  area: 'customer',
  objects: [mergeObject, suggestionObject],
  commands: [mergeCommand, mergePreview, unmergeCommand, acceptSuggestion, rejectSuggestion],
  rights: [{ name: 'identity.merge', label: label('合并与拆分客户', 'Merge and part people') }],
  words: {
    'refusal.identity.merge_with_itself': label('不能把客户和自己合并', 'A person cannot be merged with itself'),
    'refusal.identity.already_decided': label('这条建议已经处理过了', 'This suggestion has been decided already'),
    'refusal.identity.kept_was_merged': label(
      '保留的客户后来又并入了别人，请先撤销那一次合并',
      'The kept person has since been merged away; undo that merge first',
    ),
  },
})
