import { defineEvent, json, label, text, type EventDefinition } from '@lianke/kernel'
import { selfActions } from '../actions/self-actions.ts'

/** The fact by which a module learns that the house asked something of itself; `self.emit` becomes the named event instead. */
export const askedName = (action: string): string => `${action}.asked`

/** One event per action, with the fields of the action and the intent that asked. */
export const selfAsked: readonly EventDefinition[] = selfActions
  .filter((action) => action.name !== 'self.emit')
  .map((action) =>
    defineEvent({
      name: askedName(action.name),
      from: ['channel:self'],
      label: label(`要求${action.label.zh}`, `Asked: ${action.label.en}`),
      fields: { ...action.fields, intent: text(label('意图', 'Intent')), cause: json(label('起因', 'Cause')) },
    }),
  )
