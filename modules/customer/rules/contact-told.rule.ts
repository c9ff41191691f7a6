import { z } from 'zod'

const text = z.string().optional().catch(undefined)
const identifier = z.object({ type: z.string(), issuer: z.string().catch(''), value: z.string() })

/** A friendship as the channel tells it; what is of another shape is not told. */
export const contactTold = z.object({
  userid: z.string().catch(''),
  external_userid: z.string().catch(''),
  state: text,
  add_way: z.number().nullish().catch(undefined),
  remark: text,
  description: text,
  tags: z.array(z.string()).optional().catch(undefined),
  external_userids: z.array(z.string()).optional().catch(undefined),
})

/** By what a fact says whom it is about. */
export const identifiersTold = (payload: Readonly<Record<string, unknown>>): readonly z.infer<typeof identifier>[] =>
  z.array(identifier).catch([]).parse(payload.identifiers)
