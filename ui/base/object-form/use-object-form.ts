import { isShown, type MetaObject, type Row } from '@lianke/kernel'
import { useMemo, useState } from 'react'
import { useRecord, useSave } from '../client/records.ts'
import { sameValue, wireOf } from '../field-types/parts/wire.ts'
import { useText, useWords } from '../i18n/i18n.ts'
import { askedFields, defaultsOf, formFields } from './form-fields.ts'
import { useMadeWith } from './made-with.ts'
import { generalProblem, missingFields, problemsByField } from './problems.ts'
import { type FormModel, useFormLines } from './use-form-lines.ts'

type Values = Readonly<Record<string, unknown>>
const isGiven = (value: unknown): boolean => value !== null && value !== undefined && value !== ''

/** The values of a form: what was there, and what was changed. */
const useValues = (
  object: MetaObject,
  id: string | undefined,
  row: Row | undefined,
  { given, made }: { readonly given: Values; readonly made: ReturnType<typeof useMadeWith> },
) => {
  const [changes, setChanges] = useState<Record<string, unknown>>({})
  const base: Values = useMemo(
    () => (id ? (row ?? {}) : { ...defaultsOf(object, made), ...given }),
    [id, row, object, given, made],
  )
  const values: Values = { ...base, ...changes }
  return { base, changes, setChanges, values }
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

type Lines = ReturnType<typeof useFormLines>
type Said = ReturnType<typeof useFormProblems>
/** A form while it is filled in. */
interface Draft extends ReturnType<typeof useValues> {
  readonly object: MetaObject
  readonly id: string | undefined
  /** The record as it is stored; none for a new one. */
  readonly row: Row | undefined
  /** The fields that are asked for, and those that the act which makes a record takes. */
  readonly asked: ReturnType<typeof formFields>
  readonly made: ReturnType<typeof useMadeWith>
  readonly lines: Lines
}

/** What is written: of a record there is, what was changed; of a new one, what was given; with the lines of a whole. */
const writtenOf = ({ object, id, base, changes, values, asked, made, lines }: Draft): Record<string, unknown> => {
  const names = id
    ? Object.keys(changes).filter((name) => !sameValue(object.fields[name], changes[name], base[name]))
    : Object.keys(values).filter(
        (name) => isGiven(values[name]) && (!made || made.has(name) || asked.some((one) => one.name === name)),
      )
  // What was typed before the choice that it depends on was made otherwise is not kept.
  const kept = names.filter((name) => isShown(object.fields[name] ?? { options: {} }, values))
  return { ...Object.fromEntries(kept.map((name) => [name, wireOf(object.fields[name], values[name])])), ...lines.body() }
}

/** Keeps lines that are records of their own, after their parent; answers whether they are kept. */
const useStoreLines = ({ object, lines }: Draft) => {
  const w = useWords()
  return (parent: string): Promise<boolean> =>
    lines.saveUnder(parent).then(
      () => true,
      (error: unknown) => {
        const words = generalProblem(error, object) ?? Object.values(problemsByField(error))[0] ?? w('form.refused')
        lines.setProblems({ lines: words })
        return false
      },
    )
}

/** Keeps a form; `stored` is told the record before its lines follow. */
const useSubmit = (draft: Draft, said: Said, stored: (row: Row) => void) => {
  const { object, id, row, asked, values, lines } = draft
  const save = useSave(object.name)
  const storeLines = useStoreLines(draft)
  const [saving, setSaving] = useState(false)
  const store = async (): Promise<Row> => {
    const all = writtenOf(draft)
    if (row && Object.keys(all).length === 0) return row
    return save.mutateAsync({ id, values: all, version: row?.version })
  }
  /** Answers the record, or null when something must be mended first. */
  const submit = async (): Promise<Row | null> => {
    said.clear()
    lines.clear()
    if (said.lacks(asked, values)) return null
    setSaving(true)
    try {
      const kept = await store()
      stored(kept)
      return (await storeLines(kept.id)) ? kept : null
    } catch (error) {
      said.tell(error)
      lines.placeProblems(error)
      return null
    } finally {
      setSaving(false)
    }
  }
  return { saving, submit }
}

/** State of one form: values, lines, problems, and how to save them. */
export const useObjectForm = (model: FormModel, object: MetaObject, initialId: string | undefined, given: Values) => {
  const [id, setId] = useState(initialId)
  const record = useRecord(object.name, id)
  const row = id ? record.data : undefined
  const made = useMadeWith(model, object)
  const filled = useValues(object, id, record.data, { given, made })
  const said = useFormProblems(object)
  const lines = useFormLines(model, object, { initialId, row, made })
  const draft: Draft = {
    ...filled,
    object,
    id,
    row,
    made,
    lines,
    asked: askedFields(formFields(object, !id, made), filled.values),
  }
  const { saving, submit } = useSubmit(draft, said, (kept) => {
    setId(kept.id)
    filled.setChanges({})
  })
  return {
    id,
    loading: Boolean(initialId) && record.isPending,
    loadError: record.error,
    values: filled.values,
    problems: said.problems,
    general: said.general ?? lines.failure,
    lineProblems: lines.problems,
    dirty: Object.keys(filled.changes).length > 0,
    saving,
    child: lines.child,
    lines: lines.lines,
    setLines: lines.setLines,
    change: (name: string, value: unknown) => {
      filled.setChanges((old) => ({ ...old, [name]: value }))
      said.solved(name)
    },
    submit,
    reset: () => {
      setId(undefined)
      filled.setChanges({})
      said.clear()
      lines.reset()
    },
  }
}
/** A form as it stands. */
export type FormState = ReturnType<typeof useObjectForm>
