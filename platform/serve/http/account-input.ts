import { z } from 'zod'

const name = z.string().trim().min(1).max(100)
/** What every way to make an account asks for. */
export const accountFields = {
  name,
  email: z.email().max(200),
  username: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}._-]{2,60}$/u)
    .nullable()
    .optional(),
  locale: z.enum(['zh-CN', 'en']).nullable().optional(),
}
const password = z.string().max(200)
/** A colleague who has no staff record yet. */
const colleague = z.strictObject({
  roles: z.array(z.uuid()).min(1).max(10),
  department: z.uuid().optional(),
  job_title: z.string().trim().min(1).max(80).optional(),
  phone: z.string().trim().min(1).max(40).optional(),
})
/** Without a password the answer holds a one-time link by which the colleague sets one. */
export const accountInput = z.strictObject({
  ...accountFields,
  password: password.nullable().optional(),
  staff: z.uuid().nullable().optional(),
  colleague: colleague.optional(),
})
export const accountChange = z.strictObject({
  name: name.optional(),
  disabled: z.boolean().optional(),
  password: password.optional(),
  staff: z.uuid().nullable().optional(),
})
