import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>>
}
export interface Document {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: object
}

/** Judges answers by an OpenAPI document. */
export class OpenApiCheck {
  readonly #document: Document
  readonly #ajv: Ajv2020
  readonly #known = new Map<string, ValidateFunction | null>()
  checked = 0

  constructor(document: Document) {
    this.#document = document
    this.#ajv = new Ajv2020({ strict: false })
    ;(addFormats as unknown as (ajv: Ajv2020) => void)(this.#ajv)
    this.#ajv.addFormat('decimal', /^-?\d+(\.\d+)?$/)
    this.#ajv.addSchema({ $id: 'api', ...(document as object) })
  }

  /** The described path of a URL; fixed segments before parameters. */
  #pathOf(url: string): string | undefined {
    const parts = url.split('?')[0]?.split('/') ?? []
    const fits = (path: string) => {
      const own = path.split('/')
      return own.length === parts.length && own.every((part, index) => part.startsWith('{') || part === parts[index])
    }
    return Object.keys(this.#document.paths)
      .filter(fits)
      .sort((a, b) => (a.match(/\{/g)?.length ?? 0) - (b.match(/\{/g)?.length ?? 0))[0]
  }

  /** Fails when an answer is not as described. A path that is not offered to this caller may only be refused. */
  judge(method: string, url: string, answer: LightMyRequestResponse): void {
    const type = String(answer.headers['content-type'] ?? '').split(';')[0] ?? ''
    const path = this.#pathOf(url)
    const operation = path ? this.#document.paths[path]?.[method.toLowerCase()] : undefined
    if (!operation) {
      expect(answer.statusCode, `${method} ${url} is not described, so it is refused`).toBeGreaterThanOrEqual(400)
      expect(type).toBe('application/problem+json')
      return
    }
    const status = String(answer.statusCode)
    const response = operation.responses[status] ?? operation.responses[`${status[0]}XX`]
    expect(response, `${method} ${path} describes ${status}`).toBeDefined()
    const range = operation.responses[status] ? status : `${status[0]}XX`
    const schema = response?.content?.[type]?.schema
    if (!response?.content) return
    expect(schema, `${method} ${path} ${status} describes ${type}`).toBeDefined()
    const pointer = `#/paths/${[path, method.toLowerCase(), 'responses', range, 'content', type, 'schema'].map((part) => encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`
    let validate = this.#known.get(pointer)
    if (validate === undefined) {
      validate = this.#ajv.compile({ $ref: `api${pointer}` })
      this.#known.set(pointer, validate)
    }
    const valid = validate?.(answer.json())
    expect(valid, `${method} ${path} ${status}: ${this.#ajv.errorsText(validate?.errors)}\n${answer.body.slice(0, 1500)}`).toBe(
      true,
    )
    this.checked++
  }
}
