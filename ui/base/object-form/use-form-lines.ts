import { isObject, type ListResult, type Meta, type MetaObject, type Row } from '@lianke/kernel'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { type BulkAnswer, refresh } from '../client/records.ts'
import { Problem, pathOf, request } from '../client/request.ts'
import { useText } from '../i18n/i18n.ts'
import { changedChildren, changedParts } from './line-changes.ts'
import { type Line, newLine } from './lines.ts'
import type { useMadeWith } from './made-with.ts'

const linesMax = 200
type MadeWith = ReturnType<typeof useMadeWith>

/** What a form needs of the model; desk and phone each have their own. */
export interface FormModel extends Pick<Meta, 'objects' | 'commands'> {
  readonly object: (name: string) => MetaObject | undefined
}

const isRow = (value: unknown): value is Row => isObject(value) && typeof value.id === 'string'

/** Lines as they are written and as they are stored: those of a whole come with it, those of a parent are asked for. */
const useLines = (
  part: MetaObject['parts'][number] | undefined,
  child: MetaObject | undefined,
  initialId: string | undefined,
  row: Row | undefined,
) => {
  const [lines, setLines] = useState<readonly Line[]>(() => (child && !initialId ? [newLine(child)] : []))
  const [oldLines, setOldLines] = useState<readonly Row[]>([])
  const [failure, setFailure] = useState<string | null>(null)
  const take = useCallback((rows: readonly Row[]) => {
    setOldLines(rows)
    setLines(rows.map((one) => ({ ...one, key: one.id })))
  }, [])
  useEffect(() => {
    if (part || !child?.partOf || !initialId) return
    let current = true
    request<ListResult>(`${pathOf(child.name)}/query`, {
      body: { filter: { field: child.partOf.reference, op: 'eq', value: initialId }, limit: linesMax, sort: ['created_at'] },
    }).then(
      ({ data }) => {
        if (current) take(data)
      },
      (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
    )
    return () => {
      current = false
    }
  }, [part, child, initialId, take])
  const shown = part ? row?.[part.name] : undefined
  useEffect(() => {
    if (Array.isArray(shown)) take(shown.filter(isRow))
  }, [shown, take])
  return { lines, setLines, oldLines, failure, setFailure }
}

/** The lines of a form: what is written of them, and what the server says of single ones. `row`: the record as it is stored. */
export const useFormLines = (
  model: FormModel,
  object: MetaObject,
  { initialId, row, made }: { readonly initialId: string | undefined; readonly row: Row | undefined; readonly made: MadeWith },
) => {
  const text = useText()
  const client = useQueryClient()
  // Lines that only acts write are given once, where an act makes the record with them.
  const part = object.parts.find(({ name, writable }) => writable || (!initialId && made?.has(name)))
  const child = part
    ? model.object(part.object)
    : model.objects.find((one) => one.partOf?.object === object.name && one.may.create)
  const { lines, setLines, oldLines, failure, setFailure } = useLines(part, child, initialId, row)
  const [problems, setProblems] = useState<Record<string, string>>({})
  /** The lines of a whole, to be written with it. */
  const body = (): Record<string, unknown> => {
    const list = part && child ? changedParts(child, lines, oldLines) : null
    return part && list ? { [part.name]: list } : {}
  }
  /** `/lines/1/quantity` is about the second. */
  const placeProblems = (error: unknown) => {
    if (!part || !(error instanceof Problem)) return
    const told = error.problems.flatMap(({ path, detail, code }) => {
      const [, name, index, field = ''] = path.split('/')
      if (name !== part.name) return []
      const place = index === undefined ? '' : `${Number(index) + 1} · ${text(child?.fields[field]?.label)} `
      return [[path, `${place}${detail || code}`] as const]
    })
    setProblems(Object.fromEntries(told))
  }
  /** Lines that are records of their own are written after their parent. */
  const saveUnder = async (parent: string) => {
    if (part || !child?.partOf) return
    const changes = changedChildren(child, { reference: child.partOf.reference, id: parent }, lines, oldLines)
    if (!changes) return
    await request<BulkAnswer>(`${pathOf(child.name)}/bulk`, { body: changes })
    await Promise.all([refresh(client, child.name), refresh(client, object.name)])
  }
  const clear = () => {
    setProblems({})
    setFailure(null)
  }
  const reset = () => setLines(child ? [newLine(child)] : [])
  return { child, lines, setLines, failure, problems, setProblems, clear, placeProblems, body, saveUnder, reset }
}
