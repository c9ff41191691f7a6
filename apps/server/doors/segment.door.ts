import { personObject, refuse, segmentObject } from '@lianke/kernel'
import { previewSegment } from '@lianke/engine-segment'
import { checkFilter, loadLakeAccess, type Platform } from '@lianke/platform'
import { api, loadSharingRules, parseInput, readableFields, refuseOutOfScope } from '@lianke/platform/http'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

const fieldsMax = 8
const input = z.strictObject({
  filter: z.record(z.string(), z.unknown()),
  fields: z.array(z.string().max(200)).max(fieldsMax).default([]),
})

/**
 * `POST /api/v1/segments/preview` `{ filter, fields? }`: how many people a filter would have now, of those whom the caller may see, and up to
 * ten of them. The conditions are asked with the caller's rights.
 */
export const segmentDoor =
  ({ platform }: { readonly platform: Platform }) =>
  async (app: FastifyInstance): Promise<void> => {
    app.post(api('/segments/preview'), async ({ body, caller }) => {
      const { tenant, actor } = caller
      refuseOutOfScope(caller, segmentObject, 'read')
      const access = await platform.access(tenant, actor)
      const right = access.object(segmentObject)
      if (!right.create && right.update === 'none')
        refuse('access.denied', { status: 403, params: { object: segmentObject, action: 'update' } })
      if (!access.system && access.object(personObject).read === 'none')
        refuse('access.denied', { status: 403, params: { object: personObject, action: 'read' } })
      const { filter, fields } = parseInput(input, body)
      const model = await platform.model(tenant)
      const room = await platform.reading(tenant, actor)
      const { count, sample } = await previewSegment(
        { platform, tenant, now: () => room.now, zone: async () => room.zone },
        checkFilter(filter),
        await loadLakeAccess({
          database: platform.database,
          tenant,
          model,
          access,
          rules: await loadSharingRules(platform.database, tenant),
        }),
      )
      if (sample.length === 0) return { count, sample: [] }
      const seen = await room.records.list(personObject, {
        filter: { field: 'id', op: 'in', value: sample },
        fields: [...new Set([...readableFields(access, model.objects.get(personObject), ['name', 'stage', 'owner']), ...fields])],
        limit: sample.length,
      })
      return { count, sample: seen.data }
    })
  }
