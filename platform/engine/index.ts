export type { EngineHost, Turned } from './engine-host.ts'
export { askGreetings } from './greet.ts'
export { type ReceivedFact, receivedFact, tellFacts, tellReceived } from './tell-facts.ts'
export { fieldsOfPersons, matchingPersons } from './matching.ts'
