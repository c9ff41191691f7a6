import { defineObject, label, personObject, processFields, processHeld, processStates, processWritten } from '@lianke/kernel'

/** A graph of steps that people walk through. A running person keeps the version it started with. */
export const journey = defineObject({
  name: 'marketing.journey',
  label: label('旅程', 'Journey'),
  plural: label('旅程', 'Journeys'),
  icon: 'route',
  title: 'name',
  fields: processFields(),
  access: { everyone: true },
  written: processWritten,
  states: processStates,
  mirrored: false,
  holds: [processHeld(personObject)],
  keptWhileUsed: true,
})
