import { type ReferenceValue, referenceIn, targetOf } from '@lianke/kernel'
import { task } from '../objects/task.object.ts'

/** What a task may be about beside its person, the nearest first: a cadence's task has a lead and no person yet. */
const links = ['lead', 'opportunity', 'ticket', 'account'] as const

/** The record that a task is about: of which object, and what its reader may see of it; null: of none. */
export const aboutOfTask = (row: Readonly<Record<string, unknown>>): (ReferenceValue & { readonly object: string }) | null => {
  for (const link of links) {
    const [found, object] = [referenceIn(row[link]), targetOf(task.fields[link])]
    if (found && object) return { ...found, object }
  }
  return null
}
