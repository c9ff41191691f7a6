import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { ListResult, Meta, MetaObject, Row } from '@lianke/kernel'
import { refresh, useRecord, useSave, type BulkAnswer } from '../client/records.ts'
import { Problem, pathOf, request } from '../client/request.ts'
import { sameValue, wireOf } from '../field-types/parts/wire.ts'
import { useText, useWords } from '../i18n/i18n.ts'
import { defaultsOf, formFields } from './form-fields.ts'
import { type Line, lineNumber, newLine } from './lines.ts'
import { useMadeWith } from './made-with.ts'
import { generalProblem, missingFields, problemsByField } from './problems.ts'

const linesMax = 200

/** What a form needs of the model; desk and phone each have their own. */
interface FormModel extends Pick<Meta, 'objects' | 'commands'> {
  readonly object: (name: string) => MetaObject | undefined
}

/** State of one form: values, lines, problems, and how to save them. */
export const useObjectForm = (
  model: FormModel,
  object: MetaObject,
  initialId: string | undefined,
  given: Readonly<Record<string, unknown>>,
) => {
  const w = useWords()
  const text = useText()
  const client = useQueryClient()
  const [id, setId] = useState(initialId)
  const record = useRecord(object.name, id)
  const made = useMadeWith(model, object)
  const save = useSave(object.name)
  const [changes, setChanges] = useState<Record<string, unknown>>({})
  const [problems, setProblems] = useState<Record<string, string>>({})
  const [general, setGeneral] = useState<string | null>(null)
  const [lineProblems, setLineProblems] = useState<Record<string, string>>({})
  const [saving, setSaving] = useState(false)
  // Lines that only acts write are given once, where an act makes the record with them.
  const part = object.parts.find(({ name, writable }) => writable || (!initialId && made?.has(name)))
  const child = part
    ? model.object(part.object)
    : model.objects.find((one) => one.partOf?.object === object.name && one.may.create)
  const [lines, setLines] = useState<readonly Line[]>(() => (child && !initialId ? [newLine(child)] : []))
  const [oldLines, setOldLines] = useState<readonly Row[]>([])

  useEffect(() => {
    if (part || !child?.partOf || !initialId) return
    let current = true
    request<ListResult>(`${pathOf(child.name)}/query`, {
      body: { filter: { field: child.partOf.reference, op: 'eq', value: initialId }, limit: linesMax, sort: ['created_at'] },
    }).then(
      ({ data }) => {
        if (!current) return
        setOldLines(data)
        setLines(data.map((row) => ({ ...row, key: row.id })))
      },
      (error: unknown) => setGeneral(error instanceof Error ? error.message : String(error)),
    )
    return () => {
      current = false
    }
  }, [part, child, initialId])
  // The lines of a whole come with it.
  const shown = part && id ? record.data?.[part.name] : undefined
  useEffect(() => {
    if (!Array.isArray(shown)) return
    const rows = shown as readonly Row[]
    setOldLines(rows)
    setLines(rows.map((row) => ({ ...row, key: row.id })))
  }, [shown])

  const base = useMemo(
    () => (id ? (record.data ?? {}) : { ...defaultsOf(object, made), ...given }),
    [id, record.data, object, given, made],
  )
  const values: Record<string, unknown> = { ...base, ...changes }
  const dirty = Object.keys(changes).length > 0
  const change = (name: string, value: unknown) => {
    setChanges((old) => ({ ...old, [name]: value }))
    setProblems(({ [name]: _solved, ...rest }) => rest)
  }
  const filled = (line: Line) =>
    Object.keys(line).some(
      (name) => name !== 'key' && child && JSON.stringify(line[name] ?? null) !== JSON.stringify(defaultsOf(child)[name] ?? null),
    )
  const lineValues = (line: Line) =>
    Object.fromEntries(
      Object.entries(child?.fields ?? {})
        .filter(([name, field]) => name in line && field.writable && !field.options.readOnly && !field.access)
        .map(([name, field]) => [name, wireOf(field, line[name])]),
    )

  const sentLines = lines.filter((line) => line.id || filled(line))
  /** The lines as one list, where they differ from what is stored. */
  const partBody = (): Record<string, unknown> => {
    if (!part || !child) return {}
    const list = sentLines.map((line) => ({ ...(line.id ? { id: line.id } : {}), ...lineValues(line) }))
    const same =
      sentLines.length === oldLines.length &&
      sentLines.every((line, index) => {
        const old = oldLines[index]
        return (
          old?.id === line.id &&
          Object.keys(lineValues(line)).every((name) => sameValue(child.fields[name], line[name], old?.[name]))
        )
      })
    return same ? {} : { [part.name]: list }
  }
  /** What the server says of single lines: `/lines/1/quantity` is about the second. */
  const placeLineProblems = (error: unknown) => {
    if (!part || !(error instanceof Problem)) return
    const told = error.problems.flatMap(({ path, detail, code }) => {
      const [, name, index, field = ''] = path.split('/')
      if (name !== part.name) return []
      const place = index === undefined ? '' : `${Number(index) + 1} · ${text(child?.fields[field]?.label)} `
      return [[path, `${place}${detail || code}`] as const]
    })
    setLineProblems(Object.fromEntries(told))
  }

  const saveLines = async (parent: string) => {
    if (part || !child?.partOf) return
    const { reference } = child.partOf
    const kept = new Set(lines.flatMap((line) => line.id ?? []))
    const number = lineNumber(child)
    const create = lines.flatMap((line, index) =>
      !line.id && filled(line) ? [{ ...lineValues(line), ...(number ? { [number]: index + 1 } : {}), [reference]: parent }] : [],
    )
    const update = lines.flatMap((line) => {
      const old = oldLines.find((row) => row.id === line.id)
      if (!old) return []
      const changed = Object.entries(lineValues(line)).filter(
        ([name]) =>
          name !== reference && !child.fields[name]?.options.fixed && !sameValue(child.fields[name], line[name], old[name]),
      )
      return changed.length > 0 ? [{ id: old.id, ...Object.fromEntries(changed) }] : []
    })
    const gone = oldLines.filter((row) => !kept.has(row.id)).map((row) => row.id)
    if (create.length + update.length + gone.length === 0) return
    await request<BulkAnswer>(`${pathOf(child.name)}/bulk`, {
      body: {
        ...(create.length ? { create } : {}),
        ...(update.length ? { update } : {}),
        ...(gone.length ? { delete: gone } : {}),
      },
    })
    await Promise.all([refresh(client, child.name), refresh(client, object.name)])
  }

  /** Answers the record, or null when something must be mended first. */
  const submit = async (): Promise<Row | null> => {
    const asked = formFields(object, !id, made)
    const missing = missingFields(
      asked.map(({ name, field }) => ({
        name,
        required: Boolean(field.options.required),
        said: w('form.required', { field: text(field.label) }),
      })),
      values,
    )
    setGeneral(null)
    setLineProblems({})
    setProblems(missing)
    if (Object.keys(missing).length > 0) return null
    setSaving(true)
    try {
      const sent = id
        ? Object.keys(changes).filter((name) => !sameValue(object.fields[name], changes[name], base[name as keyof typeof base]))
        : Object.keys(values).filter((name) => !made || made.has(name) || asked.some((one) => one.name === name))
      const body = Object.fromEntries(
        sent
          .filter((name) => (!id ? values[name] !== null && values[name] !== undefined && values[name] !== '' : true))
          .map((name) => [name, wireOf(object.fields[name] ?? undefined, values[name])]),
      )
      const all = { ...body, ...partBody() }
      const row =
        id && record.data && Object.keys(all).length === 0
          ? record.data
          : await save.mutateAsync({ id, values: all, version: id ? record.data?.version : undefined })
      setId(row.id)
      setChanges({})
      try {
        await saveLines(row.id)
      } catch (error) {
        setLineProblems({ lines: generalProblem(error, object) ?? Object.values(problemsByField(error))[0] ?? w('form.refused') })
        return null
      }
      return row
    } catch (error) {
      setProblems(problemsByField(error))
      placeLineProblems(error)
      setGeneral(generalProblem(error, object))
      return null
    } finally {
      setSaving(false)
    }
  }
  const reset = () => {
    setId(undefined)
    setChanges({})
    setProblems({})
    setGeneral(null)
    setLines(child ? [newLine(child)] : [])
  }
  return {
    id,
    loading: Boolean(initialId) && record.isPending,
    loadError: record.error,
    values,
    problems,
    general,
    lineProblems,
    dirty,
    saving,
    child,
    lines,
    setLines,
    change,
    submit,
    reset,
  }
}
/** A form as it stands. */
export type FormState = ReturnType<typeof useObjectForm>
