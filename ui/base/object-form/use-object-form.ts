import type { MetaObject, Row } from '@lianke/kernel'
import { useMemo, useState } from 'react'
import { useRecord, useSave } from '../client/records.ts'
import { sameValue, wireOf } from '../field-types/parts/wire.ts'
import { useText, useWords } from '../i18n/i18n.ts'
import { defaultsOf, formFields } from './form-fields.ts'
import { useMadeWith } from './made-with.ts'
import { generalProblem, missingFields, problemsByField } from './problems.ts'
import { type FormModel, useFormLines } from './use-form-lines.ts'

type Values = Readonly<Record<string, unknown>>
const isGiven = (value: unknown): boolean => value !== null && value !== undefined && value !== ''

/** What is written: of a record there is, what was changed; of a new one, what was given. */
const writtenOf = (object: MetaObject, names: readonly string[], values: Values): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, wireOf(object.fields[name], values[name])]))

/** The values of a form: what was there, and what was changed. */
const useValues = (object: MetaObject, id: string | undefined, row: Row | undefined, given: Values) => {
  const [changes, setChanges] = useState<Record<string, unknown>>({})
  const base: Values = useMemo(() => (id ? (row ?? {}) : { ...defaultsOf(object), ...given }), [id, row, object, given])
  return { base, changes, setChanges, values: { ...base, ...changes } }
}

/** What keeps a form from being kept: said at its fields, or of the whole. */
const useFormProblems = (object: MetaObject) => {
  const w = useWords()
  const text = useText()
  const [problems, setProblems] = useState<Record<string, string>>({})
  const [general, setGeneral] = useState<string | null>(null)
  return {
    problems,
    general,
    setGeneral,
    clear: () => {
      setProblems({})
      setGeneral(null)
    },
    solved: (name: string) => setProblems(({ [name]: _solved, ...rest }) => rest),
    tell: (error: unknown) => {
      setProblems(problemsByField(error))
      setGeneral(generalProblem(error, object))
    },
    /** Says which required fields are empty; answers whether any is. */
    lacks: (asked: ReturnType<typeof formFields>, values: Values): boolean => {
      const missing = missingFields(
        asked.map(({ name, field }) => ({
          name,
          required: Boolean(field.options.required),
          said: w('form.required', { field: text(field.label) }),
        })),
        values,
      )
      setProblems(missing)
      return Object.keys(missing).length > 0
    },
  }
}

/** State of one form: values, lines, problems, and how to save them. */
export const useObjectForm = (model: FormModel, object: MetaObject, initialId: string | undefined, given: Values) => {
  const w = useWords()
  const [id, setId] = useState(initialId)
  const [saving, setSaving] = useState(false)
  const record = useRecord(object.name, id)
  const row = id ? record.data : undefined
  const made = useMadeWith(model, object)
  const save = useSave(object.name)
  const { base, changes, setChanges, values } = useValues(object, id, record.data, given)
  const said = useFormProblems(object)
  const lines = useFormLines(model, object, initialId, row)
  const asked = formFields(object, !id, made)
  const written = (): Record<string, unknown> => {
    const names = id
      ? Object.keys(changes).filter((name) => !sameValue(object.fields[name], changes[name], base[name]))
      : Object.keys(values).filter(
          (name) => isGiven(values[name]) && (!made || made.has(name) || asked.some((one) => one.name === name)),
        )
    return { ...writtenOf(object, names, values), ...lines.body() }
  }
  const store = async (): Promise<Row> => {
    const all = written()
    if (row && Object.keys(all).length === 0) return row
    return save.mutateAsync({ id, values: all, version: row?.version })
  }
  /** Lines that are records of their own; answers whether they are kept. */
  const storeLines = (parent: string): Promise<boolean> =>
    lines.saveUnder(parent).then(
      () => true,
      (error: unknown) => {
        const words = generalProblem(error, object) ?? Object.values(problemsByField(error))[0] ?? w('form.refused')
        lines.setProblems({ lines: words })
        return false
      },
    )
  /** Answers the record, or null when something must be mended first. */
  const submit = async (): Promise<Row | null> => {
    said.clear()
    lines.clear()
    if (said.lacks(asked, values)) return null
    setSaving(true)
    try {
      const stored = await store()
      setId(stored.id)
      setChanges({})
      return (await storeLines(stored.id)) ? stored : null
    } catch (error) {
      said.tell(error)
      lines.placeProblems(error)
      return null
    } finally {
      setSaving(false)
    }
  }
  return {
    id,
    loading: Boolean(initialId) && record.isPending,
    loadError: record.error,
    values,
    problems: said.problems,
    general: said.general ?? lines.failure,
    lineProblems: lines.problems,
    dirty: Object.keys(changes).length > 0,
    saving,
    child: lines.child,
    lines: lines.lines,
    setLines: lines.setLines,
    change: (name: string, value: unknown) => {
      setChanges((old) => ({ ...old, [name]: value }))
      said.solved(name)
    },
    submit,
    reset: () => {
      setId(undefined)
      setChanges({})
      said.clear()
      lines.reset()
    },
  }
}
/** A form as it stands. */
export type FormState = ReturnType<typeof useObjectForm>
