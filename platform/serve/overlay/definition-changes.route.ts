import { defineRoute, label } from '@lianke/kernel'
import { z } from 'zod'
import { definitionChanges } from '../../model/overlay/overlay-store.ts'
import { openChange, undoSaid } from '../../model/overlay/undo-overlay.ts'
import { insideOfCall } from '../http/routes/route-company.ts'
import { changingModel } from './overlay.route.ts'
import { definitionChange } from './overlay-shapes.ts'
import { undoOwnField } from './undo-own-field.ts'

const may = { right: 'platform.customise' } as const
const path = '/api/v1/platform/definition-changes'
const listedMax = 200

export const definitionChangesRoute = defineRoute({
  name: 'platform.definition_changes',
  label: label('定义的修改记录', 'Changes of definitions'),
  help: label('谁在什么时候把什么改成了什么', 'Who changed what, when, from what to what'),
  method: 'GET',
  path,
  may,
  query: z.strictObject({
    object: z.string().max(100).optional(),
    field: z.string().max(60).optional(),
    limit: z.coerce.number().int().min(1).max(listedMax).default(50),
  }),
  answer: z.object({ data: z.array(definitionChange) }),
  run: (call) => call.unit(async (work) => ({ data: await definitionChanges(work, call.query) })),
})

export const undoDefinitionChange = defineRoute({
  name: 'platform.undo_definition_change',
  label: label('撤销一次修改', 'Take a change of definitions back'),
  method: 'POST',
  path: `${path}/:id/undo`,
  may,
  params: z.strictObject({ id: z.uuid() }),
  answer: z.object({ id: z.string() }),
  run: async (call) => {
    const { platform } = insideOfCall(call)
    const { id } = call.params
    const model = await platform.model(call.tenant)
    const own = await changingModel(call, async (work) => {
      const change = await openChange(work, id)
      if (change.kind !== 'said') return change
      await undoSaid(work, model, change)
      return null
    })
    // Columns are moved in transactions of their own.
    if (own) await undoOwnField({ platform, call, change: own })
    return { id }
  },
})
