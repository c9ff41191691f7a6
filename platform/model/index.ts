/** What an installation means by its definitions: the model, who may, what follows, what a filter and a report ask. */
export * from './model/model.ts'
export { tellingProblem, type TellingProblem } from './model/event-sources.ts'
export { ownEventsMax } from './events/check-own-event.ts'
export { defineOwnEvent } from './events/describe-event.ts'
export { fitEvent, type Misfit } from './events/fit-event.rule.ts'
export * from './field-types/index.ts'
export * from './engine/index.ts'
export * from './ledgers/index.ts'
export * from './reports/index.ts'
export { checkExpression, checkFields } from './definitions/index.ts'
export {
  checkFilter,
  compileAnalyticsFilter,
  countOfFilter,
  type AnalyticsContext,
  type AnalyticsRows,
  type AnalyticsScope,
  type AnalyticsStatement,
  openAnalyticsScope,
  personsOfFilter,
  sampleOfFilter,
  searchRecords,
  type SearchHit,
  type SearchInput,
} from './query/index.ts'
export {
  type Joined,
  joinRecords,
  type MovedRow,
  type DroppedRow,
  partRecords,
  readJoining,
  type TakenValues,
} from './records/index.ts'
