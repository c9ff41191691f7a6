import { useQuery } from '@tanstack/react-query'
import type { Meta, MetaObject } from '@lianke/kernel'
import { request } from './request.ts'
import { useMe } from './session.ts'

/** The product's model as a phone needs it: look-ups by name, without what only filters and reports ask for. */
interface PhoneModel extends Meta {
  readonly object: (name: string) => MetaObject | undefined
  readonly event: (name: string) => Meta['events'][number] | undefined
}

const indexes = new WeakMap<Meta, PhoneModel>()
const indexOf = (meta: Meta): PhoneModel => {
  const known = indexes.get(meta)
  if (known) return known
  const objects = new Map(meta.objects.map((object) => [object.name, object]))
  const events = new Map(meta.events.map((event) => [event.name, event]))
  const made: PhoneModel = { ...meta, object: (name) => objects.get(name), event: (name) => events.get(name) }
  indexes.set(meta, made)
  return made
}

export const useMeta = () =>
  useQuery({
    queryKey: ['meta'],
    staleTime: 5 * 60_000,
    retry: false,
    queryFn: ({ signal }) => request<Meta>('/meta', { signal }),
  })

/** The model where the gate has already loaded it. */
export const useModel = (): PhoneModel => {
  const { data } = useMeta()
  if (!data) throw new Error('useModel is used behind the gate, which waits for the model')
  return indexOf(data)
}

/** May the signed-in person be offered this? `may` is a right, an object that is read, or an act on one (`fieldwork.task:create`). */
export const useAllowed = () => {
  const model = useModel()
  const { data: me } = useMe()
  return (may: string | undefined): boolean => {
    if (!may) return true
    const [name = '', act] = may.split(':')
    const object = model.object(name)
    if (object) return object.may[(act ?? 'read') as keyof MetaObject['may']] === true
    return !act && (me?.administrator === true || me?.rights.includes(name) === true)
  }
}
