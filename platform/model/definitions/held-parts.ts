import type { Filter, Over, Row } from '@lianke/kernel'

export type Values = Readonly<Record<string, unknown>>
export const isRecord = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object that a held filter or path is about in this record. */
export const overOf = (over: Over, row: Row | Values): string => (typeof over === 'string' ? over : String(row[over.field] ?? ''))

/** Paths as screens keep them: a text, or a list of texts and of `{ field }`; a leading minus sorts downwards. */
export const pathsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : value === null || value === undefined ? [] : [value]).flatMap((one) => {
    const path = isRecord(one) ? one.field : one
    return typeof path === 'string' && path !== '' ? [path.replace(/^-/, '')] : []
  })

/** A tree of conditions, by the one word that such a node has. */
export const looksLikeFilter = (value: unknown): value is Filter =>
  isRecord(value) &&
  (Array.isArray(value.and) ||
    Array.isArray(value.or) ||
    isRecord(value.not) ||
    ('field' in value && 'op' in value) ||
    ('child' in value && 'via' in value) ||
    typeof value.event === 'string' ||
    typeof value.segment === 'string')
