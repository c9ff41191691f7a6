export { organisationModule } from './module.ts'

export { upgradedRole } from './rules/upgraded-role.rule.ts'
