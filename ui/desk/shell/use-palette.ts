import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { recordPath } from '../../base/client/peek.ts'
import { useHeldEnter } from '../../base/keys/use-held-enter.ts'
import { useSearch } from '../../base/client/records.ts'
import { useText, type WordKey } from '../../base/i18n/i18n.ts'
import type { Section } from './navigation.ts'
import { type Item, useFixedItems } from './palette-items.ts'
import { recentRecords, rememberRecord } from './recent.ts'

const shownPerGroupMax = 7
const actsAtFirst = 5
const pagesAtFirst = 6
const firstOf = (items: readonly Item[], group: WordKey, most: number): readonly Item[] =>
  items.filter((item) => item.group === group).slice(0, most)

interface Found {
  readonly object: string
  readonly id: string
  readonly title: string
  readonly subtitle?: string | null
}
/** A record as a line of the palette. */
const useRecordItem = () => {
  const text = useText()
  const model = useModel()
  const navigate = useNavigate()
  return useMemo(
    () =>
      (hit: Found, group: WordKey): Item => ({
        key: `${hit.object}:${hit.id}`,
        group,
        face: hit.title,
        label: hit.title,
        hint: [hit.subtitle, text(model.object(hit.object)?.label)].filter(Boolean).join(' · '),
        words: '',
        run: () => {
          rememberRecord(hit)
          void navigate({ to: recordPath(hit.object, hit.id) })
        },
      }),
    [model, navigate, text],
  )
}

/** What is offered for what is typed: records, acts and pages; before that, what was open last. */
const useItems = (sections: readonly Section[], wanted: string) => {
  const fixed = useFixedItems(sections)
  const record = useRecordItem()
  const hits = useSearch(wanted)
  const items = useMemo((): readonly Item[] => {
    if (!wanted)
      return [
        ...recentRecords().map((hit) => record(hit, 'search.recent')),
        ...firstOf(fixed, 'search.actions', actsAtFirst),
        ...firstOf(fixed, 'search.pages', pagesAtFirst),
      ]
    const words = wanted.toLowerCase().split(/\s+/)
    const fits = fixed.filter((item) => words.every((word) => `${item.words} ${item.label}`.toLowerCase().includes(word)))
    // Until the answer to what is typed is there, what was found before and does not fit is no choice.
    const found = (hits.data?.data ?? []).filter(
      ({ title }) => !hits.isPlaceholderData || title.toLowerCase().includes(wanted.toLowerCase()),
    )
    return [
      ...found.map((hit) => record(hit, hit.pooled ? 'search.pool' : 'search.records')),
      ...firstOf(fits, 'search.actions', shownPerGroupMax),
      ...firstOf(fits, 'search.pages', shownPerGroupMax),
    ]
  }, [wanted, hits.data, hits.isPlaceholderData, fixed, record])
  return { items, hits }
}

/** The palette while it is open: what is typed, what is offered, and which line is next. */
export const usePalette = (sections: readonly Section[], close: () => void) => {
  const [q, setQ] = useState('')
  const deferred = useDeferredValue(q.trim())
  const { items, hits } = useItems(sections, deferred)
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new question starts at its first answer
  useEffect(() => setAt(0), [deferred])
  useEffect(() => {
    // Newer browsers answer a promise, which is no way to clean up after an effect.
    void list.current?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const run = (item: Item | undefined) => {
    if (!item) return
    close()
    item.run()
  }
  const waits = deferred !== q.trim() || (deferred !== '' && (hits.isPending || hits.isPlaceholderData))
  const hold = useHeldEnter(q, waits, () => run(items[at]))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setAt((old) => (items.length === 0 ? 0 : (old + (event.key === 'ArrowDown' ? 1 : items.length - 1)) % items.length))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (deferred !== q.trim() || (waits && !items[at])) hold()
      else run(items[at])
    }
  }
  return {
    q,
    setQ,
    items,
    at,
    setAt,
    list,
    run,
    onKeyDown,
    failed: Boolean(hits.error && deferred),
    nothing: items.length === 0 && !hits.isFetching,
  }
}
export type Palette = ReturnType<typeof usePalette>
