type Trigger = Readonly<Record<string, unknown>>

/** What an editor of a trigger is given. */
export interface TriggerProps {
  readonly trigger: Trigger
  readonly disabled: boolean
  onChange(trigger: Trigger): void
}

/** Each kind of trigger as it is chosen: nothing said yet but what is usual. `subject`: whose records run, where that is not persons. */
export const freshTrigger = (on: string, subject: string | null): Trigger => {
  if (on === 'segment') return { on, change: 'entered', segment: '' }
  if (on === 'record') return { on, change: 'created', object: subject ?? '' }
  if (on === 'date') return { on, field: '', unit: 'day', amount: 0, at: '09:00' }
  if (on === 'schedule') return { on, every: 'day', at: '09:00' }
  if (on === 'hook') return { on, path: 'id', field: 'id' }
  return on === 'event' ? { on, event: '' } : { on }
}
