import { createHash } from 'node:crypto'
import { isObject, refuse, textIn } from '@lianke/kernel'
import type { CursorSeal } from '../../store/secrets/cursor-seal.ts'
import type { McpDoor } from './door.ts'

/** A write that somebody has still to agree to. */
export interface Proposed {
  readonly method: 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly body?: unknown
}
const mark = 'mcp '
const goodForMs = 15 * 60_000
const sizeMax = 200_000

/** Closes a write into a word that only its caller can bring back, unchanged, for a quarter of an hour. */
export const sealProposal = (seal: CursorSeal, { who }: McpDoor, proposed: Proposed, now: number): string => {
  const plain = `${mark}${JSON.stringify({ who, until: now + goodForMs, proposed })}`
  return plain.length > sizeMax ? refuse('mcp.too_much', { params: { max: sizeMax } }) : seal.seal(plain)
}

/** The write of a word, with the key by which it is done once. Refuses what is not the caller's, is altered or too old. */
export const openProposal = (
  seal: CursorSeal,
  { who }: McpDoor,
  word: string,
  now: number,
): Proposed & { readonly once: string } => {
  const plain = seal.open(word)
  const told: unknown = plain?.startsWith(mark) ? JSON.parse(plain.slice(mark.length)) : null
  if (!isObject(told) || told.who !== who || !isObject(told.proposed)) return refuse('mcp.unknown_proposal')
  if (Number(told.until) < now) return refuse('mcp.proposal_too_old')
  const { method, path, body } = told.proposed
  return {
    method: method === 'PATCH' || method === 'DELETE' ? method : 'POST',
    path: textIn(path) ?? '',
    ...(body === undefined ? {} : { body }),
    once: `mcp-${createHash('sha256').update(word).digest('hex')}`,
  }
}
