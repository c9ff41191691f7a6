import { defineRoute, label, personObject, refuse, segmentObject } from '@lianke/kernel'
import { checkFilter, loadAnalyticsAccess } from '@lianke/platform'
import { insideOfCall, loadSharingRules, readableFields } from '@lianke/platform/http'
import { z } from 'zod'
import { previewSegment } from '../preview.ts'

const fieldsMax = 8

/** How many people a filter would have now, of those whom the caller may see, and up to ten of them. The conditions are asked with the caller's rights. */
export const segmentPreview = defineRoute({
  name: 'segment.preview',
  label: label('预览分群', 'How many people a filter would have now'),
  method: 'POST',
  path: '/api/v1/segments/preview',
  may: { object: segmentObject, action: 'read' },
  body: z.strictObject({
    filter: z.record(z.string(), z.unknown()),
    fields: z.array(z.string().max(200)).max(fieldsMax).default([]),
  }),
  answer: z.object({ count: z.number(), as_of: z.iso.datetime(), sample: z.array(z.record(z.string(), z.unknown())) }),
  run: async (call) => {
    const { tenant, actor, body } = call
    const { platform } = insideOfCall(call)
    const access = await platform.access(tenant, actor)
    const right = access.object(segmentObject)
    if (!right.create && right.update === 'none')
      refuse('access.denied', { status: 403, params: { object: segmentObject, action: 'update' } })
    if (!access.system && access.object(personObject).read === 'none')
      refuse('access.denied', { status: 403, params: { object: personObject, action: 'read' } })
    const model = await platform.model(tenant)
    const work = await call.reading()
    const { count, sample, as_of } = await previewSegment(
      { platform, tenant, now: () => work.now, zone: async () => work.zone },
      checkFilter(body.filter),
      await loadAnalyticsAccess({
        database: platform.database,
        tenant,
        model,
        access,
        rules: await loadSharingRules(platform.database, tenant),
      }),
    )
    if (sample.length === 0) return { count, as_of, sample: [] }
    const shown = readableFields(access, model.objects.get(personObject), ['name', 'stage', 'owner'])
    const seen = await work.records.list(personObject, {
      filter: { field: 'id', op: 'in', value: sample },
      fields: [...new Set([...shown, ...body.fields])],
      limit: sample.length,
    })
    return { count, as_of, sample: [...seen.data] }
  },
})
