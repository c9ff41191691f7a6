import { z } from 'zod'

export const id = z.string().min(1).max(128)
export const pair = z.object({ userid: id, external_userid: id })
export const gender = z.union([z.literal(0), z.literal(1), z.literal(2)])
export const texts = z.array(z.string()).max(1000)
