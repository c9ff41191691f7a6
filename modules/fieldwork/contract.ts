/** Daily work, as other modules may name it. */
export { followUp } from './objects/follow-up.object.ts'
export { task } from './objects/task.object.ts'
export { aboutOfTask } from './rules/about-of-task.rule.ts'
export { visit } from './objects/visit.object.ts'
