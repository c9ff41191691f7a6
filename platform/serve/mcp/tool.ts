import type { Label } from '@lianke/kernel'
import type { z } from 'zod'

/** Something an assistant may do here. */
export interface Tool<S extends z.ZodRawShape = z.ZodRawShape> {
  readonly name: string
  readonly title: Label
  /** For the model: when to use it, and what it answers. */
  readonly description: string
  readonly input: S
  /** It changes something. */
  readonly writes?: boolean
  run(input: z.output<z.ZodObject<S>>): Promise<unknown>
}
export const tool = <const S extends z.ZodRawShape>(definition: Tool<S>): Tool => definition
