export type { EngineHost, Turned } from './engine-host.ts'
export { tellFacts } from './tell-facts.ts'
export { fieldsOfPersons, matchingPersons } from './matching.ts'
