import { defineCommand, isContactIdType, label } from '@lianke/kernel'
import { z } from 'zod'
import { identifier } from '../objects/identifier.object.ts'
import { person as personObject } from '../objects/person.object.ts'

/**
 * Whom a chat is with. The sidebar asks by the contact's id on its channel, which nobody guesses; identifiers themselves are not to be searched by
 * who sees them masked.
 */
export const ofContact = defineCommand({
  name: 'customer.of_contact',
  label: label('查找聊天中的客户', 'Find the person of a chat'),
  may: { object: personObject, action: 'read' },
  input: z.strictObject({
    type: z.string().max(60).refine(isContactIdType),
    value: z.string().trim().min(8).max(128),
    issuer: z.string().max(120).optional(),
  }),
  run: async (work, { type, value, issuer }): Promise<{ person: string | null }> => {
    const known = await work.system.records.list(identifier, {
      filter: {
        and: [
          { field: 'type', op: 'eq', value: type },
          { field: 'value', op: 'eq', value },
          ...(issuer ? [{ field: 'issuer', op: 'eq', value: issuer } as const] : []),
        ],
      },
      fields: ['person'],
      limit: 1,
    })
    const person = known.data[0]?.person
    if (!person) return { person: null }
    const seen = await work.records.list(personObject, {
      filter: { field: 'id', op: 'eq', value: person },
      fields: ['id'],
      limit: 1,
    })
    return { person: seen.data[0]?.id ?? null }
  },
})
