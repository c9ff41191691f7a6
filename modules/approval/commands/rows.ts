import type { RowOf } from '@lianke/kernel'
import type { opinion } from '../objects/opinion.object.ts'
import type { request } from '../objects/request.object.ts'

export type RequestRow = RowOf<typeof request>
export type OpinionRow = RowOf<typeof opinion>
