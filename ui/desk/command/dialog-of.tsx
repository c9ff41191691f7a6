import type { MetaCommand } from '@lianke/kernel'
import { type ComponentType, lazy } from 'react'
import { bringComponent } from '../../base/registry/bring-component.ts'
import { useDialogs } from '../../base/registry/registry.tsx'
import { isGroupField } from '../../base/command/target.ts'
import type { DialogProps } from './command-frame.tsx'

const CommandDialog = lazy(() => import('./command-dialog.tsx'))
const ColleagueDialog = lazy(() => import('./colleague-dialog.tsx'))
const designed = new Map<object, ComponentType<DialogProps>>()

/** Is a colleague all that it asks for? */
const asksColleague = ({ fields, danger }: Pick<MetaCommand, 'fields' | 'danger'>): boolean => {
  const [field, ...more] = Object.values(fields)
  return field !== undefined && more.length === 0 && !danger && !isGroupField(field) && field.type === 'user'
}

/** The dialog of an act: the one designed for it, the one of its kind, else the one that its fields make. */
export const useDialogOf = (): ((command: MetaCommand) => ComponentType<DialogProps>) => {
  const dialogs = useDialogs()
  return (command) => {
    const own = dialogs(command.name)
    if (!own) return asksColleague(command) ? ColleagueDialog : CommandDialog
    const known = designed.get(own) ?? lazy(() => bringComponent<DialogProps>(own.load))
    designed.set(own, known)
    return known
  }
}
