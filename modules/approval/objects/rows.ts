import type { RowOf } from '@lianke/kernel'
import type { opinion } from './opinion.object.ts'
import type { request } from './request.object.ts'

/** A request as it is read. */
export type RequestRow = RowOf<typeof request>
/** A seat as it is read. */
export type OpinionRow = RowOf<typeof opinion>
