export { checkExpression, type CheckedExpression, expressionType } from './check-expression.ts'
export { checkFields, checkNewObject } from './check-field.ts'
export { checkFilterOver } from './filter-over.ts'
export { mentionFilter, mentionPath, type Mentions, noMentions } from './mentions.ts'
