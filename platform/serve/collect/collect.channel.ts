import { defineChannel, type IdentifierInput, label } from '@lianke/kernel'

interface CollectBody {
  readonly name: string
  readonly occurred_at: string
  readonly site: string
  /** Absent in envelopes of before: taken for a page's. */
  readonly trusted?: boolean
  readonly identifiers: readonly IdentifierInput[]
  readonly traits: Record<string, unknown>
  readonly properties: Record<string, unknown>
  readonly context?: Record<string, unknown>
}

/** Events of pages and programs, collected by `POST /collect`. It only listens. */
export const collectChannel = defineChannel({
  name: 'collect',
  label: label('网站与程序', 'Sites and programs'),
  actions: [],
  local: true,
  sourceOf: (envelope) => (envelope.body.trusted === true ? 'program' : 'page'),
  translate: async (_host, envelope) => {
    const body = envelope.body as unknown as CollectBody
    return [
      {
        name: body.name,
        occurred_at: body.occurred_at,
        identifiers: body.identifiers,
        ...(Object.keys(body.traits).length > 0 ? { traits: body.traits } : {}),
        payload: { ...body.properties, site: body.site, ...(body.context ? { context: body.context } : {}) },
      },
    ]
  },
})
