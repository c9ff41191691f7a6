import { defineObject, label, processFields, processHeld, processStates, processWritten } from '@lianke/kernel'
import { lead } from './lead.object.ts'

/** A planned series of touches by which a lead is followed up. */
export const cadence = defineObject({
  name: 'lead.cadence',
  label: label('跟进节奏', 'Cadence'),
  plural: label('跟进节奏', 'Cadences'),
  icon: 'phone',
  title: 'name',
  fields: processFields(),
  access: { everyone: true },
  written: processWritten,
  states: processStates,
  mirrored: false,
  holds: [processHeld(lead.name)],
  keptWhileUsed: true,
})
