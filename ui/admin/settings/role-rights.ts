import { isObject, type ObjectRight, roleObject, type Row, textsIn } from '@lianke/kernel'
import { useSave } from '../../base/client/records.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useWords } from '../../base/i18n/i18n.ts'

export const nothing: ObjectRight = { read: 'none', update: 'none', delete: 'none', create: false }

const isRight = (value: unknown): value is ObjectRight =>
  isObject(value) && [value.read, value.update, value.delete].every((scope) => typeof scope === 'string')
/** Rights by object, as a role holds them. */
const rightsIn = (value: unknown): Readonly<Record<string, ObjectRight>> =>
  isObject(value) ? Object.fromEntries(Object.entries(value).flatMap(([name, one]) => (isRight(one) ? [[name, one]] : []))) : {}

/** What one role may, and the way to change it: each change is kept at once and can be taken back. */
export const useRoleRights = (role: Row) => {
  const w = useWords()
  const toast = useToast()
  const save = useSave(roleObject)
  const objects = rightsIn(role.objects)
  const rights = [...textsIn(role.rights)]
  const keep = (values: Record<string, unknown>, before: Record<string, unknown>) =>
    save.mutate(
      { id: role.id, values, version: role.version },
      {
        onSuccess: () => toast.done(w('toast.saved'), () => save.mutateAsync({ id: role.id, values: before })),
        onError: toast.failed,
      },
    )
  const of = (name: string): ObjectRight => objects[name] ?? objects['*'] ?? nothing
  return {
    of,
    /** Has it rights of its own on this object, or those on every other? */
    own: (name: string): boolean => name in objects,
    set: (name: string, part: Partial<ObjectRight>) =>
      keep({ objects: { ...objects, [name]: { ...of(name), ...part } } }, { objects }),
    reset: (name: string) => {
      const { [name]: _gone, ...rest } = objects
      keep({ objects: rest }, { objects })
    },
    all: rights.includes('*'),
    has: (right: string): boolean => rights.includes(right) || rights.includes('*'),
    allow: (right: string, on: boolean) =>
      keep({ rights: on ? [...rights, right] : rights.filter((one) => one !== right) }, { rights }),
  }
}
export type RoleRights = ReturnType<typeof useRoleRights>
