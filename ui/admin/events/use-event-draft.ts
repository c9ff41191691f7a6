import {
  type Field,
  kindOfBoth,
  kindOfValue,
  isObject,
  type OwnEvent,
  type OwnEventSource,
  ownEventSources,
} from '@lianke/kernel'
import { useState } from 'react'
import { useAttempt } from '../../base/feedback/use-attempt.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import { changeEvent, defineEvent, useEventsAgain, useHeldEvents } from './event-data.ts'
import { fieldOfSeen } from './seen-properties.tsx'

/** An event that is described for the first time, under a name that was told already or not; or one that is changed. */
export interface EditedEvent {
  readonly event?: OwnEvent
  readonly name?: string
  close(made?: string): void
}

/** Properties that events in quarantine carry, each of the type that all of them fit. */
const propertiesIn = (bodies: readonly unknown[]): Readonly<Record<string, Field>> => {
  const kinds = new Map<string, ReturnType<typeof kindOfValue>>()
  for (const body of bodies) {
    const properties = isObject(body) && isObject(body.properties) ? body.properties : {}
    for (const [property, value] of Object.entries(properties)) {
      if (value === null || value === undefined) continue
      const kind = kindOfValue(value)
      const known = kinds.get(property)
      kinds.set(property, known === undefined ? kind : kindOfBoth(known, kind))
    }
  }
  return Object.fromEntries(
    [...kinds].flatMap(([property, kind]) => {
      const field = fieldOfSeen({ property, kind })
      return field ? [[property, field] as const] : []
    }),
  )
}

const useSuggested = (name: string | undefined): Readonly<Record<string, Field>> => {
  const held = useHeldEvents({ event: name ?? '' }, name !== undefined)
  return name === undefined ? {} : propertiesIn(held.data?.pages.flatMap(({ data }) => data.map(({ body }) => body)) ?? [])
}

/** An event while it is described. */
export const useEventDraft = ({ event, name: told, close }: EditedEvent) => {
  const w = useWords()
  const toast = useToast()
  const again = useEventsAgain()
  const { busy, problem, attempt } = useAttempt()
  const [zh, setZh] = useState(event?.label.zh ?? '')
  const [en, setEn] = useState(event?.label.en ?? '')
  const [name, setName] = useState(event?.name ?? told ?? '')
  const [description, setDescription] = useState(event?.description ?? '')
  const [from, setFrom] = useState<readonly OwnEventSource[]>(event?.from ?? ownEventSources)
  const [timeline, setTimeline] = useState(event?.timeline ?? true)
  const [left, setLeft] = useState<readonly string[]>([])
  const suggested = useSuggested(event ? undefined : told)
  const words = { zh: zh.trim() || en.trim(), en: en.trim() || zh.trim() }
  const save = () =>
    attempt(async () => {
      const said = { label: words, description: description.trim() || null, from, timeline }
      const fields = Object.fromEntries(Object.entries(suggested).filter(([property]) => !left.includes(property)))
      const made = event ? await changeEvent(event, said) : await defineEvent({ name: name.trim(), ...said, fields })
      await again()
      toast.done(w('toast.saved'))
      close(made.name)
    })
  return {
    zh,
    setZh,
    en,
    setEn,
    name,
    setName,
    description,
    setDescription,
    from,
    setFrom,
    timeline,
    setTimeline,
    suggested,
    left,
    setLeft,
    ready: words.zh !== '' && name.trim() !== '' && from.length > 0,
    save,
    busy,
    problem,
  }
}
export type EventDraft = ReturnType<typeof useEventDraft>
