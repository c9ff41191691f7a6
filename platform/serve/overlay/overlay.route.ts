import { defineRoute, label, type RouteCompany, type UnitOfWork } from '@lianke/kernel'
import { z } from 'zod'
import { describeOverlay } from '../../model/overlay/describe-overlay.ts'
import { optionUses } from '../../model/overlay/option-uses.ts'
import { planOverlay } from '../../model/overlay/plan-overlay.ts'
import { sayOver } from '../../model/overlay/say-over.ts'
import { insideOfCall } from '../http/routes/route-company.ts'
import { designedObject, fieldChange, objectChange, overlayEffect, storedOverlay } from './overlay-shapes.ts'

const may = { right: 'platform.customise' } as const
const path = '/api/v1/platform/overlay'
const ofObject = z.strictObject({ object: z.string().max(100) })
const ofField = ofObject.extend({ field: z.string().max(60) })

const modelOf = (call: RouteCompany) => insideOfCall(call).platform.model(call.tenant)
/** A change of definitions: who asks this process next asks of what is defined now. */
export const changingModel = async <T>(call: RouteCompany, act: (work: UnitOfWork) => Promise<T>): Promise<T> => {
  const answer = await call.unit(act)
  insideOfCall(call).platform.forget(call.tenant)
  return answer
}

export const overlayRoute = defineRoute({
  name: 'platform.overlay',
  label: label('对象的改动', 'What is said over an object'),
  help: label(
    '公司对产品对象和字段的改动，以及哪些可以改',
    'What the company says over an object and its fields, and what it may say',
  ),
  method: 'GET',
  path: `${path}/:object`,
  may,
  params: ofObject,
  answer: designedObject,
  run: async (call) => {
    const model = await modelOf(call)
    return call.unit((work) => describeOverlay(work, model, call.params.object))
  },
})

export const sayOverObject = defineRoute({
  name: 'platform.say_over_object',
  label: label('修改对象', 'Change an object'),
  help: label('名称，以及字段的分组和顺序', 'What it is called, and where its fields stand'),
  method: 'PATCH',
  path: `${path}/:object`,
  may,
  params: ofObject,
  body: objectChange,
  answer: storedOverlay,
  run: async (call) => {
    const model = await modelOf(call)
    const { version, reset, ...said } = call.body
    return changingModel(call, (work) => sayOver(work, model, { object: call.params.object, field: '', version, said, reset }))
  },
})

const fieldSaid = ({
  params,
  body,
}: {
  readonly params: z.output<typeof ofField>
  readonly body: z.output<typeof fieldChange>
}) => {
  const { version, reset, required, hidden, ...said } = body
  return {
    ...params,
    version,
    said: { ...said, ...(required ? { required } : {}), ...(hidden ? { hidden } : {}) },
    // What is not asked any more is the release's again.
    reset: [...reset, ...(required === false ? ['required'] : []), ...(hidden === false ? ['hidden'] : [])],
  }
}

export const sayOverField = defineRoute({
  name: 'platform.say_over_field',
  label: label('修改字段', 'Change a field of the product'),
  help: label('名称、说明、必填、默认值、选项、是否隐藏', 'What it is called, help, required, default, options, hidden'),
  method: 'PATCH',
  path: `${path}/:object/:field`,
  may,
  params: ofField,
  body: fieldChange,
  answer: storedOverlay,
  run: async (call) => {
    const model = await modelOf(call)
    return changingModel(call, (work) => sayOver(work, model, fieldSaid(call)))
  },
})

export const planOverlayRoute = defineRoute({
  name: 'platform.plan_overlay',
  label: label('修改字段会怎样', 'What a change of a field would mean'),
  help: label('对已有记录的影响，不保存', 'For the records there are; nothing is kept'),
  method: 'POST',
  path: `${path}/:object/:field/plan`,
  may,
  params: ofField,
  body: fieldChange,
  answer: z.object({ effects: z.array(overlayEffect).readonly() }),
  run: async (call) => {
    const model = await modelOf(call)
    return call.unit(async (work) => ({ effects: await planOverlay(work, model, fieldSaid(call)) }))
  },
})

export const optionUsesRoute = defineRoute({
  name: 'platform.option_uses',
  label: label('选项的使用数', 'How many records hold each option'),
  method: 'GET',
  path: `${path}/:object/:field/options`,
  may,
  params: ofField,
  answer: z.object({ data: z.array(z.object({ value: z.string(), count: z.number() })).readonly() }),
  run: async (call) => {
    const model = await modelOf(call)
    const { object, field } = call.params
    return call.unit(async (work) => ({ data: await optionUses(work, model, { object, name: field }) }))
  },
})
